import { pruneLogins, type Database } from '@switchyard/data';
import type { Logger } from '@switchyard/kernel';
import { repeatWork, type PeriodicWork } from '../periodic-work.js';

const EVERY_MS = 15 * 60_000;

/** Removes ended sessions, used tokens and old failures every quarter of an hour, until it is stopped. */
export const startPruning = (database: Database, log: Logger): PeriodicWork =>
  repeatWork(
    async () => {
      const rows = await pruneLogins(database, Date.now());
      if (rows > 0) log.info('removed what no login needs', { rows });
    },
    { everyMs: EVERY_MS, log, failure: 'could not remove old logins' },
  );
