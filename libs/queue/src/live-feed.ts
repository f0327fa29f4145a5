import { messageOf, type Logger } from '@switchyard/kernel';
import type { LiveEvent } from '@switchyard/model';
import type { Redis } from 'ioredis';
import { LIVE_STREAM } from './live-events.js';

/** An event with its number: the id of the stream, which grows and is never given twice. */
export interface FedEvent {
  readonly id: string;
  readonly event: LiveEvent;
}
type Entry = [id: string, fields: string[]];

const BLOCK_MS = 5000;
const RETRY_MS = 500;
const EVENTS_PER_READ = 500;
const NONE = '0-0';

/** True when the event `one` came after the event `other`. */
export const isLaterEvent = (one: string, other: string): boolean => {
  const [oneMs = 0, oneNo = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherNo = 0] = other.split('-').map(Number);
  return oneMs > otherMs || (oneMs === otherMs && oneNo > otherNo);
};
/** The form of an event's number. */
export const isEventId = (text: string): boolean => /^\d{1,15}-\d{1,10}$/.test(text);

function fedOf([id, fields]: Entry): FedEvent | undefined {
  try {
    return { id, event: JSON.parse(fields[1] ?? '') as LiveEvent };
  } catch {
    // Written by something that is not ours; skipping it keeps the numbers in order.
    return undefined;
  }
}
const fed = (entries: readonly Entry[]): readonly FedEvent[] => entries.flatMap((entry) => fedOf(entry) ?? []);

/**
 * Reads the stream of live events once for a process, on a connection of its own, and passes it to every view. It goes on by itself after
 * Redis was away, from where it was. Closed by whoever made it.
 */
export class LiveFeed {
  readonly #listeners = new Set<(fed: FedEvent) => void>();
  readonly #reader: Redis;
  /** Undefined until it is known where the stream ended at the start. */
  #last: string | undefined;
  #closed = false;

  private constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {
    // A read that waits is no silence: no time-out of its own.
    this.#reader = redis.duplicate({ commandTimeout: BLOCK_MS * 2, enableOfflineQueue: true, maxRetriesPerRequest: null });
    this.#reader.on('error', () => undefined);
  }

  /** `redis` answers short questions; the feed reads on a duplicate of it. */
  static start(redis: Redis, logger: Logger): LiveFeed {
    const feed = new LiveFeed(redis, logger);
    void feed.#read();
    return feed;
  }

  /** Hears every event that comes from now on; the answer stops it. */
  listen(listener: (fed: FedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Number of the newest event there is. */
  async newest(): Promise<string> {
    const [entry] = (await this.redis.xrevrange(LIVE_STREAM, '+', '-', 'COUNT', 1)) as Entry[];
    return entry?.[0] ?? NONE;
  }

  /** Events after a number, oldest first; undefined: some of them are no longer kept. */
  async since(id: string): Promise<readonly FedEvent[] | undefined> {
    const [oldest] = (await this.redis.xrange(LIVE_STREAM, '-', '+', 'COUNT', 1)) as Entry[];
    if (oldest && id !== oldest[0] && isLaterEvent(oldest[0], id) && !(await this.#isFirstEver(oldest[0]))) return undefined;
    const found: FedEvent[] = [];
    for (let after = id; ;) {
      const entries = (await this.redis.xrange(LIVE_STREAM, `(${after}`, '+', 'COUNT', EVENTS_PER_READ)) as Entry[];
      found.push(...fed(entries));
      const last = entries.at(-1);
      if (!last || entries.length < EVENTS_PER_READ) return found;
      after = last[0];
    }
  }

  close(): void {
    this.#closed = true;
    this.#reader.disconnect();
    this.#listeners.clear();
  }

  /** True while nothing was ever cut off the stream. */
  async #isFirstEver(oldest: string): Promise<boolean> {
    const info = (await this.redis.xinfo('STREAM', LIVE_STREAM)) as (string | number)[];
    const added = Number(info[info.indexOf('entries-added') + 1]);
    const length = Number(info[info.indexOf('length') + 1]);
    return oldest !== NONE && added === length;
  }

  async #read(): Promise<void> {
    while (!this.#closed)
      try {
        this.#last ??= await this.newest();
        const read = (await this.#reader.xread('COUNT', EVENTS_PER_READ, 'BLOCK', BLOCK_MS, 'STREAMS', LIVE_STREAM, this.#last)) as
          [string, Entry[]][] | null;
        const entries = read?.[0]?.[1] ?? [];
        this.#last = entries.at(-1)?.[0] ?? this.#last;
        for (const event of fed(entries)) for (const listener of this.#listeners) listener(event);
      } catch (thrown) {
        if (this.#closed) return;
        this.logger.debug('live events cannot be read', { reason: messageOf(thrown) });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
  }
}
