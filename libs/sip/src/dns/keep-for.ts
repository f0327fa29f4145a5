/** How long answers are kept, in milliseconds, whatever their TTL says. */
export interface KeepTimes {
  readonly minMs: number;
  readonly maxMs: number;
  /** For answers whose TTL is not known. */
  readonly unknownMs: number;
  /** For names that do not exist. */
  readonly nothingMs: number;
}

export const DEFAULT_KEEP: KeepTimes = { minMs: 1_000, maxMs: 3_600_000, unknownMs: 60_000, nothingMs: 10_000 };

/** Bounds for the TTL of an answer. */
export const keepFor = ({ minMs, maxMs, unknownMs }: KeepTimes, ttlSec: number | undefined): number =>
  Math.min(maxMs, Math.max(minMs, ttlSec === undefined ? unknownMs : ttlSec * 1000));
