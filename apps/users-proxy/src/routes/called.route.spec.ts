import { CALL_INFO_HEADER, PLAIN_CALL, type CallInfo, type RouteRun } from '@switchyard/call-flow';
import { rowOf, type CallForward, type Endpoint } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { ADDRESS, house, initial, plainEndpoint, snapshot, type House } from '../../test/house.js';
import { inviteRoute } from './invite.route.js';

const CALL_UID = '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11';
const aurora = { brandId: 1, clientId: 1, domain: 'aurora.northwind.test' };
const rita = {
  brandId: 1,
  clientId: 3,
  clientType: 'retail',
  domain: 'northwind.test',
  outgoingNumber: '+34910000301',
  transformationRuleSetId: 1,
} as const;
const FRIENDS: readonly Endpoint[] = [
  plainEndpoint({ ...aurora, kind: 'friend', id: 1, name: 'pbx', ddiIn: true }),
  plainEndpoint({
    ...aurora,
    kind: 'friend',
    id: 2,
    name: 'trunk',
    ddiIn: true,
    direct: { ip: '203.0.113.7', port: 5070, transport: 'tcp', proxyUserId: 2 },
    ruriDomain: 'pbx.example.test',
    fromDomain: 'us.example.test',
    fromUser: 'northwind',
  }),
  plainEndpoint({
    ...aurora,
    kind: 'friend',
    id: 3,
    name: 'plain',
    direct: { ip: '2001:db8::7', port: 5060, transport: 'udp', proxyUserId: null },
  }),
  plainEndpoint({ ...aurora, kind: 'friend', id: 4, name: 'intervpbx_8', interClientId: 8 }),
  plainEndpoint({ ...rita, kind: 'retailAccount', id: 21, name: 'shop', ddiIn: true }),
  plainEndpoint({ ...rita, kind: 'retailAccount', id: 22, name: 'depot', outgoingNumber: '+34910000302' }),
  plainEndpoint({ ...rita, kind: 'retailAccount', id: 23, name: 'elsewhere', clientId: 7 }),
];
const config = snapshot({
  proxyUser: [
    { id: 1, name: 'main', ip: '192.0.2.10', isDefault: true },
    { id: 2, name: 'second', ip: '192.0.2.11' },
  ],
  client: [
    ...snapshot().all('client'),
    { id: 8, brandId: 1, type: 'vpbx', name: 'Borealis', domain: 'borealis.northwind.test' },
    { id: 9, brandId: 1, type: 'vpbx', name: 'Shut', domain: 'shut.northwind.test', enabled: false },
  ],
  friend: [
    { id: 4, brandId: 1, clientId: 1, name: 'intervpbx_8', directConnectivity: 'intervpbx', interClientId: 8 },
    { id: 5, brandId: 1, clientId: 8, name: 'intervpbx_1', directConnectivity: 'intervpbx', interClientId: 1 },
  ],
});

const register = (of: House, aor: string, contact: string): void =>
  void of.registered.set(aor, [
    {
      contact,
      source: { protocol: 'udp', address: '198.51.100.2', port: 5060 },
      receivedOn: null,
      callId: 'r',
      cseq: 1,
      expiresAtMs: Number.MAX_SAFE_INTEGER,
      userAgent: '',
      q: 1000,
      silentPings: 0,
      path: [],
    } as never,
  ]);
function town(): House {
  const of = house();
  of.endpoints.push(...FRIENDS);
  return of;
}
/** A call that an application server or the trunks proxy sends to an endpoint. */
function call(of: House, to: NonNullable<CallInfo['to']>, more: Partial<CallInfo> = {}, with_ = config): Promise<RouteRun> {
  const info = of.ports.seal.sign({
    ...PLAIN_CALL,
    callUid: CALL_UID,
    brandId: 1,
    clientId: 1,
    clientType: 'vpbx',
    caller: '101',
    callee: '7100',
    dialled: '7100',
    from: { kind: 'terminal', id: 1, name: 'alice' },
    userId: 1,
    ddiId: null,
    ddiProviderId: null,
    to,
    ...more,
  });
  const said = {
    uri: 'sip:x@aurora.northwind.test',
    from: 'sip:101@192.0.2.40',
    source: ADDRESS.asterisk,
    headers: [`${CALL_INFO_HEADER}: ${info}`],
  };
  return inviteRoute.run(initial(of, said, with_));
}
const targetsOf = (of: House) => of.plans[0]?.attempts.map(({ targets }) => targets[0]);
const sealed = (of: House, attempt = 0): CallInfo => {
  const read = of.ports.seal.read(of.plans[0]?.attempts[attempt]?.targets[0]?.callInfo);
  if (!read.ok) throw new Error(`the header is ${read.error}`);
  return read.value;
};

