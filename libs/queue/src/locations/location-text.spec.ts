import { describe, expect, it } from 'vitest';
import { readLocations, writeLocations } from './location-text.js';
import type { Registration } from './registration.js';

const plain: Registration = {
  contact: 'sip:alice@198.51.100.1:5060',
  source: { protocol: 'udp', address: '198.51.100.1', port: 5060 },
  receivedOn: '192.0.2.10:5060',
  callId: 'b8f2-44@198.51.100.1',
  cseq: 4711,
  expiresAtMs: 1_763_760_000_000,
  userAgent: 'Desk 7/1.2',
  q: 1000,
  path: [],
  silentPings: 0,
};

describe('contacts as text', () => {
  it.each<[string, Partial<Registration>]>([
    ['a plain phone', {}],
    [
      'a browser',
      { source: { protocol: 'wss', address: '2001:db8::1', port: 50_001 }, contact: 'sip:x@df7jal23ls0d.invalid;transport=ws' },
    ],
    ['a flow of a device', { instance: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6', regId: 2, q: 0 }],
    ['a device of another scheme', { instance: 'urn:gsma:imei:90420156-025763-0', q: 500 }],
    ['one behind two edges', { path: ['<sip:edge1.test;lr;ob>', '<sip:a,b@edge2.test;lr>'] }],
    ['one that is silent', { silentPings: 37, receivedOn: null, callId: '', userAgent: '' }],
    ['names of other alphabets', { userAgent: 'Телефон 電話 📞', contact: 'sip:%D0%B0@198.51.100.1' }],
  ])('of %s are what they were', (_title, more) => {
    const contact = { ...plain, ...more };
    expect(readLocations(writeLocations([contact]))).toEqual([contact]);
    expect(readLocations(writeLocations([contact, plain, contact]))).toEqual([contact, plain, contact]);
  });

  it('are nothing when there is none', () => {
    expect(writeLocations([])).toBe('');
    expect(readLocations('')).toEqual([]);
  });

  it('cannot be broken out of by control characters', () => {
    const [read, ...more] = readLocations(writeLocations([{ ...plain, userAgent: 'a\n1\tb\x1fc', callId: 'x\r\ny' }]));
    expect(more).toEqual([]);
    expect(read).toMatchObject({ userAgent: 'a 1 b c', callId: 'x  y' });
  });

  it.each([
    '{"contact":1}',
    '1',
    '1sip:a@b',
    '1sip:a@b\tq1.1.1.1:5060\t\t\t1\t1',
    '1sip:a@b\tu1.1.1.1:x\t\t\t1\t1',
    '1sip:a@b\tu1.1.1.1:1\t\t\t\t',
  ])('tells what cannot be read: %j', (text) => {
    const broken: string[] = [];
    expect(readLocations(text, (line) => broken.push(line))).toEqual([]);
    expect(broken).toHaveLength(1);
  });

  it('are short', () => {
    const phone = { ...plain, callId: 'a84b4c76e66710b8f2d7@10.0.0.12', userAgent: 'Yealink SIP-T46S 66.86.0.15' };
    expect(writeLocations([phone]).length).toBeLessThan(170);
  });
});
