import { CodedError } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { deriveHa1 } from './ha1.js';
import { hashPassword, verifyNothing, verifyPassword } from './portal-password.js';
import { SecretBox } from './secret-box.js';

describe('sealed secrets', () => {
  const box = SecretBox.of('a passphrase of this test');

  it.each(['', 'x', 'contraseña ñ €', 'a'.repeat(200)])('open to what was sealed: %j', (plain) => {
    expect(box.open(box.seal(plain, 'a.b'), 'a.b')).toBe(plain);
  });

  it('never look the same twice and do not show the text', () => {
    const sealed = box.seal('carrier-password', 'a.b');
    expect(sealed).not.toBe(box.seal('carrier-password', 'a.b'));
    expect(Buffer.from(sealed, 'base64').toString('latin1') + sealed).not.toContain('carrier-password');
  });

  it.each([
    ['another key', () => SecretBox.of('another passphrase').open(box.seal('x', 'a.b'), 'a.b')],
    ['another column', () => box.open(box.seal('x', 'a.b'), 'a.c')],
    ['a changed text', () => box.open(box.seal('xyz', 'a.b').replace(/.{4}$/, 'AAAA'), 'a.b')],
    ['a shortened tag', () => box.open(box.seal('x', 'a.b').replace(/^(v1:[^:]+:).{8}[^:]*/, '$1AAAA'), 'a.b')],
    ['nonsense', () => box.open('nonsense', 'a.b')],
  ])('refuse %s by code', (_case, open) => {
    expect(open).toThrowError(CodedError);
    try {
      open();
    } catch (thrown) {
      expect((thrown as CodedError).code).toBe('secret-unreadable');
    }
  });
});

describe('digest secrets', () => {
  it('are those of RFC 7616 §3.9.1', () => {
    // Published example: user Mufasa, realm http-auth@example.org, password "Circle of Life"; checked through its responses.
    const { ha1Md5, ha1Sha256 } = deriveHa1('Mufasa', 'http-auth@example.org', 'Circle of Life');
    expect(ha1Md5).toBe('3d78807defe7de2157e2b0b6573a855f');
    expect(ha1Sha256).toBe('7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232');
  });
  it('do not depend on the case of the domain', () => {
    expect(deriveHa1('a', 'Example.Test', 'p')).toEqual(deriveHa1('a', 'example.test', 'p'));
  });
});

describe('portal passwords', () => {
  it('are stored as argon2id and verified', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(stored, 'correct horse')).toBe(true);
    expect(await verifyPassword(stored, 'correct horsf')).toBe(false);
    expect(await verifyNothing('correct horse')).toBe(false);
  });
});
