import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse-message.js';
import { SipMessage } from './sip-message.js';

const INVITE = [
  'INVITE sip:102@example.com;transport=tcp SIP/2.0',
  'v: SIP/2.0/TCP 10.0.0.2:5062;branch=z9hG4bKtop , SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKlow',
  'Via: SIP/2.0/UDP 10.0.0.0;branch=z9hG4bKorigin',
  'Max-Forwards: 69',
  'Route: <sip:a@h;lr>,',
  ' <sip:b,2@h;lr>',
  'Route: "c, d" <sip:c@h;lr>',
  'f: "Alice \\"A\\"" <sip:101@example.com>;tag=1',
  't: Bob <sip:102@example.com>',
  'i: abc@10.0.0.1',
  'CSeq: 7 INVITE',
  'm: <sip:101@10.0.0.1:5060>;q=0.5;+sip.instance="<urn:uuid:1>", sip:101@10.0.0.3',
  'X-Thing: kept   inside',
  'c: text/plain',
  'l: 5',
  '',
  'hello',
].join('\r\n');

function invite(): SipMessage {
  const parsed = parseMessage(Buffer.from(INVITE));
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value;
}

describe('SipMessage', () => {
  it('reads the parts of a request', () => {
    const message = invite();
    expect(message.kind).toBe('request');
    expect(message.method).toBe('INVITE');
    expect(message.requestUri).toBe('sip:102@example.com;transport=tcp');
    expect(message.via()).toMatchObject({ protocol: 'TCP', host: '10.0.0.2', port: 5062, branch: 'z9hG4bKtop' });
    expect(message.from()).toMatchObject({ displayName: 'Alice "A"', uri: 'sip:101@example.com' });
    expect(message.from().params.get('tag')).toBe('1');
    expect(message.to()).toMatchObject({ displayName: 'Bob', uri: 'sip:102@example.com' });
    expect(message.cseq()).toEqual({ seq: 7, method: 'INVITE' });
    expect(message.callId()).toBe('abc@10.0.0.1');
    expect(message.contacts().map((contact) => contact.uri)).toEqual(['sip:101@10.0.0.1:5060', 'sip:101@10.0.0.3']);
    expect(message.body.toString()).toBe('hello');
  });

  it('gives lines, and values across lines split at separating commas only', () => {
    const message = invite();
    expect(message.getAll('via')).toHaveLength(2);
    expect(message.values('via')).toHaveLength(3);
    expect(message.values('route')).toEqual(['<sip:a@h;lr>', '<sip:b,2@h;lr>', '"c, d" <sip:c@h;lr>']);
    expect(message.get('x-thing')).toBe('kept   inside');
    expect(message.values('absent')).toEqual([]);
  });

  it('writes header lines as they were received, unfolded', () => {
    expect(invite().toBuffer().toString()).toBe(INVITE.replace(',\r\n <sip:b', ', <sip:b'));
  });

  it('computes Content-Length, wherever the header stands, and adds it when absent', () => {
    const message = invite();
    message.body = Buffer.from('héllo');
    expect(message.toBuffer().toString()).toContain('\r\nl: 6\r\n\r\nhéllo');
    message.remove('content-length');
    expect(message.toBuffer().toString()).toContain('\r\nContent-Length: 6\r\n\r\nhéllo');
  });

  it('drops first values one by one, across a shared line and then the next', () => {
    const message = invite();
    const branches: Array<string | undefined> = [];
    for (let via = message.via(); via; via = message.via()) {
      branches.push(via.branch);
      message.removeFirstValue('via');
    }
    expect(branches).toEqual(['z9hG4bKtop', 'z9hG4bKlow', 'z9hG4bKorigin']);
    message.removeFirstValue('route');
    expect(message.getAll('route')).toEqual(['<sip:b,2@h;lr>', '"c, d" <sip:c@h;lr>']);
  });

  it('replaces a first value and keeps the others of its line', () => {
    const message = invite();
    message.replaceFirstValue('via', 'SIP/2.0/TCP 10.0.0.9;branch=z9hG4bKnew');
    expect(message.via()?.host).toBe('10.0.0.9');
    expect(message.values('via')).toHaveLength(3);
  });

  it('adds on top of its kind, sets in place, and forgets what it had parsed', () => {
    const message = invite();
    message.add('Via', 'SIP/2.0/UDP 10.9.9.9;branch=z9hG4bKme', 'top');
    expect(message.headers[0]?.value).toContain('10.9.9.9');
    expect(message.via()?.branch).toBe('z9hG4bKme');
    message.set('To', '<sip:102@example.com>;tag=9');
    expect(message.to().params.get('tag')).toBe('9');
    message.set('Route', '<sip:only@h>');
    expect(message.getAll('route')).toEqual(['<sip:only@h>']);
    message.set('contact', '<sip:me@h>');
    expect(message.contacts()).toHaveLength(1);
    expect(message.headers.find((line) => line.id === 'contact')?.name).toBe('Contact');
  });

  it('gives a clone that can be changed alone', () => {
    const message = invite();
    const copy = message.clone();
    copy.set('To', '<sip:other@h>');
    copy.replaceFirstValue('via', 'SIP/2.0/UDP 1.1.1.1');
    expect(message.to().uri).toBe('sip:102@example.com');
    expect(message.via()?.branch).toBe('z9hG4bKtop');
    expect(copy.body).toBe(message.body);
  });

  it('reads the method of a response from its CSeq and defaults its phrase', () => {
    const response = SipMessage.response(486);
    expect(response.reason).toBe('Busy Here');
    expect(response.method).toBe('');
    response.set('CSeq', '4 BYE');
    expect(response.method).toBe('BYE');
    expect(response.toBuffer().toString()).toBe('SIP/2.0 486 Busy Here\r\nCSeq: 4 BYE\r\nContent-Length: 0\r\n\r\n');
  });

  it('throws a coded error for a header that is missing or wrong, naming it', () => {
    const message = SipMessage.request('BYE', 'sip:h');
    expect(() => message.from()).toThrow(/From cannot be read: it is missing/);
    message.set('From', '<sip:1@h');
    expect(() => message.from()).toThrow(/From cannot be read: '<' is not closed/);
    expect(message.via()).toBeUndefined();
  });

  it('never lets a value open another header line', () => {
    const message = SipMessage.request('BYE', 'sip:h');
    expect(() => message.set('Subject', 'x\r\nRoute: <sip:evil>')).toThrow(/line end/);
    message.requestUri = 'sip:h SIP/2.0\r\nX: y';
    expect(() => message.toBuffer()).toThrow(/start line/);
  });
});
