import type { Redis } from 'ioredis';

/** Requests in each window of ten seconds; 0: no limit. */
export interface RateLimits {
  readonly perAddress: number;
  readonly perLogin: number;
}
export const WINDOW_MS = 10_000;
const MAX_COUNTERS = 100_000;

/** Counts requests in windows, in Redis for all instances together; while Redis is away each instance counts for itself. */
export class RateLimiter {
  #window = 0;
  readonly #counters = new Map<string, number>();

  constructor(
    private readonly redis: Pick<Redis, 'status' | 'multi'>,
    private readonly limits: RateLimits,
  ) {}

  /** Counts one request. 0: go ahead; else the seconds to wait. */
  async take(kind: keyof RateLimits, who: string, nowMs: number): Promise<number> {
    const limit = this.limits[kind];
    if (limit === 0) return 0;
    const window = Math.floor(nowMs / WINDOW_MS);
    const count = (await this.#shared(`sy:rate:${kind}:${who}:${window}`)) ?? this.#own(`${kind}:${who}`, window);
    return count <= limit ? 0 : Math.max(1, Math.ceil(((window + 1) * WINDOW_MS - nowMs) / 1000));
  }

  async #shared(key: string): Promise<number | undefined> {
    if (this.redis.status !== 'ready') return undefined;
    try {
      const answers = await this.redis
        .multi()
        .incr(key)
        .pexpire(key, 2 * WINDOW_MS)
        .exec();
      const count = answers?.[0]?.[1];
      return typeof count === 'number' ? count : undefined;
    } catch {
      // It went away just now.
      return undefined;
    }
  }

  #own(key: string, window: number): number {
    if (window !== this.#window || this.#counters.size > MAX_COUNTERS) {
      this.#window = window;
      this.#counters.clear();
    }
    const count = (this.#counters.get(key) ?? 0) + 1;
    this.#counters.set(key, count);
    return count;
  }
}
