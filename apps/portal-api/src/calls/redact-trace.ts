import type { Level } from '@switchyard/kernel';
import type { TraceStep } from '@switchyard/model';
import type { StoredTrace } from '../ports/call-traces.port.js';

/** Steps that speak of the client's own affairs only. All others name routes, carriers, costs or other tenants. */
const OWN_STEPS: ReadonlySet<string> = new Set(['client', 'special', 'rate', 'credit', 'callerin', 'calleein']);

const hiddenStep = ({ step }: TraceStep): TraceStep => ({ step, saw: {}, chose: null, why: 'not shown at this level' });

/** Steps that tell prices and balances. */
const PRICE_STEPS: ReadonlySet<string> = new Set(['rate', 'credit']);

/**
 * What a level may see of a decision: clients learn what they pay if their brand lets them, users do not, and neither learns who
 * carries the call or what that costs.
 */
export function redactTrace<T extends Pick<StoredTrace, 'decision' | 'trace'> & Partial<Pick<StoredTrace, 'attempts'>>>(
  level: Level,
  stored: T,
  seesPrices = true,
): T {
  if (level === 'platform' || level === 'brand') return stored;
  const unpriced = seesPrices ? {} : { price: null, maxDurationSec: null };
  const decision =
    'attempts' in stored.decision
      ? { ...stored.decision, ...unpriced, attempts: [], ddiId: null }
      : { ...stored.decision, ddiProviderId: null, caller: '' };
  // Who called in may have been withheld from them: the record says what they may know.
  const isInbound = !('attempts' in stored.decision);
  const isOwn = ({ step }: TraceStep): boolean =>
    OWN_STEPS.has(step) && (seesPrices || !PRICE_STEPS.has(step)) && !(isInbound && step === 'callerin');
  const trace = stored.trace.map((step) => (isOwn(step) ? step : hiddenStep(step)));
  return { ...stored, decision, trace, ...(stored.attempts ? { attempts: [] } : {}) };
}
