import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DnsServer, type DnsRecord } from '@switchyard/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Protocol } from '../transport/flow.js';
import { HostsFile } from './hosts-file.js';
import { dnsRecords } from './record-source.js';
import type { Target, TargetQuery } from './target.js';
import { TargetResolver } from './target-resolver.js';

const A = (name: string, address: string, ttl = 300): DnsRecord => ({ type: 'A', name, address, ttl });
const srv = (name: string, target: string, port: number, priority = 0, weight = 0): DnsRecord => ({
  type: 'SRV',
  name,
  target,
  port,
  priority,
  weight,
});
const naptr = (name: string, order: number, service: string, replacement: string, flags = 's'): DnsRecord => ({
  type: 'NAPTR',
  name,
  order,
  preference: 10,
  flags,
  service,
  replacement,
});
const sip = (host: string, more: Partial<TargetQuery> = {}): TargetQuery => ({
  protocol: undefined,
  isSecure: false,
  host,
  port: undefined,
  ...more,
});
const shown = (targets: readonly Target[]): string[] =>
  targets.map(({ protocol, address, port, isDefault }) => `${protocol} ${address}:${port}${isDefault ? ' by default' : ''}`);

let dns: DnsServer;
let all: Protocol[];
let families: ReadonlyArray<4 | 6>;
const hostsFile = join(mkdtempSync(join(tmpdir(), 'switchyard-hosts-')), 'hosts');
writeFileSync(hostsFile, '127.99.2.77 phone.lan phone # a comment\n::1 phone\nnonsense line\n');

const resolver = (more: { deadMs?: number; random?: () => number; keep?: object; maxNames?: number } = {}): TargetResolver =>
  new TargetResolver({
    source: dnsRecords({ servers: [dns.name], timeoutMs: 200 }),
    hosts: new HostsFile(hostsFile),
    supports: (protocol, family) => all.includes(protocol) && families.includes(family),
    deadMs: more.deadMs ?? 30_000,
    random: more.random ?? (() => 0),
    keep: more.keep,
    maxNames: more.maxNames,
  });

beforeEach(async () => {
  dns = await DnsServer.start('127.99.2.3');
  all = ['udp', 'tcp', 'tls'];
  families = [4];
});
afterEach(() => dns.stop());

