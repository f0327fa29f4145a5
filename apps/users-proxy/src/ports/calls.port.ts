import type { BridgeOutcome, BridgePlan, LimitedBy, LimitOwner, Replaceable, Replaces, SipExchange } from '@switchyard/b2bua';
import type { Json } from '@switchyard/kernel';
import type { CallParty } from '@switchyard/model';

/** What is kept with a call of ours until it has ended. */
export interface CallFacts {
  readonly brandId: number;
  readonly clientId: number;
  readonly caller: string;
  readonly callee: string;
  /** Phones at the two ends, as far as they are ours, and which of them is on this leg. */
  readonly from?: CallParty;
  readonly to?: CallParty;
  readonly faces?: 'from' | 'to';
  /** Who transferred or redirected the call that this leg came of: its owner pays for it. */
  readonly sentOnBy?: CallParty;
  /** With whom the call holds a place; held again when the call is taken over after a restart. */
  readonly places?: readonly LimitOwner[];
  /** The caller is withheld: nobody that the call is sent on to is shown him. */
  readonly anonymous?: boolean;
}

export type CallPlan = BridgePlan<CallFacts & { readonly [key: string]: Json }>;

/** A call, and whose concurrent calls it counts among. */
export type LimitedPlan = CallPlan & { readonly limits?: readonly LimitedBy[] };

/** Connects calls and reports their life as call events. */
export interface Calls {
  /** Fails with `limit-reached` when one of `limits` has no place left: nobody is called. */
  readonly connect: (exchange: SipExchange, plan: LimitedPlan) => Promise<BridgeOutcome>;
  /** The call whose phone a Replaces would put another one in the place of (RFC 3891). */
  readonly findReplaceable: (replaces: Replaces) => Promise<Replaceable<CallPlan['facts']> | undefined>;
  /** Calls that ring at phones, oldest first. */
  readonly ringing: (fits: (facts: CallPlan['facts']) => boolean) => readonly Replaceable<CallPlan['facts']>[];
}
