import type { Level } from '@switchyard/kernel';
import type { TraceStep } from '@switchyard/model';
import type { StoredTrace } from '../ports/call-traces.port.js';

/** Steps that speak of the client's own affairs only. All others name routes, carriers, costs or other tenants. */
const OWN_STEPS: ReadonlySet<string> = new Set(['client', 'rate', 'credit', 'callerin', 'calleein']);

const hiddenStep = ({ step }: TraceStep): TraceStep => ({ step, saw: {}, chose: null, why: 'not shown at this level' });

/** What a level may see of a decision: clients and users learn what they pay, never who carries the call or what that costs. */
export function redactTrace<T extends Pick<StoredTrace, 'decision' | 'trace'> & Partial<Pick<StoredTrace, 'attempts'>>>(
  level: Level,
  stored: T,
): T {
  if (level === 'platform' || level === 'brand') return stored;
  const decision =
    'attempts' in stored.decision ? { ...stored.decision, attempts: [], ddiId: null } : { ...stored.decision, ddiProviderId: null };
  const trace = stored.trace.map((step) => (OWN_STEPS.has(step.step) ? step : hiddenStep(step)));
  return { ...stored, decision, trace, ...(stored.attempts ? { attempts: [] } : {}) };
}
