import { CALL_INFO_HEADER, callInfoSeal, PLAIN_CALL, type CallInfo, type RouteRun } from '@switchyard/call-flow';
import { describe, expect, it } from 'vitest';
import {
  ADDRESS,
  alice,
  authorization,
  house,
  incoming,
  initial,
  proven,
  rita,
  robin,
  snapshot,
  type House,
  type Said,
} from '../../test/house.js';
import { inviteRoute } from './invite.route.js';

const run = (of: House, said: Said, config = snapshot()): Promise<RouteRun> => inviteRoute.run(initial(of, said, config));
/** The signed header of the only target of the only call. */
const sealed = (of: House): CallInfo => {
  const read = of.ports.seal.read(of.plans[0]?.attempts[0]?.targets[0]?.callInfo);
  if (!read.ok) throw new Error(`the header is ${read.error}`);
  return read.value;
};
const target = (of: House) => of.plans[0]?.attempts[0]?.targets[0];

const info = (of: House, more: Partial<CallInfo> = {}): string =>
  of.ports.seal.sign({
    ...PLAIN_CALL,
    callUid: '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11',
    brandId: 1,
    clientId: 1,
    clientType: 'vpbx',
    caller: '101',
    callee: '102',
    dialled: '102',
    from: { kind: 'terminal', id: 1, name: 'alice' },
    userId: 1,
    ddiId: null,
    ddiProviderId: null,
    to: { kind: 'terminal', id: 2 },
    ...more,
  });
const fromInside = (of: House, more: Partial<CallInfo> = {}, said: Said = {}): Said => ({
  uri: 'sip:bob@aurora.northwind.test',
  from: 'sip:101@192.0.2.40',
  source: ADDRESS.asterisk,
  headers: [`${CALL_INFO_HEADER}: ${info(of, more)}`],
  ...said,
});
const register = (of: House, aor: string, ...contacts: string[]): void => {
  of.registered.set(
    aor,
    contacts.map((contact) => ({
      contact,
      source: { protocol: 'udp', address: '198.51.100.2', port: 5060 },
      receivedOn: null,
      callId: 'r',
      cseq: 1,
      q: 1000,
      silentPings: 0,
      expiresAtMs: Number.MAX_SAFE_INTEGER,
      userAgent: '',
      path: [],
    })),
  );
};

