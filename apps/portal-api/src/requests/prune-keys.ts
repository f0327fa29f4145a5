import { isDatabaseAway, pruneKeys, type Database } from '@switchyard/data';
import { messageOf, type Logger } from '@switchyard/kernel';

const EVERY_MS = 10 * 60_000;

/** Forgets Idempotency-Keys that have expired, until it is stopped. */
export function startKeyPruning(database: Database, log: Logger): { readonly stop: () => Promise<void> } {
  let pruning: Promise<void> | undefined;
  const prune = async (): Promise<void> => {
    try {
      await pruneKeys(database, Date.now());
    } catch (thrown) {
      if (!isDatabaseAway(thrown)) log.error('could not forget expired keys', { error: messageOf(thrown) });
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
