import { readNewestBalance, storeLeg, type Database } from '@switchyard/data';
import type { LegStore } from '../ports/leg-store.port.js';

/** Throws `database-away`, or what the driver throws: the job is tried again. */
export const databaseLegStore = (database: Database): LegStore => ({
  store: async (record, charges) => {
    await database.ready();
    return (await storeLeg(database, record, charges)).stored;
  },
  balanceOf: async (clientId) => {
    await database.ready();
    return readNewestBalance(database, clientId);
  },
});
