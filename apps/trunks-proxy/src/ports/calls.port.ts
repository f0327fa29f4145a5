import type { BridgeOutcome, BridgePlan, SipExchange } from '@switchyard/b2bua';
import type { Cause } from '@switchyard/kernel';
import type { LegsKnown } from '../call.js';
import type { CallFacts } from '../events/leg-record.js';

export type CallPlan = Omit<BridgePlan<CallFacts>, 'legUid' | 'callUid' | 'facts'>;

/** Connects calls; each leg that was decided is recorded exactly once, whatever becomes of it. */
export interface Calls {
  /** The places that its first leg has taken are held until the call has ended. */
  readonly connect: (exchange: SipExchange, legs: LegsKnown, plan: CallPlan) => Promise<BridgeOutcome>;
  /** A leg that was decided and then refused by us: recorded without having been tried. */
  readonly refused: (legs: LegsKnown, cause: Cause, at: string) => Promise<void>;
}
