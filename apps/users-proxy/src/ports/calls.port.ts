import type { BridgeOutcome, BridgePlan, SipExchange } from '@switchyard/b2bua';

/** What is kept with a call of ours until it has ended. */
export interface CallFacts {
  readonly brandId: number;
  readonly clientId: number;
  readonly caller: string;
  readonly callee: string;
}

export type CallPlan = BridgePlan<CallFacts & { readonly [key: string]: string | number }>;

/** Connects calls and reports their life as call events. */
export interface Calls {
  readonly connect: (exchange: SipExchange, plan: CallPlan) => Promise<BridgeOutcome>;
}
