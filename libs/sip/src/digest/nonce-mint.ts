import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, CodedError } from '@switchyard/kernel';

const TIME_BYTES = 6;
const SALT_BYTES = 6;
const MAC_BYTES = 16;
const NONCE_BYTES = TIME_BYTES + SALT_BYTES + MAC_BYTES;
/** Clocks of several servers that share the key may differ by this much. Milliseconds. */
const MAX_SKEW_MS = 30_000;

/**
 * Nonces that prove themselves: time and salt with a keyed MAC over both and over the source they were given to. Nothing is stored, so
 * every server with the same key can check them, and none can be forged.
 */
export class NonceMint {
  readonly #key: Buffer;

  /** `key` needs 8 characters at least (`digest-key-short`). */
  constructor(
    key: string,
    private readonly clock: Clock,
    private readonly ttlMs: number,
  ) {
    if (key.length < 8) throw new CodedError('digest-key-short', 'the key for nonces needs at least 8 characters');
    this.#key = Buffer.from(key);
  }

  /** `source` (an address, say) binds the nonce: it passes `check` with the same source only. */
  mint(source = ''): string {
    const nonce = Buffer.allocUnsafe(NONCE_BYTES);
    nonce.writeUIntBE(this.clock.nowMs(), 0, TIME_BYTES);
    randomBytes(SALT_BYTES).copy(nonce, TIME_BYTES);
    this.mac(nonce, source).copy(nonce, TIME_BYTES + SALT_BYTES);
    return nonce.toString('base64url');
  }

  /** `stale` is ours but too old; `forged` was never ours, or was given to another source. */
  check(nonce: string, source = ''): 'fresh' | 'stale' | 'forged' {
    const bytes = decode(nonce);
    if (!bytes) return 'forged';
    if (!timingSafeEqual(this.mac(bytes, source), bytes.subarray(TIME_BYTES + SALT_BYTES))) return 'forged';
    const age = this.clock.nowMs() - bytes.readUIntBE(0, TIME_BYTES);
    if (age < -MAX_SKEW_MS) return 'forged';
    return age <= this.ttlMs ? 'fresh' : 'stale';
  }

  private mac(nonce: Buffer, source: string): Buffer {
    return createHmac('sha256', this.#key)
      .update(nonce.subarray(0, TIME_BYTES + SALT_BYTES))
      .update(source)
      .digest()
      .subarray(0, MAC_BYTES);
  }
}

/** When a nonce says it was minted, in epoch milliseconds. Believe it only after `NonceMint.check`. */
export const mintedAtMs = (nonce: string): number => decode(nonce)?.readUIntBE(0, TIME_BYTES) ?? 0;

/** Refuses every spelling but the one `mint` writes, so that one nonce cannot be counted as two. */
function decode(nonce: string): Buffer | undefined {
  const bytes = Buffer.from(nonce, 'base64url');
  return bytes.length === NONCE_BYTES && bytes.toString('base64url') === nonce ? bytes : undefined;
}
