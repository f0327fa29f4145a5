import { PLAIN_CALL, type CallInfo } from '@switchyard/call-flow';
import { PLAIN_ENDPOINT, snapshotOf, type Endpoint, type UserRoute } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../ports/directory.port.js';
import { planCall, type Plan } from './plan-call.js';

const tenant = { currency: 'EUR', timezone: 'Europe/Madrid', language: 'en' } as const;
const snapshot = snapshotOf(
  {
    brand: [{ id: 1, name: 'Northwind', domain: 'northwind.test', ...tenant }],
    transformationRuleSet: [],
    client: [
      { id: 1, brandId: 1, type: 'vpbx', name: 'Aurora', domain: 'aurora.northwind.test', ...tenant },
      { id: 2, brandId: 1, type: 'residential', name: 'Robin', ...tenant },
      { id: 3, brandId: 1, type: 'vpbx', name: 'Closed', domain: 'closed.northwind.test', enabled: false, ...tenant },
    ],
    ddi: [
      { id: 1, brandId: 1, clientId: 1, number: '+34910000101', routeType: 'user', userId: 1 },
      { id: 2, brandId: 1, clientId: 2, number: '+34910000201', routeType: 'residential', residentialDeviceId: 9 },
      { id: 3, brandId: 1, clientId: 1, number: '+34910000103' },
      { id: 4, brandId: 1, clientId: 1, number: '+34910000104', routeType: 'user', userId: 50 },
      { id: 5, brandId: 1, clientId: 1, number: '+34910000105', routeType: 'residential', residentialDeviceId: 9 },
      { id: 6, brandId: 1, clientId: 1, number: '+34910000106', routeType: 'queue', queueId: 3 },
      { id: 7, brandId: 1, clientId: 1, number: '+34910000107', routeType: 'friend', friendNumber: '7002' },
      { id: 8, brandId: 1, clientId: 1, number: '+34910000108', routeType: 'friend', friendNumber: '6002' },
    ],
    friend: [
      { id: 21, brandId: 1, clientId: 1, name: 'pbx', priority: 1, directConnectivity: 'no' },
      { id: 22, brandId: 1, clientId: 1, name: 'intervpbx_5', priority: 2, directConnectivity: 'intervpbx', interClientId: 5 },
    ],
    friendPattern: [{ id: 1, brandId: 1, clientId: 1, friendId: 21, name: 'seven', regExp: '^7\\d{3}$' }],
  },
  7,
);

const endpoint = (id: number, name: string, more: Partial<Endpoint> = {}): Endpoint => ({
  kind: 'terminal',
  id,
  brandId: 1,
  clientId: 1,
  clientType: 'vpbx',
  name,
  domain: 'aurora.northwind.test',
  ha1Md5: null,
  ha1Sha256: null,
  userId: null,
  extension: null,
  displayName: name,
  outgoingNumber: '+34910000101',
  ...PLAIN_ENDPOINT,
  ...more,
});
const alice = endpoint(11, 'alice', { userId: 1, extension: '101', displayName: 'Alice' });
const bob = endpoint(12, 'bob', { userId: 2, extension: '102', outgoingNumber: null });
const robin = endpoint(9, 'robin1', { kind: 'residentialDevice', clientId: 2, clientType: 'residential', outgoingNumber: '+34910000201' });
const pbx = endpoint(21, 'pbx', { kind: 'friend', displayName: 'pbx', outgoingNumber: '+34910000109' });
const inter = endpoint(22, 'intervpbx_5', { kind: 'friend', interClientId: 5 });
const stranger = endpoint(66, 'zoe', { clientId: 4, userId: 50 });
const route = (userId: number, of: Endpoint | null, more: Partial<UserRoute> = {}): UserRoute => ({
  userId,
  brandId: 1,
  clientId: 1,
  doNotDisturb: false,
  displayName: 'x',
  extension: null,
  endpoint: of,
  ...more,
});
const users = [route(1, alice), route(2, bob), route(3, null), route(4, bob, { doNotDisturb: true }), route(50, stranger, { clientId: 4 })];
const extensions: Readonly<Record<string, Awaited<ReturnType<Directory['extension']>>>> = {
  '101': { routeType: 'user', userId: 1, routeNumber: null, friendNumber: null },
  '102': { routeType: 'user', userId: 2, routeNumber: null, friendNumber: null },
  '103': { routeType: 'user', userId: 3, routeNumber: null, friendNumber: null },
  '104': { routeType: 'user', userId: 4, routeNumber: null, friendNumber: null },
  '105': { routeType: 'number', userId: null, routeNumber: '+34600111222', friendNumber: null },
  '106': { routeType: 'number', userId: null, routeNumber: null, friendNumber: null },
  '107': { routeType: 'user', userId: 50, routeNumber: null, friendNumber: null },
  '108': { routeType: 'user', userId: null, routeNumber: null, friendNumber: null },
  '110': { routeType: 'friend', userId: null, routeNumber: null, friendNumber: '7001' },
  '111': { routeType: 'friend', userId: null, routeNumber: null, friendNumber: '6001' },
  '109': { routeType: 'ivr', userId: null, routeNumber: null, friendNumber: null },
};
const directory: Directory = {
  extension: (clientId, number) =>
    Promise.resolve(clientId === 1 ? extensions[number] : clientId === 5 && number === '501' ? extensions['101'] : undefined),
  userRoute: (userId) => Promise.resolve(users.find((user) => user.userId === userId)),
  endpoint: (kind, id) => Promise.resolve([alice, bob, robin, stranger, pbx, inter].find((one) => one.kind === kind && one.id === id)),
};