describe('INVITE of a phone', () => {
  it('is challenged with 407, SHA-256 before MD5', async () => {
    const { final, at } = await run(house(), {});
    expect(at).toBe('AUTH');
    expect(final).toMatchObject({ kind: 'reply', status: 407 });
    if (final.kind !== 'reply') throw new Error(final.kind);
    expect(final.headers?.['Proxy-Authenticate']).toEqual([
      expect.stringContaining('algorithm=SHA-256'),
      expect.stringContaining('algorithm=MD5'),
    ]);
  });

  it('of a vPBX goes to its application server with who, what and whose, signed', async () => {
    const of = house();
    const { final } = await run(of, proven(of, alice, { uri: 'sip:102@aurora.northwind.test' }));
    expect(final.kind).toBe('handled');
    expect(target(of)).toMatchObject({ uri: `sip:102@${ADDRESS.asterisk}:6060`, from: { user: '101', displayName: 'alice' } });
    expect(sealed(of)).toMatchObject({
      brandId: 1,
      clientId: 1,
      clientType: 'vpbx',
      caller: '101',
      callee: '102',
      dialled: '102',
      from: { kind: 'terminal', id: 1, name: 'alice' },
      userId: 1,
      to: null,
    });
    expect(of.plans[0]?.facts).toEqual({
      brandId: 1,
      clientId: 1,
      caller: '101',
      callee: '102',
      from: { kind: 'terminal', id: 1, userId: 1 },
      faces: 'from',
    });
    expect(of.plans[0]?.callUid).toBe(sealed(of).callUid);
  });

  it.each([
    ['an extension', '102', '102'],
    ['a national number', '912000123', '+34912000123'],
    ['an international number', '00442071234567', '+442071234567'],
    ['a number in E.164', '+34912000123', '+34912000123'],
    ['digits like an extension that nobody has', '199', '199'],
    ['a service code', '*94', '*94'],
  ])('understands %s as dialled', async (_title, dialled, callee) => {
    const of = house();
    await run(of, proven(of, alice, { uri: `sip:${dialled}@aurora.northwind.test` }));
    expect(sealed(of)).toMatchObject({ dialled, callee });
  });

  it('of a residential client goes to the application server with its number', async () => {
    const of = house();
    await run(of, proven(of, robin, { uri: 'sip:912000123@northwind.test' }));
    expect(sealed(of)).toMatchObject({ clientType: 'residential', caller: '+34910000201', callee: '+34912000123', userId: null });
  });

  it('of a retail account goes straight to the trunks proxy', async () => {
    const of = house();
    await run(of, proven(of, rita, { uri: 'sip:912000123@northwind.test' }));
    expect(target(of)).toMatchObject({ uri: `sip:+34912000123@${ADDRESS.trunks}:5060`, from: { user: '+34910000301' } });
    expect(sealed(of)).toMatchObject({ clientType: 'retail', from: { kind: 'retailAccount', id: 1, name: 'rita1' }, dialled: '912000123' });
  });

  it.each<[string, string, Said]>([
    ['the outgoing number of the account', '+34910000301', {}],
    [
      'another DDI of the client in P-Asserted-Identity',
      '+34910000302',
      { headers: ['P-Asserted-Identity: <sip:910000302@northwind.test>'] },
    ],
    ['another DDI of the client in From', '+34910000302', { from: 'sip:+34910000302@northwind.test' }],
    [
      'the outgoing number when P-Asserted-Identity is a number of others',
      '+34910000301',
      { headers: ['P-Asserted-Identity: <sip:+34910000101@northwind.test>'] },
    ],
    ['the outgoing number when the identity is unreadable', '+34910000301', { headers: ['P-Preferred-Identity: %%%'] }],
    [
      'the first identity header by rank',
      '+34910000302',
      { headers: ['Remote-Party-ID: <sip:+34910000301@x.test>', 'P-Asserted-Identity: <sip:+34910000302@x.test>'] },
    ],
  ])('of a retail account presents %s', async (_title, caller, said) => {
    const of = house();
    const { final } = await run(of, proven(of, rita, { uri: 'sip:+34912000123@northwind.test', ...said }));
    expect(final.kind).toBe('handled');
    expect(sealed(of).caller).toBe(caller);
  });

  it.each<[string, string, string, Said]>([
    ['with the From of another user', 'CHECK_IDENTITY', 'credentials-refused', { from: 'sip:bob@aurora.northwind.test' }],
    ['with the From of a number', 'CHECK_IDENTITY', 'credentials-refused', { from: 'sip:+34910000101@aurora.northwind.test' }],
    ['to a foreign domain', 'CHECK_IDENTITY', 'number-unknown', { uri: 'sip:101@boreal.southwind.test' }],
    ['without a dialled user', 'ADAPT_CALLEE', 'number-unknown', { uri: 'sip:aurora.northwind.test' }],
    ['out of hops', 'REQINIT', 'hops-exhausted', { headers: ['Max-Forwards: 0'] }],
    ['with a description as long as a book', 'REQINIT', 'request-malformed', { body: 'a'.repeat(70_000) }],
  ])('is refused %s', async (_title, at, cause, said) => {
    const of = house();
    const signed = authorization(of, alice, { uri: said.uri ?? 'sip:102@aurora.northwind.test' });
    const outcome = await run(of, { ...said, headers: [...(said.headers ?? []), signed.header] });
    expect(outcome).toMatchObject({ at, final: { kind: 'refuse', cause } });
    expect(of.plans).toEqual([]);
  });

  it.each<[string, { name: string; domain: string; password?: string }]>([
    ['a wrong password', { ...alice, password: 'wrong' }],
    ['an unknown user', { ...alice, name: 'nobody' }],
    ['a terminal without user', { ...alice, name: 'spare' }],
  ])('is refused for %s with the same cause and a fresh challenge', async (_title, caller) => {
    const { final, at } = await run(house(), proven(house(), caller));
    expect(at).toBe('AUTH');
    expect(final).toMatchObject({ kind: 'refuse', cause: 'credentials-refused', status: 407 });
  });

  it('is refused for a disabled client, a retail number that is none, and an account without number', async () => {
    const of = house();
    const asleep = { name: 'asleep', domain: 'northwind.test' };
    const mute = { name: 'mute', domain: 'northwind.test' };
    const uri = 'sip:912000123@northwind.test';
    expect((await run(of, proven(of, asleep, { uri }))).final).toMatchObject({ cause: 'client-disabled' });
    expect((await run(of, proven(of, rita, { uri: 'sip:information@northwind.test' }))).final).toMatchObject({ cause: 'number-unknown' });
    expect((await run(of, proven(of, mute, { uri }))).final).toMatchObject({ cause: 'caller-number-missing' });
  });

  it('tries the application servers in order and is 503 when there is none', async () => {
    const of = house();
    const config = snapshot({
      applicationServer: [1, 2].map((id) => ({
        id,
        name: `asterisk-${id}`,
        sipHost: `192.0.2.4${id}`,
        sipPort: 6060,
        ariUrl: 'http://192.0.2.40:8088',
      })),
    });
    await run(of, proven(of, alice), config);
    const plan = of.plans[0];
    expect(plan?.attempts.map(({ targets }) => targets.map(({ name }) => name))).toEqual([['asterisk-1'], ['asterisk-2']]);
    expect(plan?.exhausted).toBe('application-server-missing');
    expect((await run(house(), proven(house(), alice), snapshot({ applicationServer: [] }))).final).toMatchObject({
      kind: 'refuse',
      cause: 'application-server-missing',
    });
  });

  it('answers a scanner with silence', async () => {
    expect((await run(house(), { headers: ['User-Agent: friendly-scanner'] })).final).toMatchObject({ kind: 'drop' });
  });

  it.each(['X-Info-Call', 'x-info-call', 'X-INFO-CALL', 'X-Info-Call ', 'x-iNfO-cAlL\t'])(
    'gains nothing by sending our own header from outside: %s',
    async (name) => {
      const of = house();
      const { at } = await run(of, { source: ADDRESS.stranger, headers: [`${name}: ${info(of)}`] });
      expect(at).toBe('AUTH');
      expect(incoming({ headers: [`${name}: ${info(of)}`] }).headerNames).not.toContain('x-info-call');
    },
  );

  it('passes on how a call failed', async () => {
    const of = house();
    of.outcome = { kind: 'failed', cause: 'busy', status: 486, reason: 'Busy Here', tries: [] };
    expect((await run(of, proven(of, alice))).final).toMatchObject({ kind: 'refuse', cause: 'busy', status: 486 });
  });
});

