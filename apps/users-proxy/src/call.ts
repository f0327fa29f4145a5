import type { Incoming, SipExchange } from '@switchyard/b2bua';
import type { CallInfo } from '@switchyard/call-flow';
import type { Client, Endpoint, Snapshot } from '@switchyard/model';
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
}
export interface CallerKnown {
  /** Number presented to the called side: E.164 or an extension. */
  readonly caller: string;
}
export interface ContactsKnown {
  readonly contacts: readonly Registration[];
}