const info = (more: Partial<CallInfo>): CallInfo => ({
  ...PLAIN_CALL,
  v: 2,
  iat: 0,
  callUid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  brandId: 1,
  clientId: 1,
  clientType: 'vpbx',
  caller: '101',
  callee: more.dialled ?? '',
  dialled: '',
  from: { kind: 'terminal', id: 11, name: 'alice' },
  userId: 1,
  ddiId: null,
  ddiProviderId: null,
  to: null,
  ...more,
});
const fromBob = { from: { kind: 'terminal', id: 12, name: 'bob' } } as const;
const fromPbx = { from: { kind: 'friend', id: 21, name: 'pbx' }, userId: null } as const;
const fromRobin = { clientId: 2, clientType: 'residential', from: { kind: 'residentialDevice', id: 9, name: 'robin1' } } as const;
const fromOutside = (ddiId: number, more: Partial<CallInfo> = {}): Partial<CallInfo> => ({
  from: { kind: 'ddiProvider', id: 1, name: 'Inbound One' },
  caller: '+34600000000',
  ddiId,
  ...more,
});

const shown = (plan: Plan): string => {
  if (plan.kind === 'refuse') return plan.cause;
  const by = `${plan.presented.number}/${plan.presented.name}`;
  return plan.kind === 'ring' ? `ring ${plan.endpoint.name} as ${plan.callee} by ${by}` : `external ${plan.callee} by ${by}`;
};

