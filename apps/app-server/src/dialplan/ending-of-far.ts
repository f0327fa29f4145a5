import { causeOfStatus, CAUSES, type Cause } from '@switchyard/kernel';
import type { Ending } from '../machines/call.fsm.js';

/** Q.850 causes of a far channel that ended without any SIP response. */
const BY_Q850: Readonly<Record<number, Cause>> = {
  1: 'number-unknown',
  3: 'number-unknown',
  17: 'busy',
  18: 'no-answer',
  19: 'no-answer',
  20: 'not-registered',
  21: 'rejected',
};

/** How we refuse by ourselves. */
export const endingOf = (cause: Cause): Ending => ({ cause, sipStatus: CAUSES[cause].sip });

/**
 * What the caller is told when the far side ended before the answer. The status passes unchanged, but for those that mean
 * something else on another leg (RFC 3261 §16.7 step 6: a challenge or redirection of an inner hop is not the caller's).
 */
export function endingOfFar(sipStatus: number | undefined, q850: number): Ending {
  if (sipStatus === undefined || sipStatus < 300) return endingOf(BY_Q850[q850] ?? 'internal-error');
  const cause = causeOfStatus(sipStatus);
  if (sipStatus < 400 || sipStatus === 401 || sipStatus === 407) return { cause: 'gateways-exhausted', sipStatus: 503 };
  // A far side that gave up waiting did not answer; 487 without a CANCEL of ours is the same.
  if (sipStatus === 408 || sipStatus === 487) return endingOf('no-answer');
  return { cause, sipStatus: sipStatus > 699 ? 500 : sipStatus };
}
