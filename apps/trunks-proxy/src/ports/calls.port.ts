import type { BridgeOutcome, BridgePlan, SipExchange } from '@switchyard/b2bua';
import type { Cause } from '@switchyard/kernel';
import type { LegsKnown, LimitsKnown } from '../call.js';
import type { CallFacts } from '../events/leg-record.js';

export type CallPlan = Omit<BridgePlan<CallFacts>, 'legUid' | 'callUid' | 'facts'>;
/** What is connected: its legs, and the limits it takes a place of. */
export type CountedLegs = LegsKnown & LimitsKnown;

/** Connects calls; each leg that was decided is recorded exactly once, whatever becomes of it. */
export interface Calls {
  /** Fails with `limit-reached` when calls that came at the same moment have taken the last place. */
  readonly connect: (exchange: SipExchange, legs: CountedLegs, plan: CallPlan) => Promise<BridgeOutcome>;
  /** A leg that was decided and then refused by us: recorded without having been tried. */
  readonly refused: (legs: LegsKnown, cause: Cause, at: string) => Promise<void>;
}
