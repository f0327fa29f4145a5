import { randomToken, responseTo, type ServerTransaction } from '@switchyard/sip';
import { originOf } from '../control/app-connection.js';
import { endDialog } from '../dialog/end-dialog.js';
import type { Engine } from '../engine.js';
import { forget } from './keep-pending.js';
import { receivedOf } from './pending-request.js';
import { refuse } from './refuse.js';

/**
 * CANCEL of the network: RFC 3261 §9.2. An INVITE that is still open gets 487 and its application is shown the CANCEL; for one that has
 * its final response the answer is 481, as applications of other engines know it, and the call goes on.
 */
export function receiveCancel(engine: Engine, cancel: ServerTransaction, invite: ServerTransaction | undefined): void {
  engine.metrics.requestIn('CANCEL');
  if (invite === undefined || !invite.isOpen) return refuse(engine, cancel, 481);
  if (engine.proxies.cancel(invite)) {
    cancel.respond(responseTo(cancel.request, 200, undefined, randomToken()));
    return;
  }
  const pending = invite.user.txnId === undefined ? undefined : engine.pending.get(invite.user.txnId);
  const toTag = pending?.toTag;
  // Transactions let go of their requests with the final response.
  const { message, flow, size, timeMs } = cancel.received;
  cancel.respond(responseTo(message, 200, undefined, toTag));
  engine.metrics.responseOut('CANCEL', 200);
  if (invite.respond(responseTo(invite.request, 487, undefined, toTag))) engine.metrics.responseOut('INVITE', 487);
  if (pending === undefined) return;
  if (!pending.inDialog) engine.cdr.stop('network', 'call-canceled', receivedOf(pending).message);
  const { owner, txnId, dialog, touched, inDialog } = pending;
  const dialogId = dialog !== undefined && (touched || inDialog) ? dialog.id : '';
  forget(engine, pending);
  if (dialog && !inDialog) endDialog(engine, dialog);
  owner?.sip('network', size, originOf(flow), timeMs, txnId, dialogId, '', message.toBuffer());
}
