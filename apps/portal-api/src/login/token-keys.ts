import { addSigningKey, lastKeyNumber, readSigningKeys, type Database, type PublicJwk, type SigningKey } from '@switchyard/data';
import { CodedError, type Clock } from '@switchyard/kernel';
import { createPublicKey, type KeyObject } from 'node:crypto';

/** A key that another instance has made is looked for at most so often: forged `kid`s must not become queries. */
const REREAD_MS = 1000;
/** A key that was taken out of the table checks nothing after this time. */
const KEEP_MS = 30_000;

export interface KeyTimes {
  /** How long a key signs. */
  readonly rotationMs: number;
  /** How long a token lives, and so how long its key checks after its last signature. */
  readonly tokenMs: number;
}

/** The signing keys of all instances as one of them sees them; they live in the database. */
export class TokenKeys {
  #keys: readonly SigningKey[] = [];
  #readAtMs = -Infinity;
  #reading: Promise<void> | undefined;
  readonly #private = new Map<string, KeyObject>();
  readonly #public = new Map<string, KeyObject>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly times: KeyTimes,
  ) {}

  /** The key to sign with now; makes one when there is none or the last one has signed long enough. */
  async signer(): Promise<{ readonly kid: string; readonly key: KeyObject }> {
    await this.#refresh(KEEP_MS);
    if (!this.#newest()) {
      await addSigningKey(this.database, await lastKeyNumber(this.database), { nowMs: this.clock.nowMs(), ...this.times });
      // The first may be a read that was under way before the key was there.
      for (let reads = 0; reads < 2 && !this.#newest(); reads++) await this.#refresh(0);
    }
    const newest = this.#newest();
    if (!newest) throw new CodedError('internal-error', 'no signing key could be made');
    let key = this.#private.get(newest.kid);
    if (!key) this.#private.set(newest.kid, (key = newest.privateKey()));
    return { kid: newest.kid, key };
  }

  /** The public half of a key that still checks; undefined: nobody signs with it, or no more. */
  async checker(kid: string): Promise<KeyObject | undefined> {
    await this.#refresh(KEEP_MS);
    if (!this.#find(kid)) await this.#refresh(REREAD_MS);
    const known = this.#find(kid);
    if (!known) return undefined;
    let key = this.#public.get(kid);
    if (!key) this.#public.set(kid, (key = createPublicKey({ key: { ...known.publicJwk }, format: 'jwk' })));
    return key;
  }

  /** RFC 7517 §5: every key that a living token may be signed with. */
  async jwks(): Promise<{ readonly keys: readonly PublicJwk[] }> {
    await this.signer();
    return { keys: this.#keys.filter(({ checksUntilMs }) => checksUntilMs > this.clock.nowMs()).map(({ publicJwk }) => publicJwk) };
  }

  #newest(): SigningKey | undefined {
    return this.#keys.find(({ signsUntilMs }) => signsUntilMs > this.clock.nowMs());
  }

  #find(kid: string): SigningKey | undefined {
    return this.#keys.find((key) => key.kid === kid && key.checksUntilMs > this.clock.nowMs());
  }

  async #refresh(olderThanMs: number): Promise<void> {
    if (this.clock.nowMs() - this.#readAtMs < olderThanMs) return;
    this.#reading ??= readSigningKeys(this.database, this.clock.nowMs())
      .then((keys) => {
        this.#keys = keys;
        this.#readAtMs = this.clock.nowMs();
      })
      .finally(() => (this.#reading = undefined));
    await this.#reading;
  }
}
