import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RAW, rawKind, scanRawHead } from './raw-request.js';

const head = (...lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);

describe('what raw bytes claim to be', () => {
  it.each([
    ['INVITE sip:a@b SIP/2.0\r\n', RAW.REQUEST],
    ['\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\n', RAW.REQUEST],
    ['NEWMETHOD sip:a@b SIP/7.0\r\n', RAW.REQUEST],
    ["!interesting-Method0123456789_*+`.%indeed'~ sip:a@b SIP/2.0\r\n", RAW.REQUEST],
    [`${'A'.repeat(65)} sip:a@b SIP/2.0\r\n`, RAW.JUNK],
    ['ACK sip:a@b SIP/2.0\r\n', RAW.ACK],
    ['BYE sip:a@b SIP/2.0\r\n', RAW.FINISHING],
    ['CANCEL sip:a@b SIP/2.0\r\n', RAW.FINISHING],
    ['PRACK sip:a@b SIP/2.0\r\n', RAW.FINISHING],
    ['SIP/2.0 200 OK\r\n', RAW.RESPONSE],
    ['sip/2.0 200 OK\r\n', RAW.RESPONSE],
    ['\r\n\r\n', RAW.PING],
    ['\0\0\0\0', RAW.PING],
    ['GET / HTTP/1.1\r\n', RAW.JUNK],
    ['INVITE sip:a@b', RAW.JUNK],
    ['', RAW.PING],
    [' INVITE sip:a@b SIP/2.0\r\n', RAW.JUNK],
    ['SIP', RAW.JUNK],
  ])('%j is %i', (text, kind) => {
    expect(rawKind(Buffer.from(text))).toBe(kind);
  });

  it('a STUN binding request is a ping, other binary is junk', () => {
    const stun = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
    expect(rawKind(stun)).toBe(RAW.PING);
    expect(rawKind(Buffer.from([0, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]))).toBe(RAW.JUNK);
  });

  it('random bytes are junk', () => {
    let junk = 0;
    for (let i = 0; i < 2_000; i++) if (rawKind(randomBytes(200)) === RAW.JUNK) junk += 1;
    expect(junk).toBeGreaterThan(1_995);
  });
});

describe('a look at raw header lines', () => {
  it.each([
    ['To: <sip:b@c>;tag=1', true],
    ['t : "B" <sip:b@c> ; x=1;tag=1', true],
    ['TO: sip:b@c;TAG=1', true],
    ['To: <sip:b@c;tag=1>', false],
    ['To: <sip:b@c>', false],
    ['Timestamp: 1;tag=2', false],
  ])('%j has a To tag: %s', (line, hasToTag) => {
    expect(scanRawHead(head('BYE sip:b@c SIP/2.0', 'Via: SIP/2.0/UDP h;branch=z', line), 1).hasToTag).toBe(hasToTag);
  });

  it('the fingerprint is that of the first Via and the seed', () => {
    const print = (via: string, seed = 1): number =>
      scanRawHead(head('OPTIONS sip:b SIP/2.0', `v: ${via}`, 'Via: other', 'To: <sip:b>'), seed).fingerprint;
    expect(print('SIP/2.0/UDP a;branch=1')).toBe(print('SIP/2.0/UDP a;branch=1'));
    expect(print('SIP/2.0/UDP a;branch=1')).not.toBe(print('SIP/2.0/UDP a;branch=2'));
    expect(print('SIP/2.0/UDP a;branch=1')).not.toBe(print('SIP/2.0/UDP a;branch=1', 2));
  });

  it('a Resource-Priority is seen, what stands in the body is not', () => {
    const lines = ['INVITE sip:b SIP/2.0', 'Via: x', 'Resource-Priority: esnet.0', 'To: <sip:b>'];
    expect(scanRawHead(head(...lines), 1).hasPriority).toBe(true);
    const body = Buffer.from('INVITE sip:b SIP/2.0\r\nVia: x\r\n\r\nResource-Priority: esnet.0\r\nTo: <sip:b>;tag=1\r\n');
    expect(scanRawHead(body, 1)).toMatchObject({ hasPriority: false, hasToTag: false });
  });

  it('ends on bytes without any line end', () => {
    expect(scanRawHead(Buffer.from('INVITE sip:b SIP/2.0'), 1).viaAt).toBe(-1);
    expect(scanRawHead(Buffer.from('INVITE sip:b SIP/2.0\r\nVia: x'), 1).viaAt).toBe(22);
  });
});