describe('finding the targets of a host', () => {
  it.each<[string, TargetQuery, string]>([
    ['an address is UDP by default', sip('10.0.0.1'), 'udp 10.0.0.1:5060 by default'],
    ['an address of a sips URI is TLS', sip('10.0.0.1', { isSecure: true }), 'tls 10.0.0.1:5061'],
    ['an address with transport', sip('10.0.0.1', { protocol: 'tcp' }), 'tcp 10.0.0.1:5060'],
    ['an address with port', sip('10.0.0.1', { port: 5070 }), 'udp 10.0.0.1:5070 by default'],
    ['an IPv6 reference', sip('[2001:db8::1]', { protocol: 'tls' }), 'tls 2001:db8::1:5061'],
    ['a name of the hosts file', sip('phone.lan'), 'udp 127.99.2.77:5060 by default'],
    ['localhost', sip('localhost', { port: 5080 }), 'udp 127.0.0.1:5080 by default'],
  ])('%s, without asking DNS', async (_name, query, expected) => {
    expect(shown(await resolver().resolve(query))).toEqual([expected]);
    expect(dns.asked).toEqual([]);
  });

  it('answers for addresses, and for names it remembers, in the same turn', async () => {
    dns.records = [A('a.test', '127.0.0.9')];
    const known = resolver();
    expect(known.resolve(sip('10.0.0.1'))).not.toBeInstanceOf(Promise);
    const first = known.resolve(sip('a.test', { port: 5070 }));
    expect(first).toBeInstanceOf(Promise);
    await first;
    const second = known.resolve(sip('A.test', { port: 5070 }));
    expect(second).not.toBeInstanceOf(Promise);
    expect(shown(await second)).toEqual(['udp 127.0.0.9:5070 by default']);
    expect(dns.asked).toEqual(['A a.test']);
  });

  it.each<[string, readonly DnsRecord[], TargetQuery, readonly string[]]>([
    [
      'with a port only addresses count',
      [A('a.test', '127.0.0.9'), srv('_sip._udp.a.test', 'a.test', 1)],
      sip('a.test', { port: 7 }),
      ['udp 127.0.0.9:7 by default'],
    ],
    ['without NAPTR and SRV the address and the default', [A('a.test', '127.0.0.9')], sip('a.test'), ['udp 127.0.0.9:5060 by default']],
    ['… with the port of TLS for sips', [A('a.test', '127.0.0.9')], sip('a.test', { isSecure: true }), ['tls 127.0.0.9:5061']],
    [
      'NAPTR chooses the transport, by order',
      [
        naptr('a.test', 20, 'SIP+D2U', '_sip._udp.a.test'),
        naptr('a.test', 10, 'SIP+D2T', '_sip._tcp.a.test'),
        srv('_sip._udp.a.test', 'u.a.test', 5062),
        srv('_sip._tcp.a.test', 't.a.test', 5063),
        A('u.a.test', '127.0.0.2'),
        A('t.a.test', '127.0.0.3'),
      ],
      sip('a.test'),
      ['tcp 127.0.0.3:5063', 'udp 127.0.0.2:5062'],
    ],
    [
      'NAPTR services that we lack are passed over',
      [
        naptr('a.test', 10, 'SIP+D2S', '_sip._sctp.a.test'),
        naptr('a.test', 20, 'SIPS+D2T', 'other.test'),
        srv('other.test', 't.a.test', 5071),
        A('t.a.test', '127.0.0.3'),
      ],
      sip('a.test'),
      ['tls 127.0.0.3:5071'],
    ],
    [
      'NAPTR with flag a leads to an address',
      [naptr('a.test', 10, 'SIP+D2T', 't.a.test', 'a'), A('t.a.test', '127.0.0.3')],
      sip('a.test'),
      ['tcp 127.0.0.3:5060'],
    ],
    [
      'sips takes only what is encrypted',
      [
        naptr('a.test', 10, 'SIP+D2T', '_sip._tcp.a.test'),
        naptr('a.test', 20, 'SIPS+D2T', '_sips._tcp.a.test'),
        srv('_sip._tcp.a.test', 't.a.test', 5060),
        srv('_sips._tcp.a.test', 's.a.test', 5443),
        A('t.a.test', '127.0.0.3'),
        A('s.a.test', '127.0.0.4'),
      ],
      sip('a.test', { isSecure: true }),
      ['tls 127.0.0.4:5443'],
    ],
    [
      'without NAPTR, SRV of UDP, then TCP, then TLS',
      [
        srv('_sips._tcp.a.test', 'x.test', 3),
        srv('_sip._tcp.a.test', 'x.test', 2),
        srv('_sip._udp.a.test', 'x.test', 1),
        A('x.test', '127.0.0.5'),
      ],
      sip('a.test'),
      ['udp 127.0.0.5:1', 'tcp 127.0.0.5:2', 'tls 127.0.0.5:3'],
    ],
    [
      'with transport only its SRV',
      [srv('_sip._tcp.a.test', 'x.test', 2), srv('_sip._udp.a.test', 'x.test', 1), A('x.test', '127.0.0.5')],
      sip('a.test', { protocol: 'tcp' }),
      ['tcp 127.0.0.5:2'],
    ],
    [
      'SRV by priority, several addresses of a server one after the other',
      [
        srv('_sip._udp.a.test', 'second.test', 5060, 20),
        srv('_sip._udp.a.test', 'first.test', 5060, 10),
        A('first.test', '127.0.0.1'),
        A('first.test', '127.0.0.2'),
        A('second.test', '127.0.0.3'),
      ],
      sip('a.test'),
      ['udp 127.0.0.1:5060', 'udp 127.0.0.2:5060', 'udp 127.0.0.3:5060'],
    ],
    [
      'an SRV target of a dot is no service',
      [srv('_sip._udp.a.test', '.', 0), A('a.test', '127.0.0.9')],
      sip('a.test'),
      ['udp 127.0.0.9:5060 by default'],
    ],
    [
      'a server without address is passed over',
      [srv('_sip._udp.a.test', 'gone.test', 1), srv('_sip._udp.a.test', 'x.test', 2, 9), A('x.test', '127.0.0.5')],
      sip('a.test'),
      ['udp 127.0.0.5:2'],
    ],
    ['a name that does not exist', [], sip('nobody.test'), []],
  ])('%s', async (_name, records, query, expected) => {
    dns.records = [...records];
    expect(shown(await resolver().resolve(query))).toEqual(expected);
  });

  it('asks for AAAA where there is an IPv6 listener, and leaves out what cannot be sent to', async () => {
    dns.records = [A('a.test', '127.0.0.9'), { type: 'AAAA', name: 'a.test', address: 'fd00::1' }];
    expect(shown(await resolver().resolve(sip('a.test', { port: 5060 })))).toEqual(['udp 127.0.0.9:5060 by default']);
    families = [4, 6];
    expect(shown(await resolver().resolve(sip('a.test', { port: 5060 })))).toEqual([
      'udp 127.0.0.9:5060 by default',
      'udp fd00::1:5060 by default',
    ]);
    families = [6];
    expect(shown(await resolver().resolve(sip('a.test', { port: 5060 })))).toEqual(['udp fd00::1:5060 by default']);
  });

  it('takes the protocol of a listener that it has when nothing says', async () => {
    all = ['tcp'];
    dns.records = [A('a.test', '127.0.0.9')];
    expect(shown(await resolver().resolve(sip('a.test')))).toEqual(['tcp 127.0.0.9:5060 by default']);
  });
});

