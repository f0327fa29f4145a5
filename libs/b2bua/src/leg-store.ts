import { messageOf, type Logger } from '@switchyard/kernel';
import { Redis } from 'ioredis';
import { storedLeg, type StoredLeg } from './stored-leg.js';

export interface LegStoreOptions {
  readonly redisUrl: string;
  /** Whose legs these are; `sy:legs:<app>` lists them. */
  readonly app: string;
  readonly logger: Logger;
}

const COMMAND_TIMEOUT_MS = 1000;
/** A leg that nobody removes (its process never came back) goes by itself; longer than any call we let live. */
const KEEP_SEC = 3 * 24 * 3600;

/**
 * Established calls in Redis. A write never blocks or fails a call: what Redis does not take now is kept here, last state only, and
 * written when Redis is back. `save` and `remove` resolve when written or postponed.
 */
export class LegStore {
  readonly #redis: Redis;
  /** Last wanted state of legs not yet written; null: to be removed. */
  readonly #pending = new Map<string, StoredLeg | null>();
  readonly #writing = new Map<string, Promise<void>>();
  /** Dialog ids to remove with a leg. */
  readonly #dialogs = new Map<string, readonly string[]>();
  /** Which leg a dialog belongs to now: after a transfer two legs have had it, and the older one must not take it along. */
  readonly #owners = new Map<string, string>();
  #down = false;

  constructor(private readonly options: LegStoreOptions) {
    this.#redis = new Redis(options.redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_TIMEOUT_MS,
      retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
    });
    this.#redis.on('error', (error: unknown) => {
      if (this.#down) return;
      this.#down = true;
      options.logger.warn('Redis is away: legs are kept in memory until it is back', { reason: messageOf(error) });
    });
    this.#redis.on('ready', () => {
      this.#down = false;
      for (const legUid of [...this.#pending.keys()]) void this.#write(legUid);
    });
  }

  get isReady(): boolean {
    return this.#redis.status === 'ready';
  }

  /** Legs whose last state Redis does not have yet. */
  get postponed(): number {
    return this.#pending.size;
  }

  onReady(listener: () => void): void {
    if (this.isReady) listener();
    this.#redis.on('ready', listener);
  }

  async save(leg: StoredLeg): Promise<void> {
    this.#pending.set(leg.legUid, leg);
    this.#own(leg);
    await this.#write(leg.legUid);
  }

  #own(leg: StoredLeg): void {
    const ids = [leg.caller.dialogId, leg.callee.dialogId];
    this.#dialogs.set(leg.legUid, ids);
    for (const id of ids) if (leg.ending === null || !this.#owners.has(id)) this.#owners.set(id, leg.legUid);
  }

  async remove(legUid: string): Promise<void> {
    this.#pending.set(legUid, null);
    await this.#write(legUid);
  }

  #write(legUid: string): Promise<void> {
    const running = (this.#writing.get(legUid) ?? Promise.resolve()).then(() => this.#drain(legUid));
    this.#writing.set(legUid, running);
    return running.finally(() => {
      if (this.#writing.get(legUid) === running) this.#writing.delete(legUid);
    });
  }

  async #drain(legUid: string): Promise<void> {
    for (;;) {
      const wanted = this.#pending.get(legUid);
      if (wanted === undefined || !this.isReady) return;
      try {
        await (wanted === null ? this.#delete(legUid) : this.#put(wanted));
      } catch (thrown) {
        this.options.logger.warn('a leg was not written to Redis yet', { legUid, reason: messageOf(thrown) });
        setTimeout(() => void this.#write(legUid), COMMAND_TIMEOUT_MS).unref();
        return;
      }
      if (this.#pending.get(legUid) !== wanted) continue; // changed while it was written
      this.#pending.delete(legUid);
      if (wanted === null) this.#dialogs.delete(legUid);
      return;
    }
  }

  async #put(leg: StoredLeg): Promise<void> {
    const { legUid, caller, callee } = leg;
    const written = this.#redis.multi().set(`sy:leg:${legUid}`, JSON.stringify(leg), 'EX', KEEP_SEC);
    for (const { dialogId } of [caller, callee]) {
      if (this.#owners.get(dialogId) === legUid) written.set(`sy:dialog:${dialogId}`, legUid, 'EX', KEEP_SEC);
    }
    await this.#all(written.sadd(`sy:legs:${this.options.app}`, legUid).exec());
  }

  async #delete(legUid: string): Promise<void> {
    const ids = (this.#dialogs.get(legUid) ?? []).filter((id) => this.#owners.get(id) === legUid);
    const keys = ids.map((id) => `sy:dialog:${id}`);
    await this.#all(
      this.#redis
        .multi()
        .del(`sy:leg:${legUid}`, ...keys)
        .srem(`sy:legs:${this.options.app}`, legUid)
        .exec(),
    );
    for (const id of ids) this.#owners.delete(id);
  }

  async #all(running: Promise<[Error | null, unknown][] | null>): Promise<void> {
    for (const [error] of (await running) ?? []) if (error) throw error;
  }

  /** All legs of this app. Throws when Redis is away. A leg that cannot be read is logged and left alone. */
  async loadAll(): Promise<readonly StoredLeg[]> {
    const uids = await this.#redis.smembers(`sy:legs:${this.options.app}`);
    const legs: StoredLeg[] = [];
    for (let at = 0; at < uids.length; at += 500) {
      const some = uids.slice(at, at + 500);
      const texts = await this.#redis.mget(some.map((uid) => `sy:leg:${uid}`));
      for (const [index, text] of texts.entries()) {
        const leg = text === null ? undefined : this.#read(text, some[index] ?? '');
        if (leg) legs.push(leg);
        else if (text === null) await this.#redis.srem(`sy:legs:${this.options.app}`, some[index] ?? '');
      }
    }
    return legs;
  }

  /** The leg a dialog belongs to, whichever process of this app had it. Undefined also when Redis is away. */
  async findByDialog(dialogId: string): Promise<StoredLeg | undefined> {
    if (!this.isReady) return undefined;
    try {
      const legUid = await this.#redis.get(`sy:dialog:${dialogId}`);
      const text = legUid === null ? null : await this.#redis.get(`sy:leg:${legUid}`);
      const leg = text === null ? undefined : this.#read(text, legUid ?? '');
      return leg?.app === this.options.app ? leg : undefined;
    } catch (thrown) {
      this.options.logger.warn('a dialog was not looked up in Redis', { reason: messageOf(thrown) });
      return undefined;
    }
  }

  #read(text: string, legUid: string): StoredLeg | undefined {
    try {
      const leg = storedLeg.parse(JSON.parse(text));
      this.#own(leg);
      return leg;
    } catch (thrown) {
      this.options.logger.error('a stored leg cannot be read', { legUid, reason: messageOf(thrown) });
      return undefined;
    }
  }

  /** Writes what is postponed, if Redis is there, and disconnects. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#pending.keys()].map((uid) => this.#write(uid)));
    this.#redis.disconnect();
  }
}
