import type { Incoming, LimitOwner, SipExchange } from '@switchyard/b2bua';
import type { CallInfo } from '@switchyard/call-flow';
import type { LegUid } from '@switchyard/kernel';
import type { Decided, InboundDecision, OutboundDecision, Snapshot } from '@switchyard/model';
import type { LegFacts } from './events/leg-facts.js';
import type { Ports } from './ports/ports.js';

/** What every route starts with. The snapshot is taken once, so that all steps of one request see the same configuration. */
export interface Initial {
  readonly incoming: Incoming;
  readonly exchange: SipExchange;
  readonly snapshot: Snapshot;
  readonly ports: Ports;
  /** When the request came: ISO 8601 UTC. */
  readonly at: string;
}

/** Facts by the step that learns them. */
export interface SourceKnown {
  readonly origin: 'inside' | 'provider' | 'carrier' | 'stranger';
  /** The guards neither count nor ban it. */
  readonly isTrusted: boolean;
}
/** Who calls, as the sender inside has signed it. */
export interface CallInfoKnown {
  readonly info: CallInfo;
}
export interface BalanceKnown {
  /** Decimal; null for clients who are not prepaid, and when it cannot be known. */
  readonly balance: string | null;
}
export interface OutboundDecided {
  readonly outbound: Decided<OutboundDecision>;
}
export interface InboundDecided {
  readonly inbound: Decided<InboundDecision>;
}
/** The legs this call is recorded as, none when it is nobody's call; the id of the first stands for the connected call. */
export interface LegsKnown {
  readonly callUid: string;
  readonly legs: readonly PlannedLeg[];
}
/** The call has its places among those that are counted. */
export interface LimitsKnown {
  /** Carriers that have no place left. */
  readonly fullCarriers: ReadonlySet<LimitOwner>;
}
/** How much of who calls the called side may know. */
export interface PresentationKnown extends Pick<CallInfo, 'anonymous' | 'critical' | 'diversions'> {
  /** Beside the number, where it came with one. */
  readonly callerName: string;
}
export interface PlannedLeg {
  readonly legUid: LegUid;
  readonly facts: LegFacts;
}
