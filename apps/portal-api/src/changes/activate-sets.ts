import { activateDueSets, isDatabaseAway, type Database } from '@switchyard/data';
import { messageOf, type Logger } from '@switchyard/kernel';

const LOOK_EVERY_MS = 1000;

/** Looks for change sets whose time has come, once a second, until it is stopped; the promise of `stop` waits for the set being written. */
export function startActivation(database: Database, log: Logger): { readonly stop: () => Promise<void> } {
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      const sets = await activateDueSets(database);
      if (sets > 0) log.info('wrote change sets that were due', { sets });
    } catch (thrown) {
      // They wait; an absent database is reported by the health check.
      if (!isDatabaseAway(thrown)) log.error('could not look for due change sets', { error: messageOf(thrown) });
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined));
  }, LOOK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
