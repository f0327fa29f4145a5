import { activateDueSets, type Database } from '@switchyard/data';
import type { Logger } from '@switchyard/kernel';
import { repeatWork, type PeriodicWork } from '../periodic-work.js';

const LOOK_EVERY_MS = 1000;

/** Writes change sets whose time has come, once a second, until it is stopped. */
export const startActivation = (database: Database, log: Logger): PeriodicWork =>
  repeatWork(
    async () => {
      const sets = await activateDueSets(database);
      if (sets > 0) log.info('wrote change sets that were due', { sets });
    },
    { everyMs: LOOK_EVERY_MS, log, failure: 'could not look for due change sets' },
  );
