import { dropEndedBans, keepBans, type Database } from '@switchyard/data';
import { readBanEvents, type BanEventReader } from '@switchyard/guard';
import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';

const LOOK_EVERY_MS = 30_000;

export interface BanKeeperOptions {
  readonly database: Database;
  /** A connection of its own: it waits for events. */
  readonly redis: Redis;
  /** Name of this process among the workers. */
  readonly consumer: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Keeps the table of banned addresses as the guards of the proxies have it (IV-39): what they tell is put in, what is over is taken out. */
export class BanKeeper {
  readonly #reader: BanEventReader;
  readonly #timer: NodeJS.Timeout;

  constructor({ database, redis, consumer, clock, logger }: BanKeeperOptions) {
    this.#reader = readBanEvents({ redis, consumer, logger, store: (events) => keepBans(database, events) });
    const drop = (): void => {
      dropEndedBans(database, clock.nowMs()).then(
        (removed) => removed > 0 && logger.info('bans are over', { removed }),
        (thrown: unknown) => logger.debug('bans that are over stay in the table', { why: messageOf(thrown) }),
      );
    };
    this.#timer = setInterval(drop, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  readonly close = async (): Promise<void> => {
    clearInterval(this.#timer);
    await this.#reader.close();
  };
}
