import type { ReferAsked, ReferDecision } from '@switchyard/b2bua';
import { PLAIN_CALL, type CallInfo } from '@switchyard/call-flow';
import { describe, expect, it } from 'vitest';
import { ADDRESS, ENDPOINTS, house, incoming, snapshot, type House } from '../../test/house.js';
import type { CallPlan } from '../ports/calls.port.js';
import type { OnwardDeps, OnwardPlan } from './onward-call.js';
import { redirectCall, type Redirection } from './redirections.js';
import { decideTransfer } from './transfers.js';

type Facts = CallPlan['facts'];

const UID = '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11';
const deps = (of: House): OnwardDeps => ({
  subscribers: of.ports.subscribers,
  network: of.ports.network,
  seal: of.ports.seal,
  snapshot,
});
/** Alice talks to Bob; she called. */
const ofAlice: Facts = {
  brandId: 1,
  clientId: 1,
  caller: '101',
  callee: '102',
  from: { kind: 'terminal', id: 1, userId: 1 },
  faces: 'from',
};
/** Bob is in the same call, called. */
const ofBob: Facts = { ...ofAlice, to: { kind: 'terminal', id: 2, userId: 2 }, faces: 'to' };
const ofRita: Facts = {
  brandId: 1,
  clientId: 3,
  caller: '+34910000301',
  callee: '+34600000000',
  from: { kind: 'retailAccount', id: 1, userId: null },
  faces: 'from',
};

const asked = (more: Partial<ReferAsked<Facts>> = {}): ReferAsked<Facts> => ({
  callUid: UID,
  facts: ofAlice,
  user: '103',
  host: 'aurora.northwind.test',
  scheme: 'sip',
  other: undefined,
  incoming: incoming({ method: 'REFER' }),
  ...more,
});
const decide = (of: House, more: Partial<ReferAsked<Facts>> = {}): Promise<ReferDecision<Facts>> => decideTransfer(deps(of))(asked(more));

function sealed(of: House, plan: OnwardPlan): CallInfo {
  if ('refused' in plan) throw new Error(`refused: ${plan.refused}`);
  const read = of.ports.seal.read(plan.attempts[0]?.targets[0]?.callInfo);
  if (!read.ok) throw new Error(`the header is ${read.error}`);
  return read.value;
}
async function called(of: House, more: Partial<ReferAsked<Facts>> = {}): Promise<{ info: CallInfo; plan: CallPlan }> {
  const decision = await decide(of, more);
  if (decision.kind !== 'call') throw new Error(`it is ${decision.kind}: ${JSON.stringify(decision)}`);
  return { info: sealed(of, decision.plan), plan: decision.plan };
}

