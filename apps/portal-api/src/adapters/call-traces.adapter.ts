import { readTrace, type Database } from '@switchyard/data';
import type { CallTraces } from '../ports/call-traces.port.js';

/** Traces as the CDR job stored them, through the tenant filter of the call they belong to. */
export const callTraces = (database: Database): CallTraces => ({
  ofBillableCall: (caller, id) => readTrace(database, caller, 'billableCall', id),
});
