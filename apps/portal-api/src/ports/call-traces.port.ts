import type { RequestContext } from '@switchyard/kernel';
import type { AttemptResult, InboundDecision, OutboundDecision, TraceStep } from '@switchyard/model';

/** What was stored with a leg: the decision, why it was taken, on which configuration, and what became of each gateway. */
export interface StoredTrace {
  readonly decision: OutboundDecision | InboundDecision;
  readonly trace: readonly TraceStep[];
  readonly revision: number;
  readonly attempts: readonly AttemptResult[];
}

export interface CallTraces {
  /** The trace of a leg or of its billable call, in the caller's tenant; undefined when there is no such row there. */
  readonly of: (
    caller: RequestContext,
    resource: 'billableCall' | 'callLeg',
    id: number,
  ) => Promise<(StoredTrace & { readonly seesPrices: boolean }) | undefined>;
}
export const CALL_TRACES = Symbol('CallTraces');
