import { readTrace, type Database } from '@switchyard/data';
import type { CallTraces } from '../ports/call-traces.port.js';

/** Traces as the CDR job stored them, through the tenant filter of the call they belong to. */
export const callTraces = (database: Database): CallTraces => ({
  of: async (caller, resource, id) => {
    const stored = await readTrace(database, caller, resource, id);
    if (!stored) return undefined;
    const { decision, trace, revision, attempts, seesPrices } = stored;
    return { decision, trace, revision, attempts, seesPrices };
  },
});
