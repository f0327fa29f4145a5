import { brandBalances, callFigures, Repository, rowCounts, sightsOf, type Database } from '@switchyard/data';
import { isGranted, isoOf, type Clock, type RequestContext } from '@switchyard/kernel';
import type { Dashboards } from '../ports/dashboards.port.js';
import type { Registrations } from '../ports/registrations.port.js';

const HOURS = 24;

export function dashboards(database: Database, registrations: Registrations, clock: Clock): Dashboards {
  const clients = new Repository(database, 'client');
  const messages = new Repository(database, 'voicemailMessage');
  const ownBalance = async (caller: RequestContext) => {
    const { scope } = caller;
    if (scope.level !== 'client') return undefined;
    const row = await clients.get(caller, scope.clientId);
    return row && { balance: row.balance, currency: row.currency, usedToday: row.currentDayUsage, mostPerDay: row.maxDailyUsage };
  };
  const newMessages = async (caller: RequestContext): Promise<number | undefined> => {
    if (caller.scope.level !== 'user' || !isGranted(caller, 'voicemailMessage', 'read')) return undefined;
    return (await messages.list(caller, { itemsPerPage: 1, filters: [{ field: 'folder', op: 'eq', value: 'inbox' }] })).total;
  };
  return {
    of: async (caller) => {
      const { level } = caller.scope;
      const nowMs = clock.nowMs();
      const billing = level !== 'user' && isGranted(caller, 'billableCall', 'read') && (await sightsOf(database, caller)).has('billing');
      const sight = { price: billing, cost: billing && (level === 'platform' || level === 'brand') };
      const readsClient = isGranted(caller, 'client', 'read');
      const [counts, calls, registered, balances, balance, unheard] = await Promise.all([
        rowCounts(database, caller),
        isGranted(caller, 'callLeg', 'read') ? callFigures(database, caller.scope, sight, { nowMs, hours: HOURS }) : undefined,
        level !== 'user' && isGranted(caller, 'terminal', 'read') ? registrations.count(caller) : undefined,
        brandBalances(database, caller),
        billing && readsClient ? ownBalance(caller) : undefined,
        newMessages(caller),
      ]);
      return {
        at: isoOf(nowMs),
        counts,
        ...(calls && { calls }),
        ...(registered !== undefined && { registered }),
        ...(balances && { balances }),
        ...(balance && { balance }),
        ...(unheard !== undefined && { newMessages: unheard }),
      };
    },
  };
}
