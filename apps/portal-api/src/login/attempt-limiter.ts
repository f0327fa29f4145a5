import type { Clock } from '@switchyard/kernel';

const FREE_ATTEMPTS = 5;
const BASE_DELAY_MS = 1000;
const MAX_DELAY_MS = 5 * 60_000;
/** Bounds the memory an attacker can make us use; the oldest go first. */
const MAX_KEYS = 10_000;

/** Slows guessing down: after five failures of one name from one address, each further one doubles the wait. */
export class AttemptLimiter {
  readonly #failures = new Map<string, { count: number; blockedUntilMs: number }>();
  constructor(private readonly clock: Clock) {}

  /** Seconds to wait before the next attempt; 0: go ahead. */
  waitSec(key: string): number {
    const known = this.#failures.get(key);
    return known ? Math.max(0, Math.ceil((known.blockedUntilMs - this.clock.nowMs()) / 1000)) : 0;
  }

  failed(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const delayMs = count < FREE_ATTEMPTS ? 0 : Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (count - FREE_ATTEMPTS));
    this.#failures.delete(key);
    this.#failures.set(key, { count, blockedUntilMs: this.clock.nowMs() + delayMs });
    if (this.#failures.size > MAX_KEYS) this.#failures.delete(this.#failures.keys().next().value ?? key);
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
