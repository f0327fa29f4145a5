import { CLASSES, PRINTABLE, TOKEN } from '../grammar/char-class.js';
import { CODES, type HeaderCode, headerCode, headerCodeAt, headerIdOfCode } from '../headers/header-codes.js';
import { HEADERS, KNOWN_NAMES, SINGLE_HEADERS } from '../headers/header-names.js';
import { methodAt } from '../headers/method-codes.js';
import { Head, MAX_INDEXED_NAME, packLine } from './head.js';
import { HIGHEST_LIMITS, LIMITS } from './limits.js';
import { addressEnd, addressListEnd, met, packSpan, requestUriEnd, viaEnd } from './quick-values.js';

/** How the value of a header is looked at. */
const OPAQUE = 0;
const VIA = 1;
const FROM = 2;
const TO = 3;
const CALL_ID = 4;
const CSEQ = 5;
const CONTACT = 6;
const ADDRESSES = 7;
const SMALL = 8;
const SECONDS = 9;
const LENGTH = 10;

const kinds = new Uint8Array(KNOWN_NAMES.length + 1);
const kindOf = (kind: number, ...names: readonly string[]): void => {
  for (const name of names) kinds[headerCode(name.toLowerCase())] = kind;
};
kindOf(VIA, HEADERS.VIA);
kindOf(FROM, HEADERS.FROM);
kindOf(TO, HEADERS.TO);
kindOf(CALL_ID, HEADERS.CALL_ID);
kindOf(CSEQ, HEADERS.CSEQ);
kindOf(CONTACT, HEADERS.CONTACT);
kindOf(ADDRESSES, HEADERS.ROUTE, HEADERS.RECORD_ROUTE, HEADERS.PATH, HEADERS.SERVICE_ROUTE);
kindOf(SMALL, HEADERS.MAX_FORWARDS);
kindOf(SECONDS, HEADERS.EXPIRES, HEADERS.MIN_EXPIRES, HEADERS.RETRY_AFTER);
kindOf(LENGTH, HEADERS.CONTENT_LENGTH);

/** One bit for each header that may stand once only, and one for Via. */
const bits = new Int32Array(KNOWN_NAMES.length + 1);
let nextBit = 1;
for (let code: HeaderCode = 1; code <= KNOWN_NAMES.length; code++) {
  if (!SINGLE_HEADERS.has(headerIdOfCode(code))) continue;
  bits[code] = nextBit;
  nextBit <<= 1;
}
const VIA_BIT = nextBit;
const bitOf = (code: HeaderCode): number => bits[code] as number;
const MANDATORY = VIA_BIT | bitOf(CODES.FROM) | bitOf(CODES.TO) | bitOf(CODES.CALL_ID) | bitOf(CODES.CSEQ);

const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const STAR = 42;
const COLON = 58;
/** `z9hG4bK` */
const COOKIE_LENGTH = 7;
const MAX_SEQUENCE = 2 ** 31 - 1;
/** Heads that are larger, and those with more lines, are read as text. */
const MAX_HEAD = HIGHEST_LIMITS.head - 8;
const MAX_LINES = 256;

/** The head being read, copied here: one array of fixed size is read faster than many of any size. A 0 closes it. */
const bytes = new Uint8Array(HIGHEST_LIMITS.head + 8);
/** The same in fours. */
const words = new Int32Array(bytes.buffer);
const lines = new Int32Array(MAX_LINES + 1);

/** What the start line says; written by `startLineEnd`. */
const start = { status: 0, uriStart: 0, uriEnd: 0 };

