import type { ContactAddress } from '@switchyard/b2bua';
import { describe, expect, it } from 'vitest';
import { applyRegister } from './apply-register.js';
import type { RegisterRequest } from './read-register.js';
import type { Registration, RegistrationPolicy } from './registration.js';

const NOW = 1_000_000;
const policy: RegistrationPolicy = {
  interval: { minSec: 60, maxSec: 7200 },
  natedInterval: { minSec: 30, maxSec: 600 },
  maxContacts: 10,
  whenFull: 'replace',
  graceMs: 0,
  listed: 'all',
  path: 'off',
  isEdge: () => false,
  flowTimerSec: 120,
  pushProviders: ['fcm'],
};
const rules = { policy, places: 1, nowMs: NOW };
const many = { ...rules, places: 10 };
const source = { protocol: 'udp', address: '198.51.100.1', port: 5060 };
const binding = (contact: string, more: Partial<Registration> = {}): Registration => ({
  contact,
  source,
  receivedOn: null,
  callId: 'reg',
  cseq: 5,
  expiresAtMs: NOW + 100_000,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});
type Given = string | readonly [string, string] | readonly [string, Readonly<Record<string, string>>];
const addressOf = (one: Given): ContactAddress => {
  const [uri, params] = typeof one === 'string' ? [one, {}] : one;
  return { uri, params: new Map(Object.entries(typeof params === 'string' ? { expires: params } : params)) };
};
const ask = (contacts: readonly Given[], more: Partial<RegisterRequest> = {}): RegisterRequest => ({
  contacts: contacts.map(addressOf),
  expires: undefined,
  callId: 'reg',
  cseq: 6,
  source,
  receivedOn: undefined,
  userAgent: 'phone',
  path: [],
  supports: { path: false, outbound: false, gruu: false },
  isFirstHop: true,
  ...more,
});
const phone = 'sip:alice@198.51.100.1:5060';
const other = 'sip:alice@198.51.100.2:5060';
const nated = 'sip:alice@192.168.0.7:5060';
const INSTANCE = 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
const flow = (regId: string, more: Readonly<Record<string, string>> = {}) => ({
  '+sip.instance': `"<${INSTANCE}>"`,
  'reg-id': regId,
  ...more,
});
const outbound = { supports: { path: false, outbound: true, gruu: false } };
const known = (regId: number, contact = phone): Registration => binding(contact, { instance: INSTANCE, regId });

