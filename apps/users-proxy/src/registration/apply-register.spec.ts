import { describe, expect, it } from 'vitest';
import { applyRegister, contactValues, type RegisterRequest } from './apply-register.js';
import type { Registration, RegistrationLimits } from './registration.js';

const NOW = 1_000_000;
const limits: RegistrationLimits = { minExpiresSec: 60, maxExpiresSec: 7200, maxContacts: 1 };
const source = { protocol: 'udp', address: '198.51.100.1', port: 5060 };
const binding = (contact: string, more: Partial<Registration> = {}): Registration => ({
  contact,
  source,
  receivedOn: null,
  callId: 'reg',
  cseq: 5,
  expiresAtMs: NOW + 100_000,
  userAgent: '',
  path: [],
  ...more,
});
const ask = (contacts: readonly (string | [string, string])[], more: Partial<RegisterRequest> = {}): RegisterRequest => ({
  contacts: contacts.map((one) =>
    typeof one === 'string' ? { uri: one, params: new Map() } : { uri: one[0], params: new Map([['expires', one[1]]]) },
  ),
  expires: undefined,
  callId: 'reg',
  cseq: 6,
  source,
  receivedOn: undefined,
  userAgent: 'phone',
  ...more,
});
const phone = 'sip:alice@198.51.100.1:5060';
const other = 'sip:alice@198.51.100.2:5060';

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
    ['forgets what has expired', [binding(other, { expiresAtMs: NOW - 1 })], ask([]), []],
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
    const result = applyRegister(existing, request, limits, NOW);
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.map(({ contact, expiresAtMs }) => [contact, (expiresAtMs - NOW) / 1000])).toEqual(expected);
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
    expect(applyRegister(existing, request, limits, NOW)).toMatchObject({ ok: false, error: { code } });
  });

  it('keeps as many contacts as allowed, the newest first', () => {
    const several = { ...limits, maxContacts: 2 };
    const result = applyRegister([binding(other), binding('sip:alice@198.51.100.3')], ask([phone]), several, NOW);
    expect(result.ok && result.value.map(({ contact }) => contact)).toEqual([phone, other]);
  });

  it('writes the remaining seconds of each contact, never 0', () => {
    expect(contactValues([binding(phone, { expiresAtMs: NOW + 1500 }), binding(other, { expiresAtMs: NOW + 1 })], NOW)).toEqual([
      `<${phone}>;expires=2`,
      `<${other}>;expires=1`,
    ]);
  });
});
