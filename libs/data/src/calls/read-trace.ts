import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, type AttemptResult, type LegRecord, type TraceStep } from '@switchyard/model';
import { sightsOf } from '../repository/sight.js';
import { findRow } from '../repository/stored-row.js';
import { requireAccess, tenantFilter } from '../repository/tenancy.js';
import { type Database, sourceOf } from '../database.js';

/** Why a call went as it did, exactly as it was decided. */
export interface StoredTrace {
  readonly legUid: string;
  readonly decision: LegRecord['decision'];
  readonly trace: readonly TraceStep[];
  readonly attempts: readonly AttemptResult[];
  readonly revision: number;
  /** False: the caller's brand does not let it see prices. */
  readonly seesPrices: boolean;
}

/**
 * The trace of a call by the id of its record. Undefined when the record does not exist or is somebody else's (I3).
 * It names carriers and costs: what a level may see of it is the API's to decide.
 */
export async function readTrace(
  dataSource: Database,
  ctx: RequestContext,
  resource: 'billableCall' | 'callLeg',
  id: number,
): Promise<StoredTrace | undefined> {
  requireAccess(RESOURCES[resource], ctx, 'read');
  const call = await findRow(sourceOf(dataSource).manager, resource, { id, ...tenantFilter(RESOURCES[resource], ctx.scope) });
  if (!call) return undefined;
  const [row] = (await sourceOf(dataSource).query('SELECT decision, trace, attempts FROM call_trace WHERE leg_uid = ?', [
    call['legUid'],
  ])) as {
    decision: string;
    trace: string;
    attempts: string;
  }[];
  if (!row) return undefined;
  return {
    legUid: String(call['legUid']),
    decision: JSON.parse(row.decision) as LegRecord['decision'],
    trace: JSON.parse(row.trace) as TraceStep[],
    attempts: JSON.parse(row.attempts) as AttemptResult[],
    revision: Number(call['configRevision']),
    seesPrices: ctx.scope.level !== 'user' && (await sightsOf(sourceOf(dataSource).manager, ctx)).has('billing'),
  };
}