describe('applyRegister (RFC 3261 §10.3)', () => {
  it.each<[string, readonly Registration[], RegisterRequest, readonly (readonly [string, number])[]]>([
    ['adds a contact for the time of Expires', [], ask([phone], { expires: '120' }), [[phone, 120]]],
    ["prefers the contact's own expires", [], ask([[phone, '300']], { expires: '120' }), [[phone, 300]]],
    ['gives an hour when nothing is said', [], ask([phone]), [[phone, 3600]]],
    ['takes what is no number for an hour', [], ask([[phone, 'soon']]), [[phone, 3600]]],
    ['cuts what is longer than allowed', [], ask([phone], { expires: '999999' }), [[phone, 7200]]],
    ['refreshes the same contact', [binding(phone)], ask([phone], { expires: '200' }), [[phone, 200]]],
    [
      'knows an equal URI in another spelling',
      [binding(phone)],
      ask(['sip:alice@198.51.100.1:5060;x=1'], { expires: '200' }),
      [['sip:alice@198.51.100.1:5060;x=1', 200]],
    ],
    ['lets the newest contact win', [binding(other)], ask([phone]), [[phone, 3600]]],
    ['removes one contact with expires 0', [binding(phone)], ask([[phone, '0']]), []],
    ['removes all with *', [binding(phone)], ask(['*'], { expires: '0' }), []],
    [
      'removes by * what another registration of the phone left',
      [binding(phone, { callId: 'old', cseq: 99 })],
      ask(['*'], { expires: '0' }),
      [],
    ],
    ['lists without changing when there is no contact', [binding(phone)], ask([]), [[phone, 100]]],
    ['gives phones behind NAT their own longest time', [], ask([nated], { expires: '3600' }), [[nated, 600]]],
    ['and their own shortest', [], ask([nated], { expires: '45' }), [[nated, 45]]],
    [
      'takes a phone that restarted its CSeq under a new Call-ID',
      [binding(phone, { cseq: 50 })],
      ask([phone], { callId: 'new', cseq: 1, expires: '90' }),
      [[phone, 90]],
    ],
    [
      'drops password and headers of a contact',
      [],
      ask(['sip:alice:secret@198.51.100.1:5060?Subject=x'], { expires: '90' }),
      [[phone, 90]],
    ],
  ])('%s', (_title, existing, request, expected) => {
    const result = applyRegister(existing, request, rules);
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.bindings.map(({ contact, expiresAtMs }) => [contact, (expiresAtMs - NOW) / 1000])).toEqual(expected);
  });

  it.each<[string, readonly Registration[], RegisterRequest, string]>([
    ['too short an interval', [], ask([phone], { expires: '59' }), 'interval-too-brief'],
    ['too short an interval of one of two contacts', [], ask([phone, [other, '5']]), 'interval-too-brief'],
    ['an older CSeq of the same registration', [binding(phone)], ask([phone], { cseq: 4 }), 'order'],
    ['the same request again', [binding(phone)], ask([phone], { cseq: 5 }), 'order'],
    ['* with an older CSeq', [binding(phone)], ask(['*'], { expires: '0', cseq: 5 }), 'order'],
    ['* without Expires', [binding(phone)], ask(['*']), 'malformed'],
    ['* with a time', [binding(phone)], ask(['*'], { expires: '60' }), 'malformed'],
    ['* beside another contact', [binding(phone)], ask(['*', phone], { expires: '0' }), 'malformed'],
    ['a contact of another scheme', [], ask(['mailto:alice@northwind.test']), 'malformed'],
    ['a contact as long as a novel', [], ask([`sip:${'a'.repeat(600)}@198.51.100.1`]), 'malformed'],
  ])('refuses %s and changes nothing', (_title, existing, request, code) => {
    expect(applyRegister(existing, request, rules)).toMatchObject({ ok: false, error: { code } });
  });

  it('remembers preference, device and edge of a contact', () => {
    const path = ['<sip:edge.test;lr;ob>'];
    const request = ask([[phone, { q: '0.25', ...flow('2') }]], { ...outbound, path, isFirstHop: false });
    const result = applyRegister([], request, rules);
    expect(result.ok && result.value.own).toMatchObject([{ contact: phone, q: 250, instance: INSTANCE, regId: 2, path }]);
  });

  it.each([
    ['0.5', 500],
    ['1', 1000],
    ['0', 0],
    ['1.5', 1000],
    ['-1', 1000],
    ['half', 1000],
    ['0.3333', 1000],
  ])('reads q=%s as %d thousandths', (q, expected) => {
    const result = applyRegister([], ask([[phone, { q }]]), rules);
    expect(result.ok && result.value.own[0]?.q).toBe(expected);
  });

  const names = (result: ReturnType<typeof applyRegister>): unknown =>
    result.ok ? result.value.bindings.map(({ contact, regId }) => (regId === undefined ? contact : regId)) : result.error.code;

  it.each<[string, readonly Registration[], RegisterRequest, unknown]>([
    [
      'the same flow takes the place of the former, whatever its URI',
      [known(1)],
      ask([[other, flow('1')]], { ...outbound, callId: 'new', cseq: 1 }),
      [1],
    ],
    ['a second flow of the device stands beside the first, with the same URI', [known(1)], ask([[phone, flow('2')]], outbound), [2, 1]],
    ['one flow is removed by itself', [known(1), known(2)], ask([[phone, flow('2', { expires: '0' })]], outbound), [1]],
    ['a device that did not say outbound is a plain contact', [], ask([[phone, flow('1')]]), [phone]],
    ['reg-id without a device counts for nothing', [], ask([[phone, { 'reg-id': '1' }]], outbound), [phone]],
    ['a flow takes the place of its former plain contact', [binding(phone)], ask([[phone, flow('1')]], outbound), [1]],
    ['a device has four flows at most', [1, 2, 3, 4].map((n) => known(n)), ask([[phone, flow('5')]], outbound), [5, 1, 2, 3]],
    [
      'two flows in one request',
      [],
      ask(
        [
          [phone, flow('1')],
          [other, flow('2')],
        ],
        outbound,
      ),
      'malformed',
    ],
    ['reg-id 0', [], ask([[phone, flow('0')]], outbound), 'malformed'],
    ['an endless instance', [], ask([[phone, { '+sip.instance': `"<${'x'.repeat(200)}>"` }]]), 'malformed'],
    ['an edge that keeps no flow', [], ask([[phone, flow('1')]], { ...outbound, isFirstHop: false }), 'first-hop-lacks-outbound'],
    [
      'an edge that says it does not',
      [],
      ask([[phone, flow('1')]], { ...outbound, isFirstHop: false, path: ['<sip:p.test;lr;ob>', '<sip:edge.test;lr>'] }),
      'first-hop-lacks-outbound',
    ],
    ['an order within one flow', [known(1)], ask([[other, flow('1')]], { ...outbound, cseq: 5 }), 'order'],
  ])('flows (RFC 5626 §6): %s', (_title, existing, request, expected) => {
    expect(names(applyRegister(existing, request, many))).toEqual(expected);
  });

  it.each<[string, Partial<RegistrationPolicy>, number, readonly Registration[], RegisterRequest, unknown]>([
    ['keeps as many as allowed, the newest first', {}, 2, [binding(other), binding('sip:c@x.test')], ask([phone]), [phone, other]],
    [
      'refuses the newcomer when told so',
      { whenFull: 'reject' },
      2,
      [binding(other), binding('sip:c@x.test')],
      ask([phone]),
      'contacts-full',
    ],
    ['but never a refresh', { whenFull: 'reject' }, 2, [binding(other), binding('sip:c@x.test')], ask([other]), [other, 'sip:c@x.test']],
    ['nor an endpoint that has more than it may now', { whenFull: 'reject' }, 1, [binding(other), binding(phone)], ask([other]), [other]],
    ['grants a request as a whole or not at all', {}, 1, [], ask([phone, other]), 'contacts-full'],
    ['refuses eleven contacts at once', {}, 10, [], ask([...Array(11).keys()].map((n) => `sip:a@198.51.100.${n + 1}`)), 'contacts-full'],
    ['counts the same contact twice as one', {}, 1, [], ask([phone, phone]), [phone]],
    ['counts the flows of a device as one', { whenFull: 'reject' }, 1, [known(1)], ask([[phone, flow('2')]], outbound), [2, 1]],
  ])('places: %s', (_title, more, places, existing, request, expected) => {
    expect(names(applyRegister(existing, request, { policy: { ...policy, ...more }, places, nowMs: NOW }))).toEqual(expected);
  });

  it.each([
    [`${phone};pn-provider=fcm;pn-prid=abc`, 'taken'],
    [`${phone};pn-provider=FCM;pn-prid=abc`, 'taken'],
    [`${phone};pn-provider=pigeon;pn-prid=abc`, 'push-unsupported'],
    [`${phone};pn-provider`, 'taken'],
  ])('wake-up by %s is %s', (contact, expected) => {
    const result = applyRegister([], ask([contact]), rules);
    expect(result.ok ? 'taken' : result.error.code).toBe(expected);
    expect(applyRegister([], ask([[contact, '0']]), rules).ok).toBe(true);
  });
});
