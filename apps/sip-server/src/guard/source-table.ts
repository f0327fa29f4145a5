const WAYS = 4;

/**
 * Token buckets and counters by source address, in memory of a fixed size: 24 bytes for each of `slots` addresses. An address that needs a
 * place takes that of the longest silent of four, which then begins anew with a full bucket: that errs on the side of the source.
 */
export class SourceTable {
  private readonly hashes: Int32Array;
  private readonly tokens: Float32Array;
  private readonly faults: Float32Array;
  private readonly open: Uint32Array;
  private readonly seen: Float64Array;
  private readonly mask: number;
  private used = 0;

  constructor(
    slots: number,
    /** Tokens per second and the most that can be saved; a `rate` of 0 limits nobody. */
    private readonly rate: number,
    private readonly burst: number,
    /** Faults are forgiven at this many per second. */
    private readonly forgivenPerSec: number,
  ) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(slots, WAYS)));
    this.hashes = new Int32Array(size);
    this.tokens = new Float32Array(size);
    this.faults = new Float32Array(size);
    this.open = new Uint32Array(size);
    this.seen = new Float64Array(size);
    this.mask = size / WAYS - 1;
  }

  get size(): number {
    return this.used;
  }

  get capacity(): number {
    return this.hashes.length;
  }

  /** Takes a token; false when there is none. */
  take(hash: number, nowMs: number): boolean {
    if (this.rate === 0) return true;
    const at = this.place(hash, nowMs);
    const tokens = this.tokens[at] as number;
    if (tokens < 1) return false;
    this.tokens[at] = tokens - 1;
    return true;
  }

  /** Notes a message that could not be read, and gives how many are not forgiven yet. */
  fault(hash: number, nowMs: number): number {
    const at = this.place(hash, nowMs);
    const faults = (this.faults[at] as number) + 1;
    this.faults[at] = faults;
    return faults;
  }

  faultsOf(hash: number, nowMs: number): number {
    const at = this.find(hash);
    return at < 0 ? 0 : Math.max(0, (this.faults[at] as number) - ((nowMs - (this.seen[at] as number)) / 1_000) * this.forgivenPerSec);
  }

  /** Open transactions of the source. */
  openOf(hash: number): number {
    const at = this.find(hash);
    return at < 0 ? 0 : (this.open[at] as number);
  }

  opened(hash: number, nowMs: number): void {
    const at = this.place(hash, nowMs);
    this.open[at] = (this.open[at] as number) + 1;
  }

  /** The source may have lost its place in between. */
  closed(hash: number): void {
    const at = this.find(hash);
    if (at >= 0 && (this.open[at] as number) > 0) this.open[at] = (this.open[at] as number) - 1;
  }

  private find(hash: number): number {
    const first = (hash & this.mask) * WAYS;
    for (let at = first; at < first + WAYS; at++) if (this.hashes[at] === hash) return at;
    return -1;
  }

  /** The place of the source, brought up to date. */
  private place(hash: number, nowMs: number): number {
    const known = this.find(hash);
    if (known >= 0) {
      const seconds = (nowMs - (this.seen[known] as number)) / 1_000;
      this.tokens[known] = Math.min(this.burst, (this.tokens[known] as number) + seconds * this.rate);
      this.faults[known] = Math.max(0, (this.faults[known] as number) - seconds * this.forgivenPerSec);
      this.seen[known] = nowMs;
      return known;
    }
    const first = (hash & this.mask) * WAYS;
    let at = first;
    for (let other = first; other < first + WAYS; other++) {
      if (this.hashes[other] === 0) {
        at = other;
        this.used += 1;
        break;
      }
      if ((this.seen[other] as number) < (this.seen[at] as number)) at = other;
    }
    this.hashes[at] = hash;
    this.tokens[at] = this.burst;
    this.faults[at] = 0;
    this.open[at] = 0;
    this.seen[at] = nowMs;
    return at;
  }
}
