import { hashOfBytes } from './source-hash.js';

/** Kinds of messages that are treated differently before they are parsed. */
export const RAW = {
  /** Not the beginning of anything that SIP sockets receive. */
  JUNK: 0,
  /** Keep-alives and STUN: for the transport to answer. */
  PING: 1,
  RESPONSE: 2,
  ACK: 3,
  /** CANCEL, BYE and PRACK end or finish work that was accepted. */
  FINISHING: 4,
  REQUEST: 5,
} as const;

export type RawKind = (typeof RAW)[keyof typeof RAW];

const CR = 13;
const LF = 10;
const SP = 32;
const MAX_METHOD_BYTES = 64;
const STUN_COOKIE = 0x2112_a442;
const TOKEN_BYTE = new Uint8Array(256);
for (const code of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~")) TOKEN_BYTE[code] = 1;

/**
 * Tells from the first line what the bytes claim to be, without making anything. What is `junk` here could not have been answered by the
 * parser either: it has neither a method and a version nor a status line.
 */
export function rawKind(data: Buffer): RawKind {
  const { length } = data;
  let at = 0;
  // RFC 3261 §7.5: empty lines may stand before the start line.
  while (at < length && (data[at] === CR || data[at] === LF)) at += 1;
  if (at === length) return RAW.PING;
  if (length <= 4 && data.every((byte) => byte === 0 || byte === SP || byte === CR || byte === LF)) return RAW.PING;
  const first = data[at] as number;
  if (first < 4) return length >= 20 && data.readInt32BE(4) === STUN_COOKIE ? RAW.PING : RAW.JUNK;
  if (TOKEN_BYTE[first] === 0) return RAW.JUNK;
  const start = at;
  const methodLimit = Math.min(length, start + MAX_METHOD_BYTES);
  while (at < methodLimit && TOKEN_BYTE[data[at] as number] === 1) at += 1;
  if (data[at] === 47) return isVersion(data, start) ? RAW.RESPONSE : RAW.JUNK;
  if (data[at] !== SP || at === start) return RAW.JUNK;
  if (!lineHasVersion(data, at)) return RAW.JUNK;
  return kindOfMethod(data, start, at - start);
}

function kindOfMethod(data: Buffer, start: number, size: number): RawKind {
  const a = data[start];
  const b = data[start + 1];
  const c = data[start + 2];
  if (size === 3) {
    if (a === 65 && b === 67 && c === 75) return RAW.ACK;
    if (a === 66 && b === 89 && c === 69) return RAW.FINISHING;
  } else if ((size === 6 && a === 67 && b === 65 && c === 78) || (size === 5 && a === 80 && b === 82 && c === 65)) {
    return RAW.FINISHING;
  }
  return RAW.REQUEST;
}

/** `SIP/` in any case. */
const isVersion = (data: Buffer, at: number): boolean =>
  ((data[at] as number) | 32) === 115 &&
  ((data[at + 1] as number) | 32) === 105 &&
  ((data[at + 2] as number) | 32) === 112 &&
  data[at + 3] === 47;

function lineHasVersion(data: Buffer, from: number): boolean {
  const { length } = data;
  for (let i = from; i < length; i++) {
    const byte = data[i] as number;
    if (byte === CR || byte === LF) return false;
    if (byte === SP && isVersion(data, i + 1)) return true;
  }
  return false;
}

/** What a look at the raw header lines finds; one object is used again and again. */
export interface RawHead {
  /** The To header carries a tag: the request is for a dialog. */
  hasToTag: boolean;
  /** Of the first Via line: equal in every repetition of one request. */
  fingerprint: number;
  /** Position of the first Via line, -1 without one. */
  viaAt: number;
  hasPriority: boolean;
}

const found: RawHead = { hasToTag: false, fingerprint: 0, viaAt: -1, hasPriority: false };

/** Walks over the header lines once. The result is overwritten by the next call. */
export function scanRawHead(data: Buffer, seed: number): RawHead {
  found.hasToTag = false;
  found.fingerprint = seed;
  found.viaAt = -1;
  found.hasPriority = false;
  const { length } = data;
  let at = data.indexOf(LF) + 1;
  while (at > 0 && at < length) {
    const end = data.indexOf(LF, at);
    const lineEnd = end < 0 ? length : end;
    const letter = (data[at] as number) | 32;
    if (letter === 118) {
      if (found.viaAt < 0 && isNamed(data, at, VIA)) {
        found.viaAt = at;
        found.fingerprint = hashOfBytes(data, at, lineEnd, seed);
      }
    } else if (letter === 116) {
      if (isNamed(data, at, TO)) found.hasToTag = hasTag(data, at, lineEnd);
    } else if (letter === 114) {
      if (isNamed(data, at, RESOURCE_PRIORITY)) found.hasPriority = true;
    } else if (data[at] === CR) break;
    at = end + 1;
  }
  return found;
}

const VIA = Buffer.from('via');
const TO = Buffer.from('to');
const RESOURCE_PRIORITY = Buffer.from('resource-priority');

/** True when the line begins with that name, or for Via and To with its compact form, and a colon follows. */
function isNamed(data: Buffer, at: number, name: Buffer): boolean {
  let next = at;
  const after = data[at + 1] as number;
  if (name !== RESOURCE_PRIORITY && (after === 58 || after === SP)) next = at + 1;
  else {
    for (let i = 0; i < name.length; i++) if (((data[at + i] as number) | 32) !== name[i]) return false;
    next = at + name.length;
  }
  while (data[next] === SP || data[next] === 9) next += 1;
  return data[next] === 58;
}

/** `;tag=` behind the address. A user part may hold the same letters, but then only somebody who asks for trouble is misread. */
function hasTag(data: Buffer, from: number, to: number): boolean {
  for (let i = to - 1; i > from; i--) {
    if (data[i] === 62) return false;
    if (
      data[i] === 59 &&
      ((data[i + 1] as number) | 32) === 116 &&
      ((data[i + 2] as number) | 32) === 97 &&
      ((data[i + 3] as number) | 32) === 103 &&
      data[i + 4] === 61
    )
      return true;
  }
  return false;
}
