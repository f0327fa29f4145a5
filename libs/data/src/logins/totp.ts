import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const STEP_SEC = 30;
const DIGITS = 6;
/** A code of the step before or after is taken too: clocks differ, and people type slowly (RFC 6238 §5.2). */
const DRIFT_STEPS = 1;
/** RFC 4226 §4, R6: at least 128 bits, 160 are recommended. */
const SECRET_BYTES = 20;

/** RFC 4648 §6 without padding, as authenticator applications read it. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** HOTP of RFC 4226 §5.3: dynamic truncation of an HMAC over the counter. */
export function hotp(secret: Uint8Array, counter: number, algorithm = 'sha1', digits = DIGITS): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac(algorithm, secret).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const value = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(value % 10 ** digits).padStart(digits, '0');
}

export const newTotpSecret = (): string => base32(randomBytes(SECRET_BYTES));
export const stepAt = (nowMs: number): number => Math.floor(nowMs / 1000 / STEP_SEC);

/** The number of the time step a code belongs to, among those that may be used now; undefined: the code is wrong. */
export function matchingStep(secret: string, code: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const key = fromBase32(secret);
  const given = Buffer.from(code);
  let found: number | undefined;
  // All steps are computed whatever matches: the time tells nothing.
  for (let step = stepAt(nowMs) - DRIFT_STEPS; step <= stepAt(nowMs) + DRIFT_STEPS; step++)
    if (timingSafeEqual(Buffer.from(hotp(key, step)), given)) found = step;
  return found;
}

/** Key URI that an authenticator application reads from a QR code. */
export function otpauthUri(issuer: string, account: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const facts = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: String(DIGITS), period: String(STEP_SEC) });
  return `otpauth://totp/${label}?${facts.toString().replace(/\+/g, '%20')}`;
}
