import { ALPHA, ANY_URI, CLASSES, DIGIT, HEX, HOST, PARAM_VALUE, PRINTABLE, TOKEN, URI_PARAM, USER } from '../grammar/char-class.js';

// Acceptors over bytes for the forms in which nearly all Via, addresses and Request-URIs are written. Each takes the position of a value and
// gives the position after it, or -1 for anything that is not plainly right: then the readers of text decide, and say what is wrong. What
// is accepted here must be accepted there. The bytes end with a 0 that no loop passes.

const QUOTE = 34;
const HASH = 35;
const PERCENT = 37;
const COMMA = 44;
const COLON = 58;
const SEMICOLON = 59;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const AT = 64;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const CR = 13;
const SPACE = 32;

/** Where a span of a head stands, in one small integer: heads are below 64 KiB. 0 is no span. */
export const packSpan = (start: number, end: number): number => (start << 16) | end;

/**
 * What the acceptors met on their way: packed spans, and a port or 0. The caller clears those of parameters before. Of `rport` it is what follows
 * the name, of `received` the whole.
 */
export const met = { tag: 0, branch: 0, rport: 0, received: 0, uri: 0, host: 0, port: 0 };

/** More parameters than that are left to the reader of text, which remembers them in a map. */
const MAX_PARAMS = 12;
const names = new Int32Array(MAX_PARAMS);
const nameHash = (name: string): number => {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + (name.charCodeAt(i) | 32)) | 0;
  return hash;
};
const TAG = nameHash('tag');
const BRANCH = nameHash('branch');
const EXPIRES = nameHash('expires');
const RPORT = nameHash('rport');
const RECEIVED = nameHash('received');

function quotedEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
    if (((CLASSES[bytes[at] as number] as number) & PRINTABLE) === 0) return -1;
    at++;
  }
}

/** Have we met that name among the first `count`? Equal hashes of different names only cost time. */
function isRepeated(hash: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (names[i] === hash) return true;
  names[count] = hash;
  return false;
}

const isWord = (bytes: Uint8Array, start: number, word: string): boolean => {
  for (let i = 0; i < word.length; i++) if (((bytes[start + i] as number) | 32) !== word.charCodeAt(i)) return false;
  return true;
};

/** `;name=value;flag` without white space. Notes `tag` and `branch`; an `expires` that is no short number is not accepted. */
function paramsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  let count = 0;
  while (bytes[at] === SEMICOLON) {
    const nameAt = ++at;
    let hash = 0;
    let byte = bytes[at] as number;
    while (((CLASSES[byte] as number) & TOKEN) !== 0) {
      hash = (Math.imul(hash, 31) + (byte | 32)) | 0;
      byte = bytes[++at] as number;
    }
    if (at === nameAt || count === MAX_PARAMS || isRepeated(hash, count++)) return -1;
    const nameEnd = at;
    let valueAt = at;
    if (byte === EQUALS) {
      valueAt = ++at;
      if (bytes[at] === QUOTE) at = quotedEnd(bytes, at + 1);
      else while (((CLASSES[bytes[at] as number] as number) & PARAM_VALUE) !== 0) at++;
      if (at <= valueAt) return -1;
    }
    if (hash === TAG && nameEnd - nameAt === 3 && isWord(bytes, nameAt, 'tag')) {
      if (at === nameEnd) return -1;
      met.tag = packSpan(valueAt, at);
    } else if (hash === BRANCH && nameEnd - nameAt === 6 && isWord(bytes, nameAt, 'branch')) {
      if (at === nameEnd) return -1;
      met.branch = packSpan(valueAt, at);
    } else if (hash === RPORT) {
      met.rport = packSpan(nameEnd, at);
    } else if (hash === RECEIVED) {
      met.received = packSpan(nameAt, at);
    } else if (hash === EXPIRES && at > nameEnd) {
      if (at - valueAt > 9) return -1;
      for (let i = valueAt; i < at; i++) if (((CLASSES[bytes[i] as number] as number) & DIGIT) === 0) return -1;
    }
  }
  return at;
}

/** `Name <scheme:…>;params` and `"Name" <…>`; up to the byte after the parameters. */
export function addressEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  let byte = bytes[at] as number;
  if (byte === QUOTE) {
    at = quotedEnd(bytes, at + 1);
    if (at < 0) return -1;
    if (bytes[at] === SPACE) at++;
    if (bytes[at] !== LESS) return -1;
  } else {
    while (((CLASSES[byte] as number) & TOKEN) !== 0 || byte === SPACE) byte = bytes[++at] as number;
    if (byte !== LESS) return -1;
  }
  // The scheme, a colon, something, no white space (RFC 2396).
  const uriAt = ++at;
  if (((CLASSES[bytes[at] as number] as number) & ALPHA) === 0) return -1;
  while (((CLASSES[bytes[at] as number] as number) & (ALPHA | DIGIT)) !== 0) at++;
  if (bytes[at] !== COLON) return -1;
  const restAt = ++at;
  while (((CLASSES[bytes[at] as number] as number) & ANY_URI) !== 0) at++;
  if (at === restAt || bytes[at] !== GREATER) return -1;
  met.uri = packSpan(uriAt, at);
  return paramsEnd(bytes, at + 1);
}

