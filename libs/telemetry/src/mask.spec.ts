import { describe, expect, it } from 'vitest';
import { maskFields, maskText } from './mask.js';

describe('maskText', () => {
  it.each([
    [
      'Authorization: Digest username="101", realm="r", nonce="abc", response="0123456789abcdef0123456789abcdef", cnonce="xyz"',
      'Authorization: Digest username="101", realm="r", nonce="abc", response="***", cnonce="***"',
    ],
    ['a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQ|2^20', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20'],
    ['a=ice-pwd:asd88fgpdd777uzjYhagZg\r\na=sendrecv', 'a=ice-pwd:***\r\na=sendrecv'],
    ['connect mysql://app:s3cret@127.0.0.1:3306/db failed', 'connect mysql://app:***@127.0.0.1:3306/db failed'],
    ['authorization: Bearer eyJh.b.c', 'authorization: Bearer ***'],
    ['sip:101@example.com;transport=tcp', 'sip:101@example.com;transport=tcp'],
  ])('masks secrets and nothing else in %j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });
});

describe('maskFields', () => {
  it.each(['password', 'DB_PASSWORD', 'clientSecret', 'accessToken', 'Authorization', 'ha1', 'jwtKey'])(
    'masks field %s at any depth',
    (key) => {
      expect(maskFields({ [key]: 'hush', in: [{ [key]: { deeper: 'hush' } }] })).toEqual({ [key]: '***', in: [{ [key]: '***' }] });
    },
  );
  it('keeps whether an optional secret is there', () => {
    expect(maskFields({ hasPassword: true, token: null, key: undefined })).toEqual({ hasPassword: true, token: null });
  });
  it('turns errors, bigints, dates, bytes, maps and sets into data', () => {
    const cause = Object.assign(new Error('read mysql://a:b@c failed'), { code: 'ECONN' });
    const fields = maskFields({
      error: new Error('outer', { cause }),
      price: 5n,
      at: new Date(0),
      data: Buffer.alloc(3),
      map: new Map([['a', 1]]),
      set: new Set([2]),
    });
    expect(fields).toMatchObject({
      error: { name: 'Error', message: 'outer', cause: { code: 'ECONN', message: 'read mysql://a:***@c failed' } },
      price: '5',
      at: '1970-01-01T00:00:00.000Z',
      data: '[3 bytes]',
      map: { a: 1 },
      set: [2],
    });
  });
  it('cuts cycles and great depth, and shows a shared object twice', () => {
    const shared = { x: 1 };
    const loop: Record<string, unknown> = { first: shared, second: shared };
    loop['self'] = loop;
    expect(maskFields(loop)).toEqual({ first: { x: 1 }, second: { x: 1 }, self: '[circular]' });
    let deep: Record<string, unknown> = { end: true };
    for (let level = 0; level < 20; level += 1) deep = { deep };
    expect(JSON.stringify(maskFields(deep))).toContain('[deep]');
  });
});
