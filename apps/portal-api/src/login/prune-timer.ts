import { isDatabaseAway, pruneLogins, type Database } from '@switchyard/data';
import { messageOf, type Logger } from '@switchyard/kernel';

const EVERY_MS = 15 * 60_000;

/** Removes ended sessions, used tokens and old failures every quarter of an hour, until it is stopped. */
export function startPruning(database: Database, log: Logger): { readonly stop: () => Promise<void> } {
  let pruning: Promise<void> | undefined;
  const prune = async (): Promise<void> => {
    try {
      const rows = await pruneLogins(database, Date.now());
      if (rows > 0) log.info('removed what no login needs', { rows });
    } catch (thrown) {
      // The next round does it; an absent database is reported by the health check.
      if (!isDatabaseAway(thrown)) log.error('could not remove old logins', { error: messageOf(thrown) });
    }
  };
  const timer = setInterval(() => {
    pruning ??= prune().finally(() => (pruning = undefined));
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await pruning;
    },
  };
}
