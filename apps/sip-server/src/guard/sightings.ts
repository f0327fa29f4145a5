/** A second sighting counts when it comes as late as a repetition can (RFC 3261 T1 is 500 ms) and before the transaction has given up. */
const EARLIEST_MS = 350;
const LATEST_MS = 33_000;

/**
 * Requests that were seen and dropped, by fingerprint, in memory of a fixed size (12 bytes for each of `slots`). Who repeats a request as
 * RFC 3261 §17.1 asks for is recognised; a generator that never says the same thing twice is not. A collision forgets the older.
 */
export class Sightings {
  private readonly prints: Int32Array;
  private readonly seen: Float64Array;
  private readonly mask: number;

  constructor(slots: number) {
    const size = 2 ** Math.ceil(Math.log2(slots));
    this.prints = new Int32Array(size);
    this.seen = new Float64Array(size);
    this.mask = size - 1;
  }

  /** True when the same request was seen before, long enough ago to be a repetition; otherwise it is remembered from now. */
  isRepetition(print: number, nowMs: number): boolean {
    const at = print & this.mask;
    if (this.prints[at] === print) {
      const age = nowMs - (this.seen[at] as number);
      if (age <= LATEST_MS && age >= EARLIEST_MS) return true;
      // Who is in more of a hurry than any client begins anew, so that the same packet sent again and again is never a repetition.
    }
    this.prints[at] = print;
    this.seen[at] = nowMs;
    return false;
  }
}
