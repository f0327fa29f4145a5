import { messageOf, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import type { GuardEvent } from './ban.js';
import { BAN_EVENTS } from './ban-store.js';

const GROUP = 'banned-addresses';
const BATCH = 200;
const BLOCK_MS = 1_000;
/** A reader that took events and died leaves them to the next after this. */
const TAKE_OVER_MS = 15_000;
const AFTER_FAILURE_MS = 1_000;

export interface BanEventReader {
  readonly close: () => Promise<void>;
}

export interface BanEventOptions {
  /** A connection of its own: it waits for events. */
  readonly redis: Redis;
  /** Name of this reader; its own in each process. */
  readonly consumer: string;
  /** Stores what happened. Throws to be given the same events again. */
  readonly store: (events: readonly GuardEvent[]) => Promise<void>;
  readonly logger: Logger;
  readonly takeOverMs?: number;
}

type Entries = readonly (readonly [id: string, fields: readonly string[]])[];

/** Gives bans and refusals of all nodes to `store`, each at least once, however many workers there are and whichever of them dies. */
export function readBanEvents({ redis, consumer, store, logger, takeOverMs = TAKE_OVER_MS }: BanEventOptions): BanEventReader {
  let isClosing = false;
  let wakeUp: () => void = () => undefined;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, AFTER_FAILURE_MS);
      wakeUp = () => (clearTimeout(timer), resolve());
    });

  const round = async (): Promise<void> => {
    const left = (await redis.xautoclaim(BAN_EVENTS, GROUP, consumer, takeOverMs, '0', 'COUNT', BATCH)) as [string, Entries];
    await take(left[1]);
    const read = (await redis.xreadgroup('GROUP', GROUP, consumer, 'COUNT', BATCH, 'BLOCK', BLOCK_MS, 'STREAMS', BAN_EVENTS, '>')) as
      readonly (readonly [string, Entries])[] | null;
    if (read?.[0]) await take(read[0][1]);
  };
  const take = async (entries: Entries): Promise<void> => {
    if (entries.length === 0) return;
    const events = entries.flatMap(([id, fields]) => eventOf(id, fields, logger));
    if (events.length > 0) await store(events);
    await redis.xack(BAN_EVENTS, GROUP, ...entries.map(([id]) => id));
  };
  const run = async (): Promise<void> => {
    let isReady = false;
    while (!isClosing) {
      try {
        if (!isReady) await ensureGroup(redis);
        isReady = true;
        await round();
      } catch (thrown) {
        isReady = false;
        if (isClosing) return;
        logger.debug('bans wait to be shown', { why: messageOf(thrown) });
        await pause();
      }
    }
  };
  const running = run();
  return {
    close: async () => {
      isClosing = true;
      wakeUp();
      redis.disconnect();
      await running;
    },
  };
}

async function ensureGroup(redis: Redis): Promise<void> {
  try {
    await redis.xgroup('CREATE', BAN_EVENTS, GROUP, '0', 'MKSTREAM');
  } catch (thrown) {
    // Another worker has made it.
    if (!messageOf(thrown).includes('BUSYGROUP')) throw thrown;
  }
}

function eventOf(id: string, fields: readonly string[], logger: Logger): readonly GuardEvent[] {
  try {
    return [JSON.parse(fields[1] ?? '') as GuardEvent];
  } catch (thrown) {
    logger.warn('an event of the guard cannot be read and is left out', { id, why: messageOf(thrown) });
    return [];
  }
}
