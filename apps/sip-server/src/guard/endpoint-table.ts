/** What an endpoint (address and port) has shown so far. Each standing includes those before it. */
export const STANDING = {
  /** Nothing is known: the source address may be forged. */
  STRANGER: 0,
  /** It was sent a challenge, or the answer of an application: it may exist. */
  ANSWERED: 1,
  /** An application accepted a request of it. */
  ACCEPTED: 2,
  /** It has repeated what only it could have received from us: a tag of ours, a dialog, a digest over our nonce. */
  PROVEN: 3,
} as const;

export type Standing = (typeof STANDING)[keyof typeof STANDING];

const WAYS = 4;

/**
 * Remembers what endpoints have shown, in memory of a fixed size: `slots` endpoints of 13 bytes. A newcomer takes the place of the least
 * worthy of four, and of the longest silent among equals, so that a flood of forged sources displaces other strangers first.
 */
export class EndpointTable {
  private readonly hashes: Int32Array;
  private readonly standings: Uint8Array;
  private readonly seen: Float64Array;
  private readonly mask: number;
  private used = 0;

  /** `slots` is rounded up to a power of two. `keepMs`: an endpoint that was silent for longer is a stranger again. */
  constructor(
    slots: number,
    private readonly keepMs: number,
  ) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(slots, WAYS)));
    this.hashes = new Int32Array(size);
    this.standings = new Uint8Array(size);
    this.seen = new Float64Array(size);
    this.mask = size / WAYS - 1;
  }

  /** Entries in use. */
  get size(): number {
    return this.used;
  }

  get capacity(): number {
    return this.hashes.length;
  }

  standingOf(hash: number, nowMs: number): Standing {
    const at = this.find(hash);
    if (at < 0 || nowMs - (this.seen[at] as number) > this.keepMs) return STANDING.STRANGER;
    return this.standings[at] as Standing;
  }

  /** Raises the standing; it never falls but by silence. True when it was less before. */
  raise(hash: number, standing: Standing, nowMs: number): boolean {
    let at = this.find(hash);
    let isMore = true;
    if (at < 0) {
      at = this.placeFor(hash, standing, nowMs);
      if (at < 0) return false;
      this.hashes[at] = hash;
      this.standings[at] = standing;
    } else if ((this.standings[at] as number) < standing || nowMs - (this.seen[at] as number) > this.keepMs) this.standings[at] = standing;
    else isMore = false;
    this.seen[at] = nowMs;
    return isMore;
  }

  private find(hash: number): number {
    const first = (hash & this.mask) * WAYS;
    for (let at = first; at < first + WAYS; at++) if (this.hashes[at] === hash) return at;
    return -1;
  }

  /** -1 when all four are worth more than the newcomer. */
  private placeFor(hash: number, standing: Standing, nowMs: number): number {
    const first = (hash & this.mask) * WAYS;
    let worst = -1;
    for (let at = first; at < first + WAYS; at++) {
      if (this.hashes[at] === 0) {
        this.used += 1;
        return at;
      }
      if (nowMs - (this.seen[at] as number) > this.keepMs) return at;
      if ((this.standings[at] as number) > standing) continue;
      if (worst < 0 || this.isLess(at, worst)) worst = at;
    }
    return worst;
  }

  private isLess(at: number, than: number): boolean {
    const difference = (this.standings[at] as number) - (this.standings[than] as number);
    return difference < 0 || (difference === 0 && (this.seen[at] as number) < (this.seen[than] as number));
  }
}
