import type { ClientTransaction, SipMessage } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { CallDialog } from '../dialog/call-dialog.js';

/** A request of an application, until its final response has been passed on. */
export interface OutgoingRequest {
  readonly txnId: string;
  readonly method: string;
  /** Who asked; may be gone. */
  readonly owner: AppConnection;
  readonly request: SipMessage;
  transaction: ClientTransaction | undefined;
  /** Id shown with its responses; empty for what neither makes nor has a dialog. */
  readonly dialogId: string;
  /** The dialog it was sent in. */
  readonly inDialog: CallDialog | undefined;
  /** Dialogs that responses to it have made, by To tag: several when it was forked. */
  readonly forks: Map<string, CallDialog>;
  /** A CANCEL that waits for the first provisional response (RFC 3261 §9.1). */
  heldCancel: (() => void) | undefined;
  cancelled: boolean;
  /** The application has gone: what comes back is dealt with by the server alone. */
  orphaned: boolean;
  provisionalSeen: boolean;
  giveUpTimer: NodeJS.Timeout | undefined;
  readonly sentMs: number;
}
