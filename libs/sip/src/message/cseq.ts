import { isToken, readUint, skipWhitespace } from '../grammar/char-class.js';
import { METHODS } from '../headers/methods.js';
import type { CSeq } from './types.js';

/** RFC 3261 §8.1.1.5: less than 2^31. Values up to 2^32-1 exist in the field (§20.16 lets a parser see them) but break comparisons. */
const MAX_SEQ = 2 ** 31 - 1;
const sharedMethod: Readonly<Record<string, string>> = METHODS;

/** `0009   INVITE` → `{seq: 9, method: 'INVITE'}`; `undefined` for anything else. */
export function parseCSeq(text: string): CSeq | undefined {
  let end = 0;
  while (end < text.length && text.charCodeAt(end) !== 32 && text.charCodeAt(end) !== 9) end++;
  const seq = readUint(text, MAX_SEQ, 0, end);
  if (seq === undefined) return undefined;
  const start = skipWhitespace(text, end);
  if (start === end) return undefined;
  const method = text.slice(start);
  const known = sharedMethod[method];
  if (known !== undefined) return { seq, method: known };
  return isToken(method) ? { seq, method } : undefined;
}
