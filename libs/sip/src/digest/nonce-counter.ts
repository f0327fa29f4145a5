import type { Clock } from '@switchyard/kernel';
import { mintedAtMs } from './nonce-mint.js';

interface NonceCounterOptions {
  /** The lifetime of nonces; older entries are forgotten. Milliseconds. */
  readonly ttlMs: number;
  /** Memory bound: so many nonces are remembered at most. */
  readonly maxNonces: number;
  /** Each nonce is good for one request only (then `stale` asks for the next). */
  readonly isOneTime?: boolean;
}

/**
 * Remembers the highest nonce count per nonce, so that a recorded request cannot be sent again. Bounded: when it is full the oldest entry
 * goes, and from then on a nonce that is not remembered and is as old as that one counts as used up, never as new.
 */
export class NonceCounter {
  readonly #highest = new Map<string, number>();
  /** Unremembered nonces minted at or before this time may have been used. Epoch milliseconds. */
  #forgottenUntilMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly options: NonceCounterOptions,
  ) {}

  /**
   * Call it only after the response of the request proved right. `accepted` when `nc` is higher than all before it; `replayed` when not;
   * `used-up` when the client must take a new nonce (answer with `stale=true`).
   */
  accept(nonce: string, nc: number): 'accepted' | 'replayed' | 'used-up' {
    const highest = this.#highest.get(nonce);
    if (highest !== undefined) {
      if (nc <= highest) return 'replayed';
      if (this.options.isOneTime) return 'used-up';
      this.#highest.set(nonce, nc);
      return 'accepted';
    }
    if (mintedAtMs(nonce) <= this.#forgottenUntilMs) return 'used-up';
    this.makeRoom();
    this.#highest.set(nonce, nc);
    return 'accepted';
  }

  get size(): number {
    return this.#highest.size;
  }

  /** The map is in order of first use. What expired goes for good: `NonceMint.check` already calls it stale. */
  private makeRoom(): void {
    const expired = this.clock.nowMs() - this.options.ttlMs;
    for (const nonce of this.#highest.keys()) {
      const minted = mintedAtMs(nonce);
      const isExpired = minted < expired;
      if (!isExpired && this.#highest.size < this.options.maxNonces) return;
      this.#highest.delete(nonce);
      if (!isExpired) this.#forgottenUntilMs = Math.max(this.#forgottenUntilMs, minted);
    }
  }
}
