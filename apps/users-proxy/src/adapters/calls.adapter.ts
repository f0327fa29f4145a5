import type { BridgeOutcome, CallLimits, LimitOwner, Switchboard } from '@switchyard/b2bua';
import { CAUSES, type Cause } from '@switchyard/kernel';
import type { CallLife } from '../events/call-life.js';
import type { CallPlan, Calls } from '../ports/calls.port.js';

/** Who may call from where has a name of its own. */
const causeOf = (full: LimitOwner): Cause => (full.startsWith('roaming-') ? 'address-not-permitted' : 'limit-reached');

/** Reference §2.5 step 6: 403 to our own callers, busy to those who call us. */
function refused(full: LimitOwner, { faces }: CallPlan['facts']): BridgeOutcome {
  const cause = causeOf(full);
  const { reason } = CAUSES[cause];
  return { kind: 'failed', cause, status: faces === 'to' ? 486 : 403, reason, tries: [] };
}

/**
 * Calls of the switchboard. A call takes its places with whom it counts first, all in one round trip, and gives them up when it has ended; the
 * switchboard's own reports begin with the first ringing, so the start is told here.
 */
export const callsOf = (
  board: Pick<Switchboard<CallPlan['facts']>, 'bridge' | 'findReplaceable' | 'ringing'>,
  life: CallLife,
  limits: Pick<CallLimits, 'take' | 'keep'>,
): Calls => ({
  connect: async (exchange, { limits: limitedBy = [], ...plan }) => {
    const { full } = await limits.take(plan.legUid, plan.callUid, limitedBy);
    if (full !== undefined) return refused(full, plan.facts);
    limits.keep(plan.legUid);
    const places = limitedBy.filter(({ max }) => max > 0).map(({ owner }) => owner);
    const counted = places.length === 0 ? plan : { ...plan, facts: { ...plan.facts, places } };
    life.started(counted);
    return board.bridge(exchange, counted);
  },
  findReplaceable: (replaces) => board.findReplaceable(replaces),
  ringing: (fits) => board.ringing(fits),
});
