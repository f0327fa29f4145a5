import { randomBytes } from 'node:crypto';

const POOL_BYTES = 8_192;
let pool = randomBytes(POOL_BYTES);
let used = 0;

/** Unpredictable hex text (two characters per byte) for tags, branches and Call-IDs. One system call serves hundreds of them. */
export function randomToken(bytes = 10): string {
  if (used + bytes > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}

export const BRANCH_COOKIE = 'z9hG4bK';
/** A branch of RFC 3261 §8.1.1.7: globally unique, and recognisable by its cookie. */
export const newBranch = (): string => BRANCH_COOKIE + randomToken(12);