describe('INVITE of a wholesale client', () => {
  const wanda: Said = { source: ADDRESS.wanda, from: 'sip:0034913333333@switch.test', uri: 'sip:00442071234567@198.51.100.10' };

  it('is known by its address, needs no digest and goes to the trunks proxy', async () => {
    const of = house();
    const { final } = await run(of, wanda);
    expect(final.kind).toBe('handled');
    expect(sealed(of)).toMatchObject({
      clientId: 4,
      clientType: 'wholesale',
      caller: '+34913333333',
      callee: '+442071234567',
      from: { kind: 'wholesale', id: null, name: 'Wanda' },
    });
  });

  it('presents what it wants', async () => {
    const of = house();
    await run(of, { ...wanda, from: 'sip:anonymous@anonymous.invalid' });
    expect(sealed(of)).toMatchObject({ caller: '', anonymous: true });
  });

  it('is refused when it is disabled or dials no number', async () => {
    expect((await run(house(), { ...wanda, source: '203.0.113.42' })).final).toMatchObject({ cause: 'client-disabled' });
    expect((await run(house(), { ...wanda, uri: 'sip:bob@198.51.100.10' })).final).toMatchObject({ cause: 'number-unknown' });
  });
});

describe('INVITE from inside', () => {
  it('rings all contacts of the endpoint, each over the way it registered', async () => {
    const of = house();
    register(of, 'bob@aurora.northwind.test', 'sip:bob@198.51.100.2:5062', 'sip:bob@192.168.1.9:5060');
    expect((await run(of, fromInside(of))).final.kind).toBe('handled');
    expect(of.plans[0]?.attempts).toHaveLength(1);
    expect(of.plans[0]?.attempts[0]?.targets).toMatchObject([
      {
        uri: 'sip:bob@198.51.100.2:5062',
        nextHop: 'sip:198.51.100.2:5062;transport=udp',
        from: { user: '101', domain: 'aurora.northwind.test' },
        to: { user: 'bob', domain: 'aurora.northwind.test' },
        media: { label: 'phone' },
      },
      { uri: 'sip:bob@192.168.1.9:5060', nextHop: 'sip:198.51.100.2:5060;transport=udp', media: { source: '198.51.100.2' } },
    ]);
    expect(of.plans[0]?.attempts[0]?.targets.every(({ callInfo }) => callInfo === undefined)).toBe(true);
    expect(of.plans[0]?.callUid).toBe('7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11');
  });

  it.each<[string, string, (of: House) => Said]>([
    ['an endpoint that is not registered', 'not-registered', (of) => fromInside(of)],
    ['an endpoint that does not exist', 'number-unknown', (of) => fromInside(of, { to: { kind: 'terminal', id: 99 } })],
    ['an endpoint of another brand', 'number-unknown', (of) => fromInside(of, { to: { kind: 'terminal', id: 9 } })],
    ['no endpoint', 'number-unknown', (of) => fromInside(of, { to: null })],
    ['without the header', 'header-forged', (of) => fromInside(of, {}, { headers: [] })],
    [
      'with a header of another key',
      'header-forged',
      (of) => fromInside(of, {}, { headers: [`X-Info-Call: ${info(of).slice(0, -4)}AAAA`] }),
    ],
    [
      'with a header signed long ago',
      'header-forged',
      (of) => {
        const old = callInfoSeal('a key of the house', { nowMs: () => of.ports.clock.nowMs() - 120_000 });
        const read = of.ports.seal.read(info(of));
        return fromInside(of, {}, { headers: [`X-Info-Call: ${read.ok ? old.sign(read.value) : ''}`] });
      },
    ],
  ])('is refused: %s', async (_title, cause, said) => {
    const of = house();
    expect((await run(of, said(of))).final).toMatchObject({ kind: 'refuse', cause });
  });
});
