import { zoneOf, type Instance, type ZoneRecord } from '@switchyard/local-runner';
import { dnsRecords, HostsFile, TargetResolver, type Target } from '@switchyard/sip';
import { DnsServer, outside, phone, trunksProxy, usersProxy, type DnsRecord } from '@switchyard/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AnsweringPeer } from '../../answering-peer.js';
import { openPlatform } from '../../platform.js';
import { PeerCall, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

const DOMAIN = 'northwind.test';
let platform: Instance;
let dns: DnsServer;
let carrier: AnsweringPeer;
beforeAll(async () => {
  platform = await openPlatform();
  carrier = await AnsweringPeer.udp(outside(platform).carrierOne, trunksProxy(platform));
});
afterAll(() => {
  dns?.stop();
  carrier?.close();
});

/** The records of a zone as the name server of the tests takes them. */
function served({ name, type, data }: ZoneRecord): readonly DnsRecord[] {
  const bare = (text: string): string => text.replace(/\.$/, '');
  const words = data.split(' ').map((word) => bare(word.replace(/^"|"$/g, '')));
  const [first = '', second = '', third = '', fourth = '', , sixth = ''] = words;
  switch (type) {
    case 'A':
      return [{ type, name: bare(name), address: first }];
    case 'SRV':
      return [{ type, name: bare(name), priority: Number(first), weight: Number(second), port: Number(third), target: fourth }];
    case 'NAPTR':
      return [
        { type, name: bare(name), order: Number(first), preference: Number(second), flags: third, service: fourth, replacement: sixth },
      ];
    default:
      return [];
  }
}

it('a phone finds the users proxy by NAPTR and SRV, passes a dead server over and calls over the next', async () => {
  const dead = `${platform.net}.13`;
  const living = platform.addresses.users.sip.host;
  const zone = zoneOf({
    domain: DOMAIN,
    // Whoever balances is asked first; this one is dead.
    addresses: [
      { name: 'main', ip: living, mode: 'serve', weight: 1 },
      { name: 'edge', ip: dead, mode: 'balance', weight: 1 },
    ],
    nameServers: [{ name: `ns.${DOMAIN}`, ip: platform.net + '.1' }],
    serial: 1,
    ports: { tls: null, wss: null },
  });
  dns = await DnsServer.start(`${platform.net}.53`, zone.flatMap(served));
  const resolver = new TargetResolver({
    source: dnsRecords({ servers: [dns.name], timeoutMs: 1000 }),
    hosts: new HostsFile('/dev/null'),
    supports: (protocol) => protocol === 'udp',
    deadMs: 10_000,
  });
  const targets: readonly Target[] = await resolver.resolve({ protocol: undefined, isSecure: false, host: DOMAIN, port: undefined });
  expect(targets.map(({ protocol, address, port }) => `${protocol} ${address}:${port}`)).toEqual([
    `udp ${dead}:5060`,
    `udp ${living}:5060`,
  ]);
  expect(dns.asked).toEqual(expect.arrayContaining([`NAPTR ${DOMAIN}`, `SRV _sip._udp.${DOMAIN}`, `A sip2.${DOMAIN}`]));

  const rita = phone(platform, 'rita1');
  const tried: string[] = [];
  for (const { address, port } of targets) {
    tried.push(address);
    const peer = await SipPeer.udp(rita.address, `${address}:${port}`);
    try {
      const registered = await Promise.race([register(peer, rita), new Promise<undefined>((resolve) => setTimeout(resolve, 500))]);
      if (registered === undefined) continue;
      expect(statusOf(registered)).toBe(200);
      const call = new PeerCall(peer, `sip:+34912003131@${DOMAIN}`, `<${rita.aor}>`);
      const final = await call.invite({ who: rita, body: sdpOf(peer.address, 4000) });
      expect(statusOf(final)).toBe(200);
      call.connect(final);
      expect(carrier.invites).toHaveLength(1);
      expect(statusOf(await call.request('BYE'))).toBe(200);
      break;
    } finally {
      peer.close();
    }
  }
  expect(tried).toEqual([dead, living]);
  expect(usersProxy(platform)).toBe(`${living}:5060`);
});
