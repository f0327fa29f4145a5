import type { SipMessage } from '@switchyard/sip';

/** A phone answers a challenge at once. */
const REMEMBER_MS = 2_000;
const MAX_CHALLENGES = 10_000;
const NONCE = /\bnonce\s*=\s*"((?:[^"\\]|\\.)*)"/i;

/**
 * Which target gave a challenge that was passed on. Another may not know the nonce, so the retry has to find the same one, also when the
 * application lists its targets in another order by then.
 */
export class ChallengeMemory {
  /** By nonce, oldest first. */
  private readonly targets = new Map<string, { readonly target: string; readonly untilMs: number }>();

  get size(): number {
    return this.targets.size;
  }

  /** `challenge` is a 401 or 407 of `target`. */
  remember(challenge: SipMessage, target: string): void {
    const nowMs = Date.now();
    for (const [nonce, { untilMs }] of this.targets) {
      if (untilMs > nowMs && this.targets.size < MAX_CHALLENGES) break;
      this.targets.delete(nonce);
    }
    for (const header of ['www-authenticate', 'proxy-authenticate']) {
      for (const value of challenge.getAll(header)) {
        const nonce = NONCE.exec(value)?.[1];
        if (nonce === undefined || nonce === '') continue;
        this.targets.delete(nonce);
        this.targets.set(nonce, { target, untilMs: nowMs + REMEMBER_MS });
      }
    }
  }

  /** The target whose challenge this request answers. */
  targetOf(request: SipMessage): string | undefined {
    if (this.targets.size === 0) return undefined;
    for (const header of ['authorization', 'proxy-authorization']) {
      for (const value of request.getAll(header)) {
        const known = this.targets.get(NONCE.exec(value)?.[1] ?? '');
        if (known && known.untilMs > Date.now()) return known.target;
      }
    }
    return undefined;
  }
}
