import { randomUUID } from 'node:crypto';
import { HEADERS, hopCancel, isReliable, METHODS, randomToken, responseTo, type ServerTransaction } from '@switchyard/sip';
import { type AppConnection, originOf } from '../control/app-connection.js';
import type { CallDialog } from '../dialog/call-dialog.js';
import { endDialog, saysTerminated } from '../dialog/end-dialog.js';
import type { Engine } from '../engine.js';
import { type PendingRequest, receivedOf, requestOf } from './pending-request.js';
import { forget, keepPending } from './keep-pending.js';
import { refuse } from './refuse.js';

/** How long an application may take to answer a request inside a dialog: the peer's own patience (64·T1). */
const ANSWER_MS = 32_000;

/** A request of the network inside a dialog of ours: RFC 3261 §12.2.2, §14.2. */
export function receiveInDialog(engine: Engine, transaction: ServerTransaction, dialog: CallDialog): void {
  const { request, received } = transaction;
  const { method } = request;
  if (!dialog.sip.acceptsSequence(request)) return refuse(engine, transaction, 500, undefined, [HEADERS.RETRY_AFTER, '1']);
  if (isReliable(received.flow.protocol)) dialog.flow = received.flow;
  if (method === METHODS.INVITE) {
    if (request.values('contact').length === 0) return refuse(engine, transaction, 400, 'Missing Contact Header');
    if (dialog.theirInvite) return refuse(engine, transaction, 500, undefined, [HEADERS.RETRY_AFTER, '2']);
    // Ours is under way, or our last answer is not acknowledged yet (RFC 3261 §14.2).
    if (dialog.ourInvite !== undefined || dialog.answer !== undefined) return refuse(engine, transaction, 491);
  }
  if (method === METHODS.BYE && !dialog.confirmed) return endEarlyCall(engine, transaction, dialog);
  const pending: PendingRequest = {
    txnId: randomUUID(),
    transaction,
    owner: undefined,
    dialog,
    inDialog: true,
    toTag: randomToken(),
    touched: false,
    rseq: undefined,
    timer: undefined,
  };
  if (method === METHODS.INVITE) dialog.theirInvite = pending;
  if (method === METHODS.PRACK) stopProvisional(dialog, request.get('rack'));
  keepPending(engine, pending);
  deliverOrPark(engine, pending);
}

/**
 * To the application that owns the dialog. If its connection is gone: to another connection of the same application, and if there
 * is none yet, as soon as one comes (invariant: the restart of an application drops no call).
 */
export function deliverOrPark(engine: Engine, pending: PendingRequest): void {
  const { dialog } = pending;
  if (dialog === undefined) return;
  const owner = ownerOf(engine, dialog, requestOf(pending).method);
  if (owner) return deliver(engine, pending, dialog, owner);
  pending.owner = undefined;
  const giveUp = (): void => {
    forget(engine, pending);
    refuse(engine, pending.transaction, 481);
    if (requestOf(pending).method === METHODS.BYE) endDialog(engine, dialog);
  };
  if (!engine.parking.park(pending, giveUp)) giveUp();
}

/** The connection that answers for a dialog now; it owns the dialog from then on. */
export function ownerOf(engine: Engine, dialog: CallDialog, method: string): AppConnection | undefined {
  if (!dialog.owner.closed) return dialog.owner;
  const successor = engine.apps.successor(dialog.ownerTags, method.toLowerCase());
  if (successor) dialog.owner = successor;
  return successor;
}

function deliver(engine: Engine, pending: PendingRequest, dialog: CallDialog, owner: AppConnection): void {
  const { flow, size, timeMs } = receivedOf(pending);
  const request = requestOf(pending);
  pending.owner = owner;
  clearTimeout(pending.timer);
  if (!pending.transaction.invite) {
    pending.timer = setTimeout(() => {
      forget(engine, pending);
      pending.transaction.giveUp();
    }, ANSWER_MS);
  }
  owner.sip('network', size, originOf(flow), timeMs, pending.txnId, dialog.id, '', request.toBuffer());
  if (request.method === METHODS.BYE) endDialog(engine, dialog);
}

/** After the application has answered: a subscription that its notifier has ended is over. */
export function endIfTerminated(engine: Engine, pending: PendingRequest): void {
  const { dialog } = pending;
  const request = requestOf(pending);
  if (dialog?.method === METHODS.SUBSCRIBE && request.method === METHODS.NOTIFY && saysTerminated(request)) endDialog(engine, dialog);
}

/** A caller may hang up a call that is not answered yet (RFC 3261 §15): to the application it looks like the CANCEL it stands for. */
function endEarlyCall(engine: Engine, bye: ServerTransaction, dialog: CallDialog): void {
  const invite = dialog.theirInvite;
  if (invite === undefined || invite.inDialog) return refuse(engine, bye, 481);
  bye.respond(responseTo(bye.request, 200));
  invite.transaction.respond(responseTo(requestOf(invite), 487, undefined, invite.toTag));
  forget(engine, invite);
  endDialog(engine, dialog);
  const { flow, timeMs } = bye.received;
  invite.owner?.sip('network', 0, originOf(flow), timeMs, invite.txnId, dialog.id, '', hopCancel(requestOf(invite)).toBuffer());
}

/** PRACK: `RAck: <rseq> <cseq> INVITE` (RFC 3262 §7.2). */
function stopProvisional(dialog: CallDialog, rack: string | undefined): void {
  const [rseq, seq] = (rack ?? '').trim().split(/\s+/);
  const { provisional } = dialog;
  if (provisional === undefined || String(provisional.rseq) !== rseq || String(provisional.seq) !== seq) return;
  provisional.stop();
  dialog.provisional = undefined;
}
