import type { Clock } from '@switchyard/kernel';
import { RecentMap } from './recent-map.js';

export interface BadAuthenticationLimits {
  /** So many bad credentials of one identity from one source ban the two together. */
  readonly first: number;
  /** After a ban so many more are enough. */
  readonly again: number;
  /** Nothing bad for so long, and all is forgotten. Milliseconds. */
  readonly forgetMs: number;
  /** Pairs that are remembered; the one not heard of for longest goes first. */
  readonly maxPairs: number;
}

/** IV-36. */
export const BAD_AUTHENTICATION_LIMITS: BadAuthenticationLimits = {
  first: 100,
  again: 20,
  forgetMs: 24 * 3_600_000,
  maxPairs: 50_000,
};

interface Pair {
  count: number;
  bans: number;
  lastMs: number;
}

/**
 * Bad credentials per identity AND source, never per source alone: of two hundred phones behind one address the one with the wrong password is
 * shut out, the others keep working. Unknown identities count like known ones, so that a ban does not tell which exist (DG-11).
 */
export class BadAuthentications {
  readonly #pairs: RecentMap<Pair>;

  constructor(
    private readonly clock: Clock,
    private readonly limits: BadAuthenticationLimits = BAD_AUTHENTICATION_LIMITS,
  ) {
    this.#pairs = new RecentMap(limits.maxPairs);
  }

  get size(): number {
    return this.#pairs.size;
  }

  /** True when this one was one too many: the pair is to be banned, and counts from zero. */
  count(key: string): boolean {
    const nowMs = this.clock.nowMs();
    const known = this.#pairs.get(key);
    const pair = known && nowMs - known.lastMs <= this.limits.forgetMs ? known : { count: 0, bans: 0, lastMs: nowMs };
    pair.count++;
    pair.lastMs = nowMs;
    const isTooMuch = pair.count >= (pair.bans === 0 ? this.limits.first : this.limits.again);
    if (isTooMuch) {
      pair.bans++;
      pair.count = 0;
    }
    this.#pairs.set(key, pair);
    return isTooMuch;
  }

  /** Was banned by another node, which counts for the next ban here too. */
  banned(key: string): void {
    const known = this.#pairs.get(key);
    this.#pairs.set(key, { count: 0, bans: Math.max(1, known?.bans ?? 0), lastMs: this.clock.nowMs() });
  }

  /** Anything to forget? Right credentials end the count. */
  forget(key: string): boolean {
    return this.#pairs.delete(key);
  }
}
