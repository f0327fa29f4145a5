import { storeLeg, type Database } from '@switchyard/data';
import type { BalanceMovement, Client } from '@switchyard/model';
import type { LegStore } from '../ports/leg-store.port.js';

/** Throws `database-away`, or what the driver throws: the job is tried again. */
export const databaseLegStore = (database: Database): LegStore => ({
  store: async (record, charges) => {
    await database.ready();
    return (await storeLeg(database, record, charges)).stored;
  },
  balanceOf: async (clientId) => {
    await database.ready();
    // A movement is inserted while its client's row is locked, so ids of one client's movements rise in the order of commits.
    const last = await database
      .getRepository<BalanceMovement>('balanceMovement')
      .findOne({ where: { clientId }, order: { id: 'DESC' }, select: { id: true, balanceAfter: true } });
    if (last) return { balance: last.balanceAfter, version: last.id };
    const client = await database.getRepository<Client>('client').findOne({ where: { id: clientId }, select: { id: true, balance: true } });
    return client ? { balance: client.balance, version: 0 } : undefined;
  },
});