describe('a call to a friend', () => {
  it('that registers is called by the number that was dialled', async () => {
    const of = town();
    register(of, 'pbx@aurora.northwind.test', 'sip:pbx@198.51.100.2:5062;ob');
    expect((await call(of, { kind: 'friend', id: 1 })).final.kind).toBe('handled');
    expect(targetsOf(of)).toMatchObject([{ uri: 'sip:7100@198.51.100.2:5062;ob', to: { user: '7100', domain: 'aurora.northwind.test' } }]);
  });

  it('with a static address gets the domains it wants, from the socket that was chosen', async () => {
    const of = town();
    await call(of, { kind: 'friend', id: 2 });
    expect(targetsOf(of)).toMatchObject([
      {
        uri: 'sip:7100@pbx.example.test;transport=tcp',
        nextHop: 'sip:203.0.113.7:5070;transport=tcp;local=192.0.2.11',
        from: { user: 'northwind', domain: 'us.example.test' },
        to: { user: '7100', domain: 'pbx.example.test' },
      },
    ]);
  });

  it('without any wishes is called by its name at its address', async () => {
    const of = town();
    await call(of, { kind: 'friend', id: 3 });
    expect(targetsOf(of)).toMatchObject([
      {
        uri: 'sip:plain@[2001:db8::7]:5060',
        nextHop: 'sip:[2001:db8::7]:5060;transport=udp',
        from: { user: '101' },
        to: { user: 'plain' },
      },
    ]);
  });

  it('that is another vPBX enters the application server of that client as its friend', async () => {
    const of = town();
    expect((await call(of, { kind: 'friend', id: 4 }, { callee: '201' })).final.kind).toBe('handled');
    expect(targetsOf(of)).toMatchObject([{ uri: `sip:201@${ADDRESS.asterisk}:6060`, from: { user: '101' } }]);
    expect(sealed(of)).toMatchObject({
      callUid: CALL_UID,
      brandId: 1,
      clientId: 8,
      clientType: 'vpbx',
      caller: '101',
      dialled: '201',
      from: { kind: 'friend', id: 5, name: 'intervpbx_1' },
      userId: null,
      to: null,
      forwarders: [{ kind: 'friend', id: 4 }],
    });
  });

  it.each([
    ['goes in circles', { forwarders: [{ kind: 'friend', id: 4 }] }, config, 'forward-loop'],
    ['whose client is gone', {}, snapshot(), 'number-unknown'],
  ] as const)('that is another vPBX is refused when the call %s', async (_title, more, with_, cause) => {
    const of = town();
    expect((await call(of, { kind: 'friend', id: 4 }, more, with_)).final).toMatchObject({ kind: 'refuse', cause });
    expect(of.plans).toEqual([]);
  });
});

