import { COMPACT_FORMS, type HeaderName, KNOWN_NAMES } from './header-names.js';

/**
 * Small numbers for the headers we know, so that a received head can be indexed without making one string. 0 stands for all others.
 * Numbers are given in the order of `KNOWN_NAMES` and mean nothing outside this process.
 */
export type HeaderCode = number;
export const UNKNOWN_HEADER: HeaderCode = 0;

/** Names are compared in blocks of this many bytes; no name we know is longer. */
const WIDTH = 32;
const SLOTS = 512;
const codeById = new Map<HeaderName, HeaderCode>();
const idByCode: HeaderName[] = [''];
const nameByCode: string[] = [''];
/** Lower-case names, `WIDTH` bytes each, by code. */
const spelled = new Uint8Array((KNOWN_NAMES.length + 1) * WIDTH);
const lengths = new Uint8Array(KNOWN_NAMES.length + 1);
/** First code of each slot, and the next code of the same slot: with the numbers below no two names of today share one. */
const firstOfSlot = new Uint8Array(SLOTS);
const nextOfSlot = new Uint8Array(KNOWN_NAMES.length + 1);
/** Compact forms by `letter & 31`. */
const codeOfLetter = new Uint8Array(32);

const slotOf = (length: number, first: number, middle: number, last: number): number =>
  (length + (first | 32) * 27 + (middle | 32) * 37 + (last | 32) * 5) & (SLOTS - 1);

for (const name of KNOWN_NAMES) {
  const id = name.toLowerCase();
  const code = idByCode.length;
  if (name.length > WIDTH || code > 255) throw new RangeError(`header ${name} does not fit the table of header codes`);
  codeById.set(id, code);
  idByCode.push(id);
  nameByCode.push(name);
  lengths[code] = name.length;
  for (let i = 0; i < id.length; i++) spelled[code * WIDTH + i] = id.charCodeAt(i);
  const slot = slotOf(id.length, id.charCodeAt(0), id.charCodeAt(id.length >> 1), id.charCodeAt(id.length - 1));
  nextOfSlot[code] = firstOfSlot[slot] as number;
  firstOfSlot[slot] = code;
}
for (const [letter, name] of Object.entries(COMPACT_FORMS))
  codeOfLetter[letter.charCodeAt(0) & 31] = codeById.get(name.toLowerCase()) as number;

/** The code of the name that stands at `bytes[start, end)`, in any case or in compact form. The span must hold token characters only. */
export function headerCodeAt(bytes: Uint8Array, start: number, end: number): HeaderCode {
  const length = end - start;
  const first = bytes[start] as number;
  // Below 64 there are digits and marks, which would alias letters.
  if (length === 1) return first > 64 ? (codeOfLetter[first & 31] as number) : UNKNOWN_HEADER;
  const slot = slotOf(length, first, bytes[start + (length >> 1)] as number, bytes[end - 1] as number);
  for (let code = firstOfSlot[slot] as number; code !== 0; code = nextOfSlot[code] as number) {
    if (lengths[code] !== length) continue;
    let i = 0;
    const own = code * WIDTH;
    // Only letters and `-` stand in known names, and among token characters `| 32` makes nothing else one of them.
    while (i < length && ((bytes[start + i] as number) | 32) === spelled[own + i]) i++;
    if (i === length) return code;
  }
  return UNKNOWN_HEADER;
}

/** `'via'` → its code; `UNKNOWN_HEADER` for a name without one. */
export const headerCode = (id: HeaderName): HeaderCode => codeById.get(id) ?? UNKNOWN_HEADER;
/** The id of a known code. */
export const headerIdOfCode = (code: HeaderCode): HeaderName => idByCode[code] as string;
/** The name of a known code in our spelling. */
export const headerNameOfCode = (code: HeaderCode): string => nameByCode[code] as string;

const codeOf = (name: string): HeaderCode => codeById.get(name.toLowerCase()) as number;
export const CODES = {
  CALL_ID: codeOf('Call-ID'),
  CONTACT: codeOf('Contact'),
  CONTENT_LENGTH: codeOf('Content-Length'),
  CSEQ: codeOf('CSeq'),
  FROM: codeOf('From'),
  TIMESTAMP: codeOf('Timestamp'),
  TO: codeOf('To'),
  VIA: codeOf('Via'),
} as const;
