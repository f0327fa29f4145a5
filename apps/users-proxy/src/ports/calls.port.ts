import type { BridgeOutcome, BridgePlan, SipExchange } from '@switchyard/b2bua';
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
}

export type CallPlan = BridgePlan<CallFacts & { readonly [key: string]: Json }>;

/** Connects calls and reports their life as call events. */
export interface Calls {
  readonly connect: (exchange: SipExchange, plan: CallPlan) => Promise<BridgeOutcome>;
}
