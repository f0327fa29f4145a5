import type { AttemptResult, InboundDecision, OutboundDecision, TraceStep } from '@switchyard/model';

/** `GET …/billable-calls/{id}/trace`. */
export interface CallTrace {
  readonly decision: OutboundDecision | InboundDecision;
  readonly trace: readonly TraceStep[];
  readonly revision: number;
  readonly attempts: readonly AttemptResult[];
}

/** `POST …/simulate-call`. */
export interface SimulatedCall {
  readonly decision: OutboundDecision;
  readonly trace: readonly TraceStep[];
  readonly revision: number;
}

export const isOutbound = (decision: OutboundDecision | InboundDecision): decision is OutboundDecision => 'attempts' in decision;