/** Addresses separated by commas, up to the end of the line. */
export function addressListEnd(bytes: Uint8Array, start: number): number {
  let at = addressEnd(bytes, start);
  while (at > 0 && bytes[at] === COMMA) {
    at++;
    while (bytes[at] === SPACE) at++;
    at = addressEnd(bytes, at);
  }
  return at > 0 && bytes[at] === CR ? at : -1;
}

/** `[…]` with hexadecimal digits, dots and at least two colons. */
function ipv6End(bytes: Uint8Array, start: number): number {
  let colons = 0;
  for (let at = start + 1; ; at++) {
    const byte = bytes[at] as number;
    if (byte === CLOSE) return colons >= 2 ? at + 1 : -1;
    if (byte === COLON) colons++;
    else if (byte !== 46 && ((CLASSES[byte] as number) & HEX) === 0) return -1;
  }
}

/** `host` or `host:port`, with a port from 1 to 65535. */
function hostPortEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  if (bytes[at] === OPEN) at = ipv6End(bytes, at);
  else while (((CLASSES[bytes[at] as number] as number) & HOST) !== 0) at++;
  met.host = packSpan(start, at);
  met.port = 0;
  if (at <= start || bytes[at] !== COLON) return at === start ? -1 : at;
  const portAt = ++at;
  let port = 0;
  for (let digit = (bytes[at] as number) - 48; digit >= 0 && digit <= 9 && port < 65_536; digit = (bytes[++at] as number) - 48)
    port = port * 10 + digit;
  met.port = port;
  return at > portAt && port > 0 && port < 65_536 ? at : -1;
}

/** `SIP/2.0/UDP host:port;params`: the first value of a Via line, up to the comma or the line end that follows it. */
export function viaEnd(bytes: Uint8Array, start: number): number {
  // 'SIP/' and '2.0/'
  if (bytes[start] !== 83 || bytes[start + 1] !== 73 || bytes[start + 2] !== 80 || bytes[start + 3] !== 47) return -1;
  if (bytes[start + 4] !== 50 || bytes[start + 5] !== 46 || bytes[start + 6] !== 48 || bytes[start + 7] !== 47) return -1;
  let at = start + 8;
  while (((CLASSES[bytes[at] as number] as number) & TOKEN) !== 0) at++;
  if (at === start + 8 || bytes[at] !== SPACE) return -1;
  at = hostPortEnd(bytes, at + 1);
  if (at < 0) return -1;
  at = paramsEnd(bytes, at);
  return at > 0 && (bytes[at] === CR || bytes[at] === COMMA) ? at : -1;
}

/** `sip:user@host:port;params` or `sips:…` without password and without headers, up to the space that follows it. */
export function requestUriEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== 115 || bytes[start + 1] !== 105 || bytes[start + 2] !== 112) return -1;
  let at = start + 3;
  if (bytes[at] === 115) at++;
  if (bytes[at] !== COLON) return -1;
  const userAt = ++at;
  // A host has no character that a user may not have, but `[`.
  for (;;) {
    const byte = bytes[at] as number;
    if (((CLASSES[byte] as number) & USER) !== 0 || byte === HASH) at++;
    else if (byte === PERCENT && isHex(bytes[at + 1] as number) && isHex(bytes[at + 2] as number)) at += 3;
    else break;
  }
  if (bytes[at] === AT) {
    if (at === userAt) return -1;
    at++;
  } else at = userAt;
  at = hostPortEnd(bytes, at);
  if (at < 0) return -1;
  let count = 0;
  while (bytes[at] === SEMICOLON) {
    const nameAt = ++at;
    let hash = 0;
    let byte = bytes[at] as number;
    while (((CLASSES[byte] as number) & URI_PARAM) !== 0) {
      hash = (Math.imul(hash, 31) + (byte | 32)) | 0;
      byte = bytes[++at] as number;
    }
    if (at === nameAt || count === MAX_PARAMS || isRepeated(hash, count++)) return -1;
    if (byte === EQUALS)
      do at++;
      while (((CLASSES[bytes[at] as number] as number) & URI_PARAM) !== 0);
    // Another `@` would make all before it the user.
    if (bytes[at] === AT) return -1;
  }
  return bytes[at] === SPACE ? at : -1;
}

const isHex = (byte: number): boolean => ((CLASSES[byte] as number) & HEX) !== 0;
