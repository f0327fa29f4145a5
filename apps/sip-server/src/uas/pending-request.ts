import type { Received, ServerTransaction, SipMessage, Wait } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { CallDialog } from '../dialog/call-dialog.js';

/** A request from the network that an application has to answer. */
export interface PendingRequest {
  readonly txnId: string;
  readonly transaction: ServerTransaction;
  /** `undefined` while it waits for an application to come back. */
  owner: AppConnection | undefined;
  /** The application whose first sign is awaited: counted in its `waiting`. */
  waitsFor?: AppConnection | undefined;
  /** The dialog it belongs to or has made. */
  dialog: CallDialog | undefined;
  /** True when it came inside a dialog. */
  readonly inDialog: boolean;
  /** The tag for a To without one: the same in every response (RFC 3261 §8.2.6.2). */
  toTag: string;
  /** True once the application has given any response. */
  touched: boolean;
  /** Of one outside dialogs. */
  callId?: string;
  /** RSeq of the last reliable provisional; the next one is one higher (RFC 3262 §3). */
  rseq: number | undefined;
  /** Its reliable provisional that has no PRACK yet. */
  unacknowledged?: { readonly hasSdp: boolean } | undefined;
  /** What the application answered meanwhile and has to wait for that PRACK. */
  held?: Array<() => void> | undefined;
  /** Ends the waiting for the application. */
  wait: Wait | undefined;
}

export const requestOf = (pending: PendingRequest): SipMessage => pending.transaction.request;
export const receivedOf = (pending: PendingRequest): Received => pending.transaction.received;
