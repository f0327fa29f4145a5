import { isDatabaseAway } from '@switchyard/data';
import { messageOf, type Logger } from '@switchyard/kernel';

/** Work that comes again until it is stopped; `stop` waits for the round that is running. */
export interface PeriodicWork {
  readonly stop: () => Promise<void>;
}

export interface PeriodicWorkOptions {
  readonly everyMs: number;
  readonly log: Logger;
  /** Logged with the error of a round that failed; the next round comes all the same. */
  readonly failure: string;
}

/** One round after the other, never two at a time. An absent database is reported by the health check, not here. */
export function repeatWork(run: () => Promise<void>, { everyMs, log, failure }: PeriodicWorkOptions): PeriodicWork {
  let running: Promise<void> | undefined;
  const round = async (): Promise<void> => {
    try {
      await run();
    } catch (thrown) {
      if (!isDatabaseAway(thrown)) log.error(failure, { error: messageOf(thrown) });
    }
  };
  const timer = setInterval(() => {
    running ??= round().finally(() => (running = undefined));
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