/** The position after the line end of a plain Request-Line or Status-Line, or -1. */
function startLineEnd(): number {
  // 'SIP/2.0 200 OK': no method of ours has a slash in it.
  if (bytes[0] === 83 && bytes[3] === 47) {
    if (bytes[1] !== 73 || bytes[2] !== 80 || bytes[4] !== 50 || bytes[5] !== 46 || bytes[6] !== 48 || bytes[7] !== SPACE) return -1;
    const hundreds = (bytes[8] as number) - 48;
    const tens = (bytes[9] as number) - 48;
    const ones = (bytes[10] as number) - 48;
    if (hundreds < 1 || hundreds > 6 || tens < 0 || tens > 9 || ones < 0 || ones > 9 || bytes[11] !== SPACE) return -1;
    start.status = hundreds * 100 + tens * 10 + ones;
    let at = 12;
    while (((CLASSES[bytes[at] as number] as number) & PRINTABLE) !== 0) at++;
    return bytes[at] === CR && bytes[at + 1] === LF && at < LIMITS.headerLine ? at + 2 : -1;
  }
  let at = 0;
  while (((CLASSES[bytes[at] as number] as number) & TOKEN) !== 0) at++;
  if (at === 0 || bytes[at] !== SPACE) return -1;
  start.status = 0;
  start.uriStart = at + 1;
  at = requestUriEnd(bytes, at + 1);
  if (at < 0 || at > LIMITS.headerLine - 8) return -1;
  start.uriEnd = at;
  // ' SIP/2.0'
  if (bytes[at + 1] !== 83 || bytes[at + 2] !== 73 || bytes[at + 3] !== 80 || bytes[at + 4] !== 47) return -1;
  if (bytes[at + 5] !== 50 || bytes[at + 6] !== 46 || bytes[at + 7] !== 48 || bytes[at + 8] !== CR || bytes[at + 9] !== LF) return -1;
  return at + 10;
}

/** The number of at most `maxDigits` digits at `at`, up to the line end; -1 for anything else. Leaves its end in `numberEnd`. */
let numberEnd = 0;
function numberAt(from: number, maxDigits: number): number {
  let at = from;
  let value = 0;
  for (let digit = (bytes[at] as number) - 48; digit >= 0 && digit <= 9; digit = (bytes[++at] as number) - 48) value = value * 10 + digit;
  numberEnd = at;
  return at === from || at - from > maxDigits ? -1 : value;
}

/** The first byte from `from` on that is not printable US-ASCII. Four at a time: a byte below 32, of 127 or above sets its highest bit. */
function printableEnd(from: number): number {
  let at = from;
  for (; (at & 3) !== 0; at++) if (((CLASSES[bytes[at] as number] as number) & PRINTABLE) === 0) return at;
  for (
    let word = words[at >> 2] as number;
    (((word - 0x20202020) | word | (word + 0x01010101)) & 0x80808080) === 0;
    word = words[at >> 2] as number
  )
    at += 4;
  while (((CLASSES[bytes[at] as number] as number) & PRINTABLE) !== 0) at++;
  return at;
}

/**
 * Reads the head of a message in one pass over its bytes, checking all that `parseMessage` asks of a message. `undefined` says nothing about the
 * message but that it is not plainly right: it is then read as text, which finds out.
 */
