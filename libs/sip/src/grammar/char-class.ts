/** Character classes of RFC 3261 §25.1 as bits of one 128-entry table: a test is one load and one `and`. */
export const TOKEN = 1;
export const DIGIT = 2;
export const ALPHA = 4;
/** `user` of a SIP URI without `%`: unreserved / user-unreserved. */
export const USER = 8;
/** Letters, digits, `.`, `-`, and `_`, which hosts may not hold by RFC 1123 but which real devices send. */
export const HOST = 16;
/** `paramchar` of a SIP URI without `%`: param-unreserved / unreserved. */
export const URI_PARAM = 32;
/** `hnv-unreserved / unreserved` of URI headers without `%`, plus `&` and `=` that separate them. */
export const URI_HEADER = 64;
/** Anything that may stand in an absolute URI (RFC 2396): reserved, unreserved, `%`, `[`, `]`, and `#` as seen in the field. */
export const ANY_URI = 128;
export const HEX = 256;
/** `word` of Call-ID: token plus `()<>:\"/[]?{}`. */
export const WORD = 512;
/** What may stand unquoted as a parameter value: token characters, host characters, `[` `]` `:` of IPv6, and `/` `@` `+` as seen in the field. */
export const PARAM_VALUE = 1024;
/** `password` of a SIP URI without `%`. */
export const PASSWORD = 2048;

/** What may stand in a header value on the wire without being looked at twice: printable US-ASCII and the tab. */
export const PRINTABLE = 4096;

const table = new Uint16Array(256);
/** The classes of every byte, for loops over bytes: `(CLASSES[byte] & TOKEN) !== 0`. Bytes from 128 on belong to none. */
export const CLASSES: Readonly<Uint16Array> = table;
const mark = (characters: string, bits: number): void => {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    table[code] = (table[code] ?? 0) | bits;
  }
};
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const unreserved = letters + digits + "-_.!~*'()";
const token = letters + digits + "-.!%*_+`'~";

mark(token, TOKEN);
mark(digits, DIGIT);
mark(letters, ALPHA);
mark(unreserved + '&=+$,;?/', USER);
mark(letters + digits + '.-_', HOST);
mark(unreserved + '[]/:&+$', URI_PARAM);
mark(unreserved + '[]/?:+$' + '&=', URI_HEADER);
mark(unreserved + ';/?:@&=+$,%[]#', ANY_URI);
mark('0123456789abcdefABCDEF', HEX);
mark(token + '()<>:\\"/[]?{}', WORD);
mark(token + '[]:/@+#$&()', PARAM_VALUE);
mark(unreserved + '&=+$,', PASSWORD);
mark('\t' + Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join(''), PRINTABLE);

/** Does the character code belong to any of the classes in `bits`? Codes from 128 on belong to none. */
export const isIn = (code: number, bits: number): boolean => code < 128 && ((table[code] as number) & bits) !== 0;

export const isWhitespace = (code: number): boolean => code === 32 || code === 9;

/** Are all characters of `text[start, end)` in the class? False for an empty span. */
export function allIn(text: string, bits: number, start = 0, end = text.length): boolean {
  if (start >= end) return false;
  for (let i = start; i < end; i++) if (!isIn(text.charCodeAt(i), bits)) return false;
  return true;
}

export const isToken = (text: string): boolean => allIn(text, TOKEN);

/** First position at or after `at` that is neither space nor tab, at most `end`. */
export function skipWhitespace(text: string, at: number, end = text.length): number {
  let i = at;
  while (i < end && isWhitespace(text.charCodeAt(i))) i++;
  return i;
}

/** The position after the last character of `text[start, end)` that is neither space nor tab, at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && isWhitespace(text.charCodeAt(i - 1))) i--;
  return i;
}

/**
 * A decimal number of at most `max`; `undefined` for anything else. Leading zeros are legal (RFC 4475 §3.1.1.1: `CSeq: 0009`), signs are not.
 */
export function readUint(text: string, max: number, start = 0, end = text.length): number | undefined {
  if (start >= end) return undefined;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
    if (value > max) return undefined;
  }
  return value;
}