describe('shares and failures', () => {
  it('gives servers of one priority first places by their weight', async () => {
    dns.records = [
      srv('_sip._udp.a.test', 'big.test', 5060, 0, 75),
      srv('_sip._udp.a.test', 'small.test', 5060, 0, 25),
      srv('_sip._udp.a.test', 'never.test', 5060, 0, 0),
      A('big.test', '127.0.0.1'),
      A('small.test', '127.0.0.2'),
      A('never.test', '127.0.0.3'),
    ];
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const weighted = resolver({ random });
    const first = new Map<string, number>();
    for (let i = 0; i < 2_000; i += 1) {
      const [target, ...others] = await weighted.resolve(sip('a.test'));
      expect(others).toHaveLength(2);
      first.set(target?.address ?? '', (first.get(target?.address ?? '') ?? 0) + 1);
    }
    expect((first.get('127.0.0.1') ?? 0) / 2_000).toBeCloseTo(0.75, 1);
    expect((first.get('127.0.0.2') ?? 0) / 2_000).toBeCloseTo(0.25, 1);
    expect((first.get('127.0.0.3') ?? 0) / 2_000).toBeLessThan(0.03);
  });

  it('tries a target that failed last, and only for a while', async () => {
    dns.records = [srv('_sip._udp.a.test', 'x.test', 1, 1), srv('_sip._udp.a.test', 'x.test', 2, 2), A('x.test', '127.0.0.5')];
    const found = resolver();
    await found.resolve(sip('a.test'));
    found.dead.mark('udp', { address: '127.0.0.5', port: 1 });
    expect(shown(await found.resolve(sip('a.test')))).toEqual(['udp 127.0.0.5:2', 'udp 127.0.0.5:1']);
    found.dead.mark('udp', { address: '127.0.0.5', port: 1 }, -1);
    expect(shown(await found.resolve(sip('a.test')))).toEqual(['udp 127.0.0.5:1', 'udp 127.0.0.5:2']);
    const careless = resolver({ deadMs: 0 });
    careless.dead.mark('udp', { address: '127.0.0.5', port: 1 });
    expect(shown(await careless.resolve(sip('a.test')))).toEqual(['udp 127.0.0.5:1', 'udp 127.0.0.5:2']);
  });

  it('asks once for everybody who asks at the same time', async () => {
    dns.records = [A('a.test', '127.0.0.9')];
    const found = resolver();
    await Promise.all(Array.from({ length: 50 }, async () => await found.resolve(sip('a.test', { port: 1 }))));
    expect(dns.asked).toEqual(['A a.test']);
    expect(found.counters).toMatchObject({ misses: 1 });
  });

  it('keeps an answer as long as its TTL says, within bounds', async () => {
    dns.records = [A('a.test', '127.0.0.9', 0)];
    const found = resolver({ keep: { minMs: 1 } });
    await found.resolve(sip('a.test', { port: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(found.resolve(sip('a.test', { port: 1 }))).toBeInstanceOf(Promise);
    dns.records = [A('b.test', '127.0.0.9', 0)];
    await found.resolve(sip('b.test', { port: 1 }));
    const bounded = resolver({ keep: { minMs: 60_000 } });
    await bounded.resolve(sip('b.test', { port: 1 }));
    expect(bounded.resolve(sip('b.test', { port: 1 }))).not.toBeInstanceOf(Promise);
  });

  it('remembers that a name does not exist', async () => {
    const found = resolver();
    expect(await found.resolve(sip('nobody.test'))).toEqual([]);
    const asked = dns.asked.length;
    expect(found.resolve(sip('nobody.test'))).toEqual([]);
    expect(dns.asked).toHaveLength(asked);
  });

  it.each(['silent', 'broken'] as const)('finds nothing while DNS is %s, and uses what it knew before', async (mood) => {
    dns.records = [A('a.test', '127.0.0.9', 0)];
    const found = resolver({ keep: { minMs: 0 } });
    await found.resolve(sip('a.test', { port: 1 }));
    dns.mood = mood;
    expect(shown(await found.resolve(sip('a.test', { port: 1 })))).toEqual(['udp 127.0.0.9:1 by default']);
    expect(await found.resolve(sip('b.test', { port: 1 }))).toEqual([]);
    expect(found.counters).toMatchObject({ failures: 2, stale: 1 });
  });

  it('remembers no more names than allowed', async () => {
    const found = resolver({ maxNames: 2 });
    for (const name of ['a.test', 'b.test', 'c.test']) await found.resolve(sip(name, { port: 1 }));
    expect(found.size).toBe(2);
    expect(found.resolve(sip('a.test', { port: 1 }))).toBeInstanceOf(Promise);
  });
});
