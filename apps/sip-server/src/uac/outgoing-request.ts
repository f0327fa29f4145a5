import type { ClientTransaction, ClientUser, SipMessage } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { CallDialog, OwedAck } from '../dialog/call-dialog.js';
import type { Alternatives } from './find-flow.js';

/** A request of an application, until its final response has been passed on. */
export interface OutgoingRequest {
  readonly txnId: string;
  readonly method: string;
  /** Who asked; may be gone. */
  readonly owner: AppConnection;
  /** Replaced when it is sent again with a longer session interval. */
  request: SipMessage;
  transaction: ClientTransaction | undefined;
  /** Further targets for when this one fails, and who hears of what happens there. */
  others?: Alternatives | undefined;
  user?: ClientUser | undefined;
  /** Id shown with its responses; empty for what neither makes nor has a dialog. */
  readonly dialogId: string;
  /** The dialog it was sent in. */
  readonly inDialog: CallDialog | undefined;
  /** Dialogs that responses to it have made, by To tag: several when it was forked. */
  readonly forks: Map<string, CallDialog>;
  /** What was answered 2xx, by To tag: an ACK is repeated as often as its 2xx. */
  acks: Map<string, OwedAck> | undefined;
  /** RSeq of the last reliable provisional of each fork, by To tag. */
  rseqs: Map<string, number> | undefined;
  /** A CANCEL that waits for the first provisional response (RFC 3261 §9.1). */
  heldCancel: (() => void) | undefined;
  cancelled: boolean;
  /** The application has gone: what comes back is dealt with by the server alone. */
  orphaned: boolean;
  provisionalSeen: boolean;
  giveUpTimer: NodeJS.Timeout | undefined;
  readonly sentMs: number;
}