describe('the plan of a call', () => {
  it.each<readonly [string, Partial<CallInfo>, string]>([
    ['a user dials a colleague', { dialled: '102' }, 'ring bob as 102 by 101/Alice'],
    ['a user dials an unknown extension', { dialled: '199' }, 'number-unknown'],
    ['a user dials its own extension', { dialled: '101' }, 'busy'],
    ['the colleague has no terminal', { dialled: '103' }, 'not-registered'],
    ['the colleague does not want to be disturbed', { dialled: '104', ...fromBob }, 'busy'],
    ['an extension leads outside', { dialled: '105' }, 'external +34600111222 by +34910000101/'],
    ['an extension leads to no number', { dialled: '106' }, 'number-unknown'],
    ['an extension leads to a user of another client', { dialled: '107' }, 'number-unknown'],
    ['an extension leads to no user', { dialled: '108' }, 'number-unknown'],
    ['an extension leads to what is not served yet', { dialled: '109' }, 'route-unserved'],
    ['a user dials outside', { dialled: '+34911222333' }, 'external +34911222333 by +34910000101/'],
    ['a user without outgoing number dials outside', { dialled: '+34911222333', ...fromBob }, 'caller-number-missing'],
    ['what was dialled is no number', { dialled: 'help' }, 'number-unknown'],
    ['a residential device dials outside', { dialled: '+34911222333', ...fromRobin }, 'external +34911222333 by +34910000201/'],
    ['a residential device has no extensions', { dialled: '102', ...fromRobin }, 'number-unknown'],
    ['a DDI leads to a user', fromOutside(1), 'ring alice as +34910000101 by +34600000000/'],
    ['a DDI leads to a residential device', fromOutside(2, { clientId: 2 }), 'ring robin1 as +34910000201 by +34600000000/'],
    ['a DDI leads nowhere', fromOutside(3), 'ddi-without-route'],
    ['a DDI leads to what is not served yet', fromOutside(6), 'route-unserved'],
    ['a DDI leads to a user of another client', fromOutside(4), 'number-unknown'],
    ['a DDI leads to a device of another client', fromOutside(5), 'ddi-without-route'],
    ['the DDI is of another client', fromOutside(2), 'ddi-unknown'],
    ['the DDI does not exist', fromOutside(99), 'ddi-unknown'],
    ['a user dials a number behind a friend', { dialled: '7100' }, 'ring pbx as 7100 by 101/Alice'],
    ['a user dials an extension of another vPBX', { dialled: '501' }, 'ring intervpbx_5 as 501 by 101/Alice'],
    ['an extension leads behind a friend', { dialled: '110' }, 'ring pbx as 7001 by 101/Alice'],
    ['an extension leads behind no friend', { dialled: '111' }, 'number-unknown'],
    ['a DDI leads behind a friend', fromOutside(7), 'ring pbx as 7002 by +34600000000/'],
    ['a DDI leads behind no friend', fromOutside(8), 'number-unknown'],
    ['a friend dials an extension', { dialled: '102', caller: '7100', ...fromPbx }, 'ring bob as 102 by 7100/'],
    ['a friend that says no number dials an extension', { dialled: '102', caller: '', ...fromPbx }, 'ring bob as 102 by pbx/'],
    ['a friend dials a number of its own', { dialled: '7100', ...fromPbx }, 'number-unknown'],
    ['a friend dials through another friend', { dialled: '501', caller: '7100', ...fromPbx }, 'ring intervpbx_5 as 501 by 7100/'],
    ['a friend dials outside', { dialled: '+34911222333', ...fromPbx }, 'external +34911222333 by +34910000109/'],
    [
      'a friend shows a DDI of its client outside',
      { dialled: '+34911222333', caller: '+34910000103', ...fromPbx },
      'external +34911222333 by +34910000103/',
    ],
    [
      'a friend shows a number of others outside',
      { dialled: '+34911222333', caller: '+34910000201', ...fromPbx },
      'external +34911222333 by +34910000109/',
    ],
    [
      'a user cannot choose what is shown by its headers',
      { dialled: '+34911222333', caller: '+34910000103' },
      'external +34911222333 by +34910000101/',
    ],
    [
      'the proxy understood the number by rules of the user',
      { dialled: '911222333', callee: '+34911222333' },
      'external +34911222333 by +34910000101/',
    ],
    ['a code before an extension was taken off', { dialled: '*67102', callee: '102' }, 'ring bob as 102 by 101/Alice'],
    ['the client does not exist', { dialled: '102', clientId: 77 }, 'number-unknown'],
    ['the client is of another brand', { dialled: '102', brandId: 2 }, 'number-unknown'],
    ['the client is disabled', { dialled: '102', clientId: 3 }, 'client-disabled'],
    ['the endpoint is of another client', { dialled: '102', from: { kind: 'terminal', id: 66, name: 'zoe' } }, 'source-refused'],
    ['the endpoint does not exist', { dialled: '102', from: { kind: 'terminal', id: 5, name: 'x' } }, 'source-refused'],
    ['a retail account has no business here', { dialled: '102', from: { kind: 'retailAccount', id: 1, name: 'r' } }, 'source-refused'],
  ])('is right when %s', async (_title, given, expected) => {
    const { decision, trace, revision } = await planCall(info(given), snapshot, directory);
    expect(shown(decision)).toBe(expected);
    expect(revision).toBe(7);
    expect(trace.length).toBeGreaterThan(0);
    for (const { why } of trace) expect(why).not.toBe('');
  });
});

it('lets a caller from a forbidden address hear why, and calls nobody (IV-45)', async () => {
  const { decision, trace } = await planCall(info({ dialled: 'ipnotallowed', announcement: 'ipnotallowed' }), snapshot, directory);
  expect(decision).toEqual({ kind: 'refuse', cause: 'address-not-permitted', announcement: 'ipnotallowed' });
  expect(trace.map(({ step }) => step)).toEqual(['source', 'announcement']);
});
