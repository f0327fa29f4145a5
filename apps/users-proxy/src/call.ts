import type { Incoming, LimitedBy, SipExchange } from '@switchyard/b2bua';
import type { CallInfo } from '@switchyard/call-flow';
import type { Client, Endpoint, Snapshot } from '@switchyard/model';
import type { NumberShown } from '@switchyard/routing';
import type { PresentedCaller } from './numbers/presented-caller.js';
import type { Ports } from './ports/ports.js';
import type { Registration } from './registration/registration.js';

/** What every route starts with. The snapshot is taken once, so that all steps of one request see the same configuration. */
export interface Initial {
  readonly incoming: Incoming;
  readonly exchange: SipExchange;
  readonly snapshot: Snapshot;
  readonly ports: Ports;
}

/** Facts by the step that learns them. */
export interface SourceKnown {
  readonly origin: 'inside' | 'wholesale' | 'outside';
  /** The guards neither count nor ban it. */
  readonly isTrusted: boolean;
}
/** What the source filter of the client said. */
export interface SourceJudged {
  /** False: nobody is called, the caller hears why. */
  readonly isPermitted: boolean;
  /** It is permitted by the allowance of its user, which has a limit of calls of its own. */
  readonly roams: boolean;
}
export interface EndpointKnown {
  readonly endpoint: Endpoint;
}
export interface ClientKnown {
  readonly client: Client;
}
export interface CallInfoKnown {
  readonly info: CallInfo;
}
export interface CalleeKnown {
  /** What was dialled, as dialled. */
  readonly dialled: string;
  /** E.164, or an extension or service code of the client. */
  readonly callee: string;
  /** A code was dialled that hides or shows the number of the caller this once. */
  readonly shown: NumberShown | undefined;
  /** Prefix of an outgoing DDI rule that was dialled. */
  readonly ddiPrefix: string | null;
  readonly routingTagId: number | null;
}
/** Who calls and what the called side may know of it. */
export type CallerKnown = PresentedCaller;
/** Whose concurrent calls the call counts among; a place is taken when it is connected. */
export interface LimitsKnown {
  readonly limits: readonly LimitedBy[];
}
/** The device that a GRUU stands for, and the contacts it is registered with. */
export interface DeviceKnown {
  readonly device: Endpoint;
  readonly contacts: readonly Registration[];
}
export interface ContactsKnown {
  readonly contacts: readonly Registration[];
}
