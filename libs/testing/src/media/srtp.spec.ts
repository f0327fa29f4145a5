import { describe, expect, it } from 'vitest';
import { newSrtpKey, SrtpStream, srtpKeyIn } from './srtp.js';

describe('SrtpStream', () => {
  it('encrypts the packet of libsrtp’s own test (RFC 3711, AES-CM-128, HMAC-SHA1-80)', () => {
    const key = Buffer.from('e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6', 'hex').toString('base64');
    const plain = Buffer.from('800f1234decafbadcafebabe' + 'ab'.repeat(16), 'hex');
    const cipher = '800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb';
    expect(new SrtpStream(key).protect(plain).toString('hex')).toBe(cipher);
    expect(new SrtpStream(key).unprotect(Buffer.from(cipher, 'hex'))).toEqual(plain);
  });

  it('refuses a packet of another key', () => {
    const packet = new SrtpStream(newSrtpKey()).protect(Buffer.alloc(50, 0x80));
    expect(new SrtpStream(newSrtpKey()).unprotect(packet)).toBeUndefined();
    expect(new SrtpStream(newSrtpKey()).unprotect(Buffer.alloc(5))).toBeUndefined();
  });

  it('reads the key of its suite out of a description', () => {
    const sdp = 'a=crypto:1 AEAD_AES_256_GCM inline:AAAA\r\na=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:c2FsdA==|2^31\r\n';
    expect(srtpKeyIn(sdp)).toBe('c2FsdA==');
    expect(srtpKeyIn('m=audio 1 RTP/AVP 8')).toBeUndefined();
  });
});
