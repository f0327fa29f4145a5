import { messageOf, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import { PlaceBook } from './place-book.js';

/** Whose concurrent calls are counted: `brand:1`, `client:7`, `terminal:12`, `carrier:3`, `roaming-terminal:12`. */
export type LimitOwner = `${string}:${number}`;

export interface LimitedBy {
  readonly owner: LimitOwner;
  /** 0: unlimited. */
  readonly max: number;
  /** False: the call is counted but never refused because of this owner. Default true. */
  readonly refuses?: boolean;
}

export interface TakenPlaces {
  /** Undefined: the call has all its places. */
  readonly full: LimitOwner | undefined;
  /** Which of the owners it only asked about are full. */
  readonly alsoFull: ReadonlySet<LimitOwner>;
}

export interface CallLimitsOptions {
  readonly redis: Redis;
  readonly logger: Logger;
  /** A place outlives its process by so much at most. */
  readonly leaseMs?: number;
  readonly renewMs?: number;
}

/**
 * KEYS: places to take, then those only asked about. ARGV: now, end of the lease, call, how many to take, the limit of each key (0: none).
 * Returns the position of a full one of the first kind (0: all are taken), then the positions of full ones of the second.
 */
const TAKE = `
local now, till, call, takes = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local found = {0}
for i = 1, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now)
  local max = tonumber(ARGV[4 + i])
  if max > 0 and redis.call('ZCARD', KEYS[i]) >= max and not redis.call('ZSCORE', KEYS[i], call) then
    if i <= takes then return {i} end
    found[#found + 1] = i
  end
end
for i = 1, takes do
  redis.call('ZADD', KEYS[i], till, call)
  redis.call('PEXPIRE', KEYS[i], 2 * (till - now))
end
return found`;

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** Owners renewed in one round trip. */
const BATCH = 200;
const NOTHING_FULL: ReadonlySet<LimitOwner> = new Set();

const keyOf = (owner: LimitOwner): string => `sy:limit:${owner}`;

/**
 * Concurrent calls of the whole platform, counted per owner by call: the legs of one call, in whatever process, take one place together.
 * A place is a lease in Redis (`sy:limit:<owner>`, a set ordered by the end of leases) that the process renews while it has the call: one
 * that dies leaves nothing behind for longer than `leaseMs`, and one that comes back and takes its calls over holds their places again.
 * While Redis is away a process counts what it has itself.
 *
 * All limits of a call are asked in one round trip, and in none when the call has no limit.
 */
export class CallLimits {
  readonly #book = new PlaceBook();
  readonly #leaseMs: number;
  readonly #timer: NodeJS.Timeout;
  #away = false;

  constructor(private readonly options: CallLimitsOptions) {
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#timer = setInterval(() => void this.renew(), options.renewMs ?? RENEW_MS);
    this.#timer.unref();
  }

  /** Legs that hold places in this process. */
  get legs(): number {
    return this.#book.legs;
  }

  /**
   * Takes a place with every owner, or none and says who is full. The places are given up again when `keep` is not called within the time of
   * a lease: whatever goes wrong on the way to connecting, nothing leaks.
   */
  async take(legUid: string, callUid: string, limits: readonly LimitedBy[], asks: readonly LimitedBy[] = []): Promise<TakenPlaces> {
    const counted = limits.filter(({ max }) => max > 0);
    const asked = asks.filter(({ max }) => max > 0);
    if (counted.length + asked.length === 0) return { full: undefined, alsoFull: NOTHING_FULL };
    const taken = (await this.#askRedis(callUid, counted, asked)) ?? this.#askBook(callUid, counted, asked);
    if (taken.full === undefined) for (const { owner } of counted) this.#book.hold(legUid, callUid, owner);
    return taken;
  }

  /** The call is being connected: its places are held until `free`. */
  keep(legUid: string): void {
    this.#book.keep(legUid);
  }

  /** Holds places whatever the limit: of a call taken over after a restart, or of the carrier that a call went to. */
  hold(legUid: string, callUid: string, owners: readonly LimitOwner[]): void {
    for (const owner of owners) this.#book.hold(legUid, callUid, owner);
    this.#book.keep(legUid);
    this.#send(owners.map((owner) => [owner, [callUid]]));
  }

  /** The same in place of the owner of that family (`carrier`) which the leg held before. */
  holdInstead(legUid: string, callUid: string, family: string, owner: LimitOwner): void {
    const former = this.#book.ownersOf(legUid).filter((one) => one.startsWith(`${family}:`));
    if (former.includes(owner)) return;
    for (const one of former) if (this.#book.leave(legUid, one)) this.#remove([[one, callUid]]);
    this.hold(legUid, callUid, [owner]);
  }

  /** Gives up all places of a leg; another leg of the same call in this process keeps the place of the call. */
  free(legUid: string): void {
    const left = this.#book.free(legUid);
    if (left.length > 0) this.#remove(left);
  }

  /** Extends all leases of this process. Called by itself every `renewMs`. */
  async renew(): Promise<void> {
    const lost = this.#book.dropForgotten(this.#leaseMs);
    if (lost.length > 0) this.#remove(lost);
    const places = this.#book.places();
    for (let at = 0; at < places.length; at += BATCH) await this.#write(places.slice(at, at + BATCH));
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #askRedis(callUid: string, counted: readonly LimitedBy[], asked: readonly LimitedBy[]): Promise<TakenPlaces | undefined> {
    const { redis } = this.options;
    if (redis.status !== 'ready') return undefined;
    const all = [...counted, ...asked];
    const now = Date.now();
    const keys = all.map(({ owner }) => keyOf(owner));
    const limits = all.map(({ max, refuses }) => (refuses === false ? 0 : max));
    try {
      const [full, ...others] = (await redis.eval(
        TAKE,
        keys.length,
        ...keys,
        now,
        now + this.#leaseMs,
        callUid,
        counted.length,
        ...limits,
      )) as number[];
      this.#away = false;
      return {
        full: full === 0 ? undefined : all[(full ?? 0) - 1]?.owner,
        alsoFull: new Set(others.flatMap((at) => all[at - 1]?.owner ?? [])),
      };
    } catch (thrown) {
      this.#note(thrown);
      return undefined;
    }
  }

  #askBook(callUid: string, counted: readonly LimitedBy[], asked: readonly LimitedBy[]): TakenPlaces {
    const isFull = ({ owner, max, refuses }: LimitedBy): boolean => refuses !== false && this.#book.isFull(owner, max, callUid);
    return { full: counted.find(isFull)?.owner, alsoFull: new Set(asked.filter(isFull).map(({ owner }) => owner)) };
  }

  #send(places: readonly (readonly [LimitOwner, readonly string[]])[]): void {
    void this.#write(places);
  }

  async #write(places: readonly (readonly [LimitOwner, readonly string[]])[]): Promise<void> {
    const { redis } = this.options;
    if (redis.status !== 'ready' || places.length === 0) return;
    const till = Date.now() + this.#leaseMs;
    const pipeline = redis.pipeline();
    for (const [owner, calls] of places) {
      pipeline.zadd(keyOf(owner), ...calls.flatMap((call) => [till, call]));
      pipeline.pexpire(keyOf(owner), 2 * this.#leaseMs);
    }
    await pipeline.exec().catch((thrown: unknown) => this.#note(thrown));
  }

  #remove(left: readonly (readonly [LimitOwner, string])[]): void {
    const { redis } = this.options;
    // What Redis does not hear now it forgets by itself.
    if (redis.status !== 'ready') return;
    const pipeline = redis.pipeline();
    for (const [owner, call] of left) pipeline.zrem(keyOf(owner), call);
    pipeline.exec().catch((thrown: unknown) => this.#note(thrown));
  }

  #note(thrown: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.options.logger.warn('limits of concurrent calls are counted by this process alone until Redis is back', {
      reason: messageOf(thrown),
    });
  }
}
