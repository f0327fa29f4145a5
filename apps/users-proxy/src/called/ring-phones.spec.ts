import type { BridgeTarget } from '@switchyard/b2bua';
import { PLAIN_CALL, type CallInfo } from '@switchyard/call-flow';
import type { Endpoint } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS, house, initial } from '../../test/house.js';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';
import type { Registration } from '../registration/registration.js';
import { ringPhones } from './ring-phones.js';

const times = { serialMs: 1000, answerMs: 2000 };
const contact = (user: string, more: Partial<Registration> = {}): Registration => ({
  contact: `sip:${user}@198.51.100.2`,
  source: { protocol: 'udp', address: '198.51.100.2', port: 5060 },
  receivedOn: null,
  callId: user,
  cseq: 1,
  expiresAtMs: 9e12,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});
const flow = (regId: number, more: Partial<Registration> = {}) => contact(`f${regId}`, { instance: 'urn:uuid:1', regId, ...more });
const info: CallInfo = {
  ...PLAIN_CALL,
  v: 2,
  iat: 0,
  callUid: '00000000-0000-4000-8000-000000000000',
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
  to: null,
};
const bob = ENDPOINTS.find(({ name }) => name === 'bob') as Endpoint;

function call(wake?: (contact: Registration) => Promise<Registration | undefined> | undefined): Initial & CallInfoKnown & EndpointKnown {
  const of = house();
  if (wake) Object.assign(of.ports, { wakeUps: { wake: (_aor: string, one: Registration) => wake(one) } });
  return { ...initial(of), info, endpoint: bob };
}
const named = (target: BridgeTarget | undefined): string =>
  target ? `${target.uri.slice(4).split('@')[0] ?? ''}${target.instead ? `>${named(target.instead)}` : ''}` : '-';
const shape = (plan: ReturnType<typeof ringPhones>): string[] => plan.attempts.map(({ targets }) => targets.map(named).join('+'));

describe('how the phones of an endpoint ring', () => {
  it.each<[string, readonly Registration[], string[]]>([
    ['all at once when none is preferred', [contact('a'), contact('b')], ['a+b']],
    ['by falling q, equals together', [contact('a', { q: 100 }), contact('b', { q: 900 }), contact('c', { q: 900 })], ['b+c', 'a']],
    ['one flow of a device at a time, the newest first', [flow(2), flow(1), contact('a')], ['f2>f1+a']],
    ['a silent flow after those that answer', [flow(3, { silentPings: 3 }), flow(2), flow(1)], ['f2>f1>f3']],
  ])('%s', (_title, contacts, expected) => {
    expect(shape(ringPhones(call(), contacts, times))).toEqual(expected);
  });

  it('through the edges it registered by (RFC 3327 §5.3), and never straight to an address in its contact', () => {
    const path = ['<sip:10.9.9.9:5070;lr;ob>', '<sip:edge2.test;lr>'];
    const [attempt] = ringPhones(call(), [contact('a', { contact: 'sip:a@10.0.0.7', path })], times).attempts;
    expect(attempt?.targets[0]).toMatchObject({
      uri: 'sip:a@10.0.0.7',
      nextHop: 'sip:198.51.100.2:5070;transport=udp',
      headers: { Route: path },
    });
  });

  it('when they sleep, as soon as they are awake', async () => {
    const awake = contact('mobile', { cseq: 2, source: { protocol: 'udp', address: '198.51.100.9', port: 6000 } });
    const wake = (one: Registration) => (one.contact.includes('mobile') ? Promise.resolve(awake) : undefined);
    const { attempts } = ringPhones(call(wake), [contact('desk'), contact('mobile')], times);
    expect(attempts.map(({ targets }) => targets.map(named))).toEqual([['desk']]);
    expect((await Promise.all(attempts[0]?.later ?? [])).map((target) => target?.nextHop)).toEqual(['sip:198.51.100.9:6000;transport=udp']);
    const alone = ringPhones(
      call(() => Promise.resolve(undefined)),
      [contact('mobile')],
      times,
    ).attempts;
    expect([alone.length, alone[0]?.targets, await Promise.all(alone[0]?.later ?? [])]).toEqual([1, [], [undefined]]);
  });
});
