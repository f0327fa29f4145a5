import { pruneKeys, type Database } from '@switchyard/data';
import type { Logger } from '@switchyard/kernel';
import { repeatWork, type PeriodicWork } from '../periodic-work.js';

const EVERY_MS = 10 * 60_000;

/** Forgets Idempotency-Keys that have expired, until it is stopped. */
export const startKeyPruning = (database: Database, log: Logger): PeriodicWork =>
  repeatWork(
    async () => {
      await pruneKeys(database, Date.now());
    },
    { everyMs: EVERY_MS, log, failure: 'could not forget expired keys' },
  );
