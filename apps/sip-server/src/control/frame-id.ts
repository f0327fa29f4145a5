import { randomBytes } from 'node:crypto';

const DIGITS = 12;
const MAX_COUNT = 16 ** DIGITS;
/** The first 80 bits of this process's ids, in the layout of a version 4 UUID. */
let prefix = ((hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-`)(
  randomBytes(10).toString('hex'),
);
/** The last three digits; the others change seldom. */
const TAILS = Array.from({ length: 4_096 }, (_, tail) => tail.toString(16).padStart(3, '0'));
let count = randomBytes(4).readUInt32BE();
let head = '';

/** Puts the number of this process, 0 to 255, into the first two digits of its ids. */
export function markFrameIds(process: number): void {
  prefix = process.toString(16).padStart(2, '0') + prefix.slice(2);
  head = '';
}

/**
 * The id of a frame or transaction on the control protocol: in the form of a UUID, never the same twice, and made for nobody but applications
 * that have authenticated. So it may be guessed; tags and branches, which strangers see, are made by `randomToken`.
 */
export function newFrameId(): string {
  count = (count + 1) % MAX_COUNT;
  const tail = count % TAILS.length;
  if (head === '' || tail === 0)
    head =
      prefix +
      Math.floor(count / TAILS.length)
        .toString(16)
        .padStart(DIGITS - 3, '0');
  return head + TAILS[tail];
}
