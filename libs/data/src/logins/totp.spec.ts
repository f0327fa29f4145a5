import { describe, expect, it } from 'vitest';
import { base32, fromBase32, hotp, matchingStep, newTotpSecret, otpauthUri } from './totp.js';

const SEEDS = {
  sha1: Buffer.from('12345678901234567890'),
  sha256: Buffer.from('12345678901234567890123456789012'),
  sha512: Buffer.from('1234567890123456789012345678901234567890123456789012345678901234'),
};

describe('one-time codes', () => {
  // RFC 4226, appendix D.
  it.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'])(
    'are those of RFC 4226: %s',
    (code) => {
      expect(Array.from({ length: 10 }, (_, counter) => hotp(SEEDS.sha1, counter))).toContain(code);
    },
  );

  // RFC 6238, appendix B.
  it.each([
    [59, 'sha1', '94287082'],
    [59, 'sha256', '46119246'],
    [59, 'sha512', '90693936'],
    [1_111_111_109, 'sha1', '07081804'],
    [1_111_111_109, 'sha256', '68084774'],
    [1_111_111_109, 'sha512', '25091201'],
    [1_111_111_111, 'sha1', '14050471'],
    [1_234_567_890, 'sha256', '91819424'],
    [2_000_000_000, 'sha512', '38618901'],
    [20_000_000_000, 'sha1', '65353130'],
    [20_000_000_000, 'sha256', '77737706'],
    [20_000_000_000, 'sha512', '47863826'],
  ] as const)('are those of RFC 6238: %d s, %s', (seconds, algorithm, code) => {
    expect(hotp(SEEDS[algorithm], Math.floor(seconds / 30), algorithm, 8)).toBe(code);
  });

  it('are taken one step early and late, and no more', () => {
    const secret = base32(SEEDS.sha1);
    const code = hotp(SEEDS.sha1, 100);
    expect([98, 99, 100, 101, 102].map((step) => matchingStep(secret, code, step * 30_000))).toEqual([undefined, 100, 100, 100, undefined]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345', '1e5000'])('are six digits: %j is none', (code) => {
    expect(matchingStep(newTotpSecret(), code, 0)).toBeUndefined();
  });
});

describe('secrets of the second factor', () => {
  it('travel as RFC 4648 base32', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(fromBase32('MZXW6YTBOI').toString()).toBe('foobar');
  });
  it('have 160 bits and never come twice', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
  });
  it('are handed to the application in an otpauth URI', () => {
    expect(otpauthUri('North & South', 'a b@c', 'MZXW6YTBOI')).toBe(
      'otpauth://totp/North%20%26%20South:a%20b%40c?secret=MZXW6YTBOI&issuer=North%20%26%20South&algorithm=SHA1&digits=6&period=30',
    );
  });
});
