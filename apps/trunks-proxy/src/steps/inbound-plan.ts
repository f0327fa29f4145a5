import { ANONYMOUS, type BridgeTarget } from '@switchyard/b2bua';
import type { PlannedLeg } from '../call.js';
import type { CallPlan } from '../ports/calls.port.js';

/** The users side says 100 at once; without it the time to the first ringing must fit. */
const NO_REPLY_MS = 20_000;
/** Who is called decides how long it rings; this only bounds a lost call (RFC 3261 §16.6 timer C is 3 minutes). */
const ANSWER_MS = 200_000;

/** The users proxy: any answer is the answer. */
export const usersProxyTries = (target: BridgeTarget): Pick<CallPlan, 'attempts' | 'noReplyMs' | 'answerMs'> => ({
  attempts: [{ targets: [target] }],
  noReplyMs: NO_REPLY_MS,
  answerMs: ANSWER_MS,
});

/** What a call to one of ours has in common: its media, and the time that its paying side has when it was bounced. */
export function inboundPlan(at: string, legs: readonly PlannedLeg[]): Pick<CallPlan, 'at' | 'maxDurationMs' | 'callerMedia'> {
  // A bounced call has a paying side, whose credit may end.
  const paying = legs.find(({ facts }) => facts.direction === 'outbound')?.facts.decision;
  const maxDurationSec = paying && 'maxDurationSec' in paying ? paying.maxDurationSec : null;
  return {
    at,
    maxDurationMs: maxDurationSec === null ? null : maxDurationSec * 1000,
    callerMedia: { label: paying ? 'inside' : 'carrier' },
  };
}

/** Who calls, for a hop of ours: whether it may be shown stands in the signed header. The name stands only beside the number it came with. */
export const callerShown = (caller: string, displayName: string): BridgeTarget['from'] =>
  caller === '' ? ANONYMOUS : { user: caller, displayName };