export function quickHead(data: Buffer, isStream: boolean): Head | undefined {
  const size = data.length;
  if (size > LIMITS.message) return undefined;
  if (size <= MAX_HEAD) {
    bytes.set(data);
    bytes[size] = 0;
  } else {
    bytes.set(data.subarray(0, MAX_HEAD));
    bytes[MAX_HEAD] = 0;
  }
  let at = startLineEnd();
  if (at < 0) return undefined;
  const isRequest = start.status === 0;
  let count = 0;
  let seen = 0;
  let branch = 0;
  let viaHost = 0;
  let viaPort = 0;
  let viaEndAt = 0;
  let viaRport = 0;
  let viaReceived = 0;
  let fromTag = 0;
  let fromUri = 0;
  let toTag = 0;
  let toUri = 0;
  let sequence = 0;
  let method: string | undefined;
  let contentLength = -1;
  let starAt = -1;
  let contacts = 0;

  for (;;) {
    const lineAt = at;
    let byte = bytes[at] as number;
    while (((CLASSES[byte] as number) & TOKEN) !== 0) byte = bytes[++at] as number;
    const nameLength = at - lineAt;
    if (nameLength === 0) break;
    if (byte !== COLON || nameLength > MAX_INDEXED_NAME || count === MAX_LINES) return undefined;
    const code = headerCodeAt(bytes, lineAt, at);
    let isLoose = false;
    if (bytes[++at] === SPACE) at++;
    else isLoose = true;
    while (bytes[at] === SPACE || bytes[at] === TAB) {
      isLoose = true;
      at++;
    }
    const bit = bits[code] as number;
    if ((seen & bit) !== 0) return undefined;
    seen |= bit;

    const valueAt = at;
    switch (kinds[code]) {
      case VIA:
        // Only the top one is ours to read (RFC 3261 §18.2.1).
        if ((seen & VIA_BIT) === 0) {
          seen |= VIA_BIT;
          met.branch = met.rport = met.received = 0;
          at = viaEnd(bytes, at);
          branch = met.branch;
          viaHost = met.host;
          viaPort = met.port;
          viaEndAt = at;
          viaRport = met.rport;
          viaReceived = met.received;
        }
        break;
      case FROM:
        met.tag = 0;
        at = addressEnd(bytes, at);
        fromTag = met.tag;
        fromUri = met.uri;
        break;
      case TO:
        met.tag = 0;
        at = addressEnd(bytes, at);
        toTag = met.tag;
        toUri = met.uri;
        break;
      case CALL_ID:
        while (((CLASSES[bytes[at] as number] as number) & PRINTABLE) !== 0 && bytes[at] !== SPACE && bytes[at] !== TAB) at++;
        if (at === valueAt || bytes[at] !== CR) return undefined;
        break;
      case CSEQ: {
        sequence = numberAt(at, 10);
        at = numberEnd;
        if (sequence < 0 || sequence > MAX_SEQUENCE || bytes[at] !== SPACE) return undefined;
        const methodAtByte = ++at;
        while (((CLASSES[bytes[at] as number] as number) & TOKEN) !== 0) at++;
        if (at === methodAtByte || bytes[at] !== CR) return undefined;
        if (isRequest) {
          if (at - methodAtByte !== start.uriStart - 1) return undefined;
          for (let i = 0; i < start.uriStart - 1; i++) if (bytes[i] !== bytes[methodAtByte + i]) return undefined;
        }
        method = methodAt(bytes, methodAtByte, at) ?? data.toString('latin1', methodAtByte, at);
        break;
      }
      case CONTACT:
        contacts++;
        if (bytes[at] === STAR) starAt = ++at;
        else at = addressListEnd(bytes, at);
        break;
      case ADDRESSES:
        at = addressListEnd(bytes, at);
        break;
      case SMALL: {
        const value = numberAt(at, 9);
        if (value < 0 || value > 255) return undefined;
        at = numberEnd;
        break;
      }
      case SECONDS:
        if (numberAt(at, 9) < 0) return undefined;
        at = numberEnd;
        break;
      case LENGTH:
        contentLength = numberAt(at, 9);
        if (contentLength < 0) return undefined;
        at = numberEnd;
        break;
      default:
        break;
    }
    if (at < 0) return undefined;
    const core = kinds[code] as number;
    if (core === OPAQUE || core === VIA) {
      at = printableEnd(at);
      const last = bytes[at - 1];
      if (last === SPACE || last === TAB) isLoose = true;
    }
    if (bytes[at] !== CR || bytes[at + 1] !== LF || at - lineAt > LIMITS.headerLine) return undefined;
    lines[count++] = packLine(lineAt, nameLength, isLoose, code);
    at += 2;
  }
  // The empty line.
  if (bytes[at] !== CR || bytes[at + 1] !== LF) return undefined;
  if ((seen & MANDATORY) !== MANDATORY || method === undefined || (starAt >= 0 && contacts > 1)) return undefined;
  // RFC 4475 §3.2.1: the cookie alone is no branch.
  if (isRequest && (branch & 0xffff) - (branch >>> 16) === COOKIE_LENGTH) return undefined;
  const available = size - at - 2;
  if (count > LIMITS.headerCount || at > LIMITS.head || (contentLength < 0 ? available : contentLength) > LIMITS.body) return undefined;
  if (contentLength > available || (contentLength < 0 && isStream)) return undefined;

  // Each line's start is another's end, so the end of the last is one more start.
  const index = new Array<number>(count + 1);
  for (let i = 0; i < count; i++) index[i] = lines[i] as number;
  index[count] = packLine(at, 0, false, 0);
  const bodyEnd = contentLength < 0 ? size : at + 2 + contentLength;
  return new Head(
    data,
    index,
    start.status,
    packSpan(start.uriStart, start.uriEnd),
    branch,
    viaHost,
    viaPort,
    viaEndAt,
    viaRport,
    viaReceived,
    fromTag,
    fromUri,
    toTag,
    toUri,
    sequence,
    method,
    contentLength,
    bodyEnd,
  );
}
