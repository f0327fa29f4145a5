import type { BridgeOutcome, BridgePlan, SipExchange } from '@switchyard/b2bua';
import type { CallInfo, CallInfoError } from '@switchyard/call-flow';
import type { Result } from '@switchyard/kernel';

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

/** The internal header, sealed with the platform's key. */
export interface CallInfoSeal {
  readonly sign: (info: Omit<CallInfo, 'v' | 'iat'>) => string;
  readonly read: (value: string | undefined) => Result<CallInfo, CallInfoError>;
}