describe('a transfer', () => {
  it('is a call of the transferor through the application server, in which the transferred party is shown', async () => {
    const { info, plan } = await called(house());
    expect(info).toMatchObject({
      callUid: UID,
      dialled: '103',
      from: { kind: 'terminal', id: 1, name: 'alice' },
      userId: 1,
      shown: { number: '102', name: '' },
    });
    expect(plan.facts).toMatchObject({ caller: '102', sentOnBy: { kind: 'terminal', id: 1 } });
    expect(plan.facts.faces).toBeUndefined();
    expect(plan.attempts[0]?.targets[0]?.uri).toBe(`sip:103@${ADDRESS.asterisk}:6060`);
  });

  it('by the called side shows the caller', async () => {
    const { info } = await called(house(), { facts: ofBob });
    expect(info).toMatchObject({ from: { id: 2, name: 'bob' }, shown: { number: '101' }, anonymous: false });
  });

  it('keeps a caller withheld', async () => {
    const { info } = await called(house(), { facts: { ...ofBob, anonymous: true } });
    expect(info.anonymous).toBe(true);
  });

  it('writes the number by the rules of the client, and of retail goes to the trunks proxy', async () => {
    const { info, plan } = await called(house(), { facts: ofRita, user: '910000999', host: 'northwind.test' });
    expect(info).toMatchObject({ callee: '+34910000999', caller: '+34910000301', clientType: 'retail' });
    expect(plan.attempts[0]?.targets[0]?.name).toBe('trunks-proxy');
  });

  it.each([
    ['the own domain', 'sip', 'aurora.northwind.test', 'call'],
    ['the domain of the brand', 'sip', 'Northwind.test', 'call'],
    ['the address of the proxy', 'sip', '192.0.2.10', 'call'],
    ['a number', 'tel', '', 'call'],
    ['a foreign domain', 'sip', 'elsewhere.example', 'refused'],
    ['another client', 'sip', 'boreal.southwind.test', 'refused'],
  ])('to %s: %s:…@%s is %s', async (_what, scheme, host, kind) => {
    expect((await decide(house(), { scheme, host })).kind).toBe(kind);
  });

  it.each([
    ['a leg without a phone', { facts: { brandId: 1, clientId: 1, caller: '1', callee: '2' } }, 'transfer-refused'],
    ['a phone of another client than the leg', { facts: { ...ofAlice, clientId: 2 } }, 'transfer-refused'],
    ['a number that retail cannot dial', { facts: ofRita, user: '103', host: 'northwind.test' }, 'number-unknown'],
    [
      'an account without a number',
      { facts: { ...ofRita, from: { kind: 'retailAccount', id: 2, userId: null } }, user: '910000999', host: 'northwind.test' },
      'caller-number-missing',
    ],
  ] as const)('is refused to %s', async (_what, more, cause) => {
    expect(await decide(house(), more)).toEqual({ kind: 'refused', cause });
  });

  it('to a second call joins the two others, when both calls are of the same phone', async () => {
    const second: Facts = { ...ofAlice, callee: '103' };
    expect(await decide(house(), { other: { callUid: UID, facts: second } })).toMatchObject({
      kind: 'join',
      facts: { caller: '102', callee: '103', sentOnBy: { id: 1 } },
    });
  });

  it.each([
    ['another phone of the same client', { ...ofBob }],
    ['another client', { ...ofRita }],
    ['no phone at all', { brandId: 1, clientId: 1, caller: '1', callee: '2' }],
  ])('to a call of %s is refused', async (_what, second) => {
    expect(await decide(house(), { other: { callUid: UID, facts: second } })).toEqual({ kind: 'refused', cause: 'dialog-unknown' });
  });
});

describe('a redirection', () => {
  const bob = ENDPOINTS[1] as (typeof ENDPOINTS)[number];
  const call: CallInfo = {
    ...PLAIN_CALL,
    v: 2,
    iat: 0,
    callUid: UID,
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
  };
  const redirect = (of: House, more: Partial<Redirection> = {}): Promise<OnwardPlan> =>
    redirectCall(
      { info: call, callerName: 'Alice', by: bob, contacts: ['sip:103@aurora.northwind.test'], receivedOn: '192.0.2.10:5060', ...more },
      deps(of),
    );

  it('is a call of the phone that redirects, diverted by it, in which the caller is shown', async () => {
    const of = house();
    expect(sealed(of, await redirect(of))).toMatchObject({
      dialled: '103',
      from: { id: 2, name: 'bob' },
      shown: { number: '101', name: 'Alice' },
      forwarders: [{ kind: 'terminal', id: 2 }],
      diversions: [{ number: '102', reason: 'deflection' }],
    });
  });

  it('goes to the best contact that is of the own domain', async () => {
    const of = house();
    const contacts = ['sip:1@elsewhere.example', 'mailto:bob', 'sip:northwind.test', 'sip:104@northwind.test', 'sip:105@northwind.test'];
    expect(sealed(of, await redirect(of, { contacts })).dialled).toBe('104');
  });

  it('goes nowhere else', async () => {
    expect(await redirect(house(), { contacts: ['sip:103@elsewhere.example'] })).toEqual({ refused: 'transfer-refused' });
  });

  const others = (count: number): CallInfo['forwarders'] => Array.from({ length: count }, (_, at) => ({ kind: 'terminal', id: 100 + at }));
  it.each([
    [others(0), 'goes on'],
    [others(4), 'goes on'],
    [others(5), 'ends'],
    [[{ kind: 'terminal' as const, id: 2 }], 'ends'],
    [[{ kind: 'friend' as const, id: 2 }], 'goes on'],
  ])('after %j %s', async (forwarders, what) => {
    const plan = await redirect(house(), { info: { ...call, ...(forwarders ? { forwarders } : {}) } });
    expect('refused' in plan ? plan.refused : 'goes on').toBe(what === 'ends' ? 'forward-loop' : 'goes on');
  });
});
