import { outside, phone, ratedCall, trunksProxy, until, usersProxy, type PortalClient } from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { beforeAll, describe, expect, it } from 'vitest';
import { asBrand, openPlatform } from '../../platform.js';
import { newId, PeerCall, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let brand: PortalClient;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});

type Name = 'sip-server-users' | 'sip-server-trunks' | 'users-proxy' | 'trunks-proxy';

/** Resolves when every dialog is in the journal of its server, which takes 20 ms. */
async function journalled(): Promise<void> {
  for (const name of ['sip-server-users', 'sip-server-trunks'] as const) {
    const { host, port } = platform.addresses.ops[name];
    await until(`the journal of ${name}`, async () => {
      const metrics = await (await fetch(`http://${host}:${port}/metrics`)).text();
      return /^switchyard_sip_journal_waiting\{[^}]*\} 0$/m.test(metrics) || undefined;
    });
  }
}

/** Resolves when both proxies have their SIP server and the platform takes calls. */
async function restarted(name: Name, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const service = platform.process(name);
  const before = service.pid;
  await journalled();
  await (signal === 'SIGKILL' ? service.kill('SIGKILL') : service.stop());
  await service.start();
  expect(service.pid).not.toBe(before);
  for (const each of ['sip-server-users', 'sip-server-trunks', 'users-proxy', 'trunks-proxy'] as const)
    await platform.process(each).waitHealthy();
}

/** A call that is up: Rita's side and the carrier's. */
interface Talk {
  readonly caller: PeerCall;
  readonly callee: PeerCall;
}

async function talk(rita: SipPeer, carrier: SipPeer, number: string, [port, farPort] = [4000, 4002]): Promise<Talk> {
  const who = phone(platform, 'rita1');
  const caller = new PeerCall(rita, `sip:${number}@${who.domain}`, `<${who.aor}>`);
  const tag = newId('tag');
  const final = caller.invite({ who, body: sdpOf(rita.address, port ?? 0) });
  const refused = final.then((text) => (statusOf(text) === 200 ? new Promise<never>(() => undefined) : Promise.reject(new Error(text))));
  const invite = await Promise.race([carrier.hearRequest('INVITE'), refused]);
  carrier.reply(invite, '200 OK', { tag, body: sdpOf(carrier.address, farPort ?? 0) });
  caller.connect(await final);
  await carrier.hearRequest('ACK');
  return { caller, callee: PeerCall.answered(carrier, invite, tag) };
}

async function withPeers(run: (rita: SipPeer, carrier: SipPeer) => Promise<void>): Promise<void> {
  const rita = await SipPeer.udp(phone(platform, 'rita1').address, usersProxy(platform));
  const carrier = await SipPeer.udp(outside(platform).carrierOne, trunksProxy(platform));
  // Every phone answers when it is asked whether it is still there.
  const answering = setInterval(() => {
    for (const peer of [rita, carrier]) {
      const asked = peer.heard.findIndex((text) => text.startsWith('OPTIONS '));
      if (asked >= 0) peer.reply(peer.heard.splice(asked, 1)[0] ?? '', '200 OK');
    }
  }, 5);
  try {
    await run(rita, carrier);
  } finally {
    clearInterval(answering);
    rita.close();
    carrier.close();
  }
}

const heardIn = (call: PeerCall, method: string): Promise<string> =>
  call.peer.hear(method, (text) => text.startsWith(`${method} `) && text.includes(call.callId), 10_000);

/** A re-INVITE from one side, which the other answers. */
async function change(by: PeerCall, other: PeerCall): Promise<void> {
  const final = by.request('INVITE', { body: sdpOf(by.peer.address, 4010, 'sendrecv', 2) });
  other.peer.reply(await heardIn(other, 'INVITE'), '200 OK', { body: sdpOf(other.peer.address, 4012, 'sendrecv', 2) });
  expect(statusOf(await final)).toBe(200);
  by.ack();
  await heardIn(other, 'ACK');
}

/** Ends a call from one side; the other must hear it. */
async function end(by: PeerCall, other: PeerCall): Promise<void> {
  const status = by.request('BYE').then(statusOf);
  other.peer.reply(await heardIn(other, 'BYE'), '200 OK');
  expect(await status).toBe(200);
}

describe('a call outlives its SIP server and its application: re-INVITE and BYE still work', () => {
  it.each([
    ['sip-server-users', 'SIGKILL', 'caller', '+34912001801'],
    ['sip-server-users', 'SIGKILL', 'callee', '+34912001802'],
    ['sip-server-users', 'SIGTERM', 'caller', '+34912001803'],
    ['sip-server-trunks', 'SIGKILL', 'caller', '+34912001804'],
    ['sip-server-trunks', 'SIGKILL', 'callee', '+34912001805'],
    ['sip-server-trunks', 'SIGTERM', 'callee', '+34912001806'],
    ['users-proxy', 'SIGKILL', 'caller', '+34912001807'],
    ['users-proxy', 'SIGTERM', 'callee', '+34912001808'],
    ['trunks-proxy', 'SIGKILL', 'callee', '+34912001809'],
    ['trunks-proxy', 'SIGTERM', 'caller', '+34912001810'],
  ] as const)('%s gets %s, the %s goes on', async (name, signal, side, number) => {
    await withPeers(async (rita, carrier) => {
      const since = new Date().toISOString();
      const { caller, callee } = await talk(rita, carrier, number);
      const [by, other] = side === 'caller' ? [caller, callee] : [callee, caller];
      await restarted(name, signal);
      await change(by, other);
      await end(by, other);
      expect(await ratedCall(brand, number, since)).toMatchObject({ cause: 'normal-clearing' });
      expect(await brand.list(`billable-calls?callee=${encodeURIComponent(number)}&startedAt[gte]=${since}`)).toHaveLength(1);
    });
  });

  it('so do twenty calls at once, whichever of the two SIP servers is killed', async () => {
    await withPeers(async (rita, carrier) => {
      const number = '+34912001811';
      const since = new Date().toISOString();
      const calls: Talk[] = [];
      for (let i = 0; i < 20; i += 1) calls.push(await talk(rita, carrier, number, [4100 + 2 * i, 4200 + 2 * i]));
      for (const name of ['sip-server-users', 'sip-server-trunks'] as const) await restarted(name, 'SIGKILL');
      for (const { caller, callee } of calls) await end(caller, callee);
      const rows = await until('20 records', async () => {
        const found = await brand.list(`billable-calls?callee=${encodeURIComponent(number)}&startedAt[gte]=${since}&itemsPerPage=100`);
        return found.length >= 20 ? found : undefined;
      });
      expect(rows).toHaveLength(20);
    });
  });
});