describe('a call to a retail account', () => {
  const forward = (id: number, retailAccountId: number, more: Partial<CallForward>): CallForward =>
    rowOf('callForward', { id, brandId: 1, clientId: 3, retailAccountId, type: 'unconditional', targetRouteType: 'number', ...more });
  const toShop = (of: House, more: Partial<CallInfo> = {}) =>
    call(
      of,
      { kind: 'retailAccount', id: 21 },
      {
        clientId: 3,
        clientType: 'retail',
        caller: '+34600111222',
        callee: '+34910000301',
        dialled: '910000301',
        from: { kind: 'ddiProvider', id: 1, name: 'Inbound' },
        userId: null,
        ddiId: 1,
        ...more,
      },
    );

  it('without forwards rings it by the called DDI, and is 480 when it is not registered', async () => {
    const of = town();
    expect((await toShop(of)).final).toMatchObject({ cause: 'not-registered' });
    register(of, 'shop@northwind.test', 'sip:shop@198.51.100.2:5060');
    await toShop(of);
    expect(targetsOf(of)).toMatchObject([{ uri: 'sip:+34910000301@198.51.100.2:5060' }]);
  });

  it('that is always forwarded to a number goes there, and the forwarder pays', async () => {
    const of = town();
    register(of, 'shop@northwind.test', 'sip:shop@198.51.100.2:5060');
    of.forwards.push(forward(1, 21, { targetRouteNumber: '600333444' }));
    await toShop(of);
    expect(targetsOf(of)).toMatchObject([
      { name: 'trunks-proxy', uri: `sip:+34600333444@${ADDRESS.trunks}:5060`, from: { user: '+34910000301' } },
    ]);
    expect(sealed(of)).toMatchObject({
      callUid: CALL_UID,
      clientId: 3,
      caller: '+34910000301',
      callee: '+34600333444',
      from: { kind: 'retailAccount', id: 21, name: 'shop' },
      diversions: [{ number: '+34910000301', reason: 'unconditional', hidden: false }],
    });
  });

  it('that is forwarded when nobody is there rings first', async () => {
    const of = town();
    register(of, 'shop@northwind.test', 'sip:shop@198.51.100.2:5060');
    of.forwards.push(forward(1, 21, { type: 'notRegistered', targetRouteNumber: '600333444' }));
    await toShop(of);
    expect(targetsOf(of)).toMatchObject([{ uri: 'sip:+34910000301@198.51.100.2:5060' }, { name: 'trunks-proxy' }]);
    const after = (status: number) => of.plans[0]?.onFailure?.(status, 0, undefined);
    expect([0, 404, 408, 480].map(after)).toEqual(['next', 'next', 'next', 'next']);
    expect([486, 603, 500].map(after)).toEqual(['give-up', 'give-up', 'give-up']);
  });

  it('that is forwarded and not registered goes to the forward at once', async () => {
    const of = town();
    of.forwards.push(forward(1, 21, { type: 'notRegistered', targetRouteNumber: '600333444' }));
    await toShop(of);
    expect(targetsOf(of)).toMatchObject([{ name: 'trunks-proxy' }]);
    expect(sealed(of).diversions).toMatchObject([{ reason: 'unavailable' }]);
  });

  it('is forwarded by the called DDI before it is forwarded by any', async () => {
    const of = town();
    of.forwards.push(forward(1, 21, { targetRouteNumber: '600000001' }), forward(2, 21, { targetRouteNumber: '600000002', ddiId: 2 }));
    await toShop(of, { ddiId: 2 });
    expect(sealed(of).callee).toBe('+34600000002');
    of.plans.splice(0);
    await toShop(of);
    expect(sealed(of).callee).toBe('+34600000001');
  });

  it.each([
    ['internal', '+34910000302', true],
    ['internal', '+34600111222', false],
    ['external', '+34600111222', true],
    ['external', '+34910000302', false],
  ] as const)('is forwarded for %s calls only: from %s %s', async (callTypeFilter, caller, isForwarded) => {
    const of = town();
    of.forwards.push(forward(1, 21, { targetRouteNumber: '600000001', callTypeFilter }));
    await toShop(of, { caller });
    expect(of.plans).toHaveLength(isForwarded ? 1 : 0);
  });

  it('is forwarded to another account, which forwards in turn', async () => {
    const of = town();
    register(of, 'depot@northwind.test', 'sip:depot@198.51.100.2:5060');
    of.forwards.push(
      forward(1, 21, { targetRouteType: 'retail', targetRetailAccountId: 22 }),
      forward(2, 22, { type: 'notRegistered', targetRouteNumber: '600000002' }),
    );
    await toShop(of);
    expect(targetsOf(of)).toMatchObject([{ uri: 'sip:depot@198.51.100.2:5060' }, { name: 'trunks-proxy' }]);
    expect(sealed(of, 1)).toMatchObject({
      from: { id: 22, name: 'depot' },
      caller: '+34910000302',
      diversions: [
        { number: '+34910000302', reason: 'unavailable' },
        { number: '+34910000301', reason: 'unconditional' },
      ],
    });
  });

  it.each([
    ['two accounts forward to one another', [forward(1, 21, toRetail(22)), forward(2, 22, toRetail(21))], 'forward-loop'],
    ['it is forwarded to an account of another client', [forward(1, 21, toRetail(23))], 'number-unknown'],
    ['it is forwarded to an account that is gone', [forward(1, 21, toRetail(99))], 'number-unknown'],
    ['it is forwarded to what is no number', [forward(1, 21, { targetRouteNumber: '12' })], 'number-unknown'],
  ])('is refused when %s', async (_title, forwards, cause) => {
    const of = town();
    of.forwards.push(...forwards);
    expect((await toShop(of)).final).toMatchObject({ kind: 'refuse', cause });
  });
});

function toRetail(targetRetailAccountId: number): Partial<CallForward> {
  return { targetRouteType: 'retail', targetRetailAccountId };
}
