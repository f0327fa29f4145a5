import {
  askAgain,
  changeBalance,
  detailedUsers,
  listAvailableUsers,
  listUnassigned,
  mainProxy,
  phoneOf,
  Repository,
  restoreTemplate,
  unlinkDdis,
  type Database,
} from '@switchyard/data';
import type { SpecialRows } from '../ports/special-rows.port.js';
import { tryTemplate } from '../special/try-template.js';
import type { BalanceShow } from './balance-show.js';

export const specialRows = (database: Database, balances: BalanceShow): SpecialRows => ({
  unassigned: (caller, name, request, keep) => listUnassigned(database, caller, name, request, keep),
  availableUsers: (caller, huntGroupId, request) => listAvailableUsers(database, caller, huntGroupId, request),
  detailedUsers: (caller, request) => detailedUsers(database, caller, request),
  unlinkDdis: (caller, ids) => unlinkDdis(database, caller, ids),
  changeBalance: async (caller, change) => {
    const moved = await changeBalance(database, caller, change);
    if (!moved) return undefined;
    const { balanceAfter: balance, movementId } = moved;
    // Carriers' balances stop no call: nobody asks for them while a call is authorised.
    const isShown = change.owner === 'carrier' || (await balances.show(change.id, { balance, version: movementId }));
    return { balance, movementId, isShown };
  },
  askAgain: (caller, name, id) => askAgain(database, caller, name, id),
  restoreTemplate: (caller, id, kind) => restoreTemplate(database, caller, id, kind),
  tryTemplate: async (caller, id, kind, mac) => {
    const model = await new Repository(database, 'terminalModel').get(caller, id);
    const phone = model && mac !== undefined ? await phoneOf(database, caller, id, mac) : undefined;
    if (!model || (mac !== undefined && !phone)) return undefined;
    const proxy = await mainProxy(database);
    return tryTemplate(model, kind, {
      ...(phone && mac !== undefined && { phone, mac: mac.toLowerCase() }),
      ...(proxy !== undefined && { proxy }),
    });
  },
});
