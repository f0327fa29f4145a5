import { meaningOf, type BridgeAttempt, type BridgePlan, type BridgeTarget } from '@switchyard/b2bua';
import type { Endpoint } from '@switchyard/model';

/** A contact to ring, with its preference: 0 to 1000, as RFC 3261 §20.10 has it in thousandths. */
export interface RankedTarget {
  readonly target: BridgeTarget;
  readonly q: number;
}

export interface RingTimes {
  /** How long phones of one preference ring before those behind them do. */
  readonly serialMs: number;
  /** How long the last ones ring. */
  readonly answerMs: number;
}

/**
 * How the phones of an endpoint ring: those of the highest q together, those of the next when none of them has answered in time or all have
 * failed (RFC 3261 §16.6), and so on. What one rejecting phone means for the others says the endpoint (IV-118), also for those that would
 * only ring later.
 */
export function ringPlan(
  ranked: readonly RankedTarget[],
  { rejectCallMethod: rejection }: Pick<Endpoint, 'rejectCallMethod'>,
  { serialMs, answerMs }: RingTimes,
): Pick<BridgePlan<never>, 'attempts' | 'rejection' | 'onFailure' | 'answerMs'> {
  const groups = new Map<number, BridgeTarget[]>();
  for (const { target, q } of [...ranked].sort((a, b) => b.q - a.q)) {
    const group = groups.get(q);
    if (group) group.push(target);
    else groups.set(q, [target]);
  }
  const last = groups.size - 1;
  return {
    attempts: [...groups.values()].map((targets, at): BridgeAttempt => (at === last ? { targets } : { targets, answerMs: serialMs })),
    rejection,
    onFailure: (status) => (meaningOf(status, rejection).endsAll ? 'give-up' : 'next'),
    answerMs,
  };
}
