import { randomInt } from 'node:crypto';

const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const DIGITS = '23456789';
const SIGNS = '+*_-';
/** 20 characters of which 16 are free: more than 90 bits, and what the policy asks for is always in them. */
const SHAPE = [UPPER, UPPER, UPPER, LOWER, LOWER, LOWER, DIGITS, DIGITS, DIGITS, SIGNS] as const;
const LENGTH = 20;

const oneOf = (letters: string): string => letters.charAt(randomInt(letters.length));

/** A new SIP password that the policy accepts and a person can type: no letters that look like others. */
export function makeSipPassword(): string {
  const letters = SHAPE.map(oneOf);
  while (letters.length < LENGTH) letters.push(oneOf(UPPER + LOWER + DIGITS));
  for (let at = letters.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [letters[at], letters[other]] = [letters[other] ?? '', letters[at] ?? ''];
  }
  return letters.join('');
}
