import { newFrameId } from '../control/frame-id.js';
import { HEADERS, hopCancel, isReliable, METHODS, randomToken, responseTo, type ServerTransaction, type SipMessage } from '@switchyard/sip';
import { type AppConnection, originOf } from '../control/app-connection.js';
import type { CallDialog } from '../dialog/call-dialog.js';
import { endCall, endDialog } from '../dialog/end-dialog.js';
import { carriesSession, isTooShort } from '../dialog/session-timer.js';
import { NEEDS_CALL } from '../dialog/subscriptions.js';
import type { Engine } from '../engine.js';
import { type PendingRequest, receivedOf, requestOf } from './pending-request.js';
import { forget, keepPending } from './keep-pending.js';
import { refuse, refuseFor } from './refuse.js';
import { extensionTrouble, shortSession } from './request-checks.js';
import { acknowledgeProvisional, releaseHeld } from './reliable-provisional.js';

/** How long an application may take to answer a request inside a dialog: the peer's own patience (64·T1). */
const ANSWER_MS = 32_000;
const SLACK_MS = 100;

/** A request of the network inside a dialog of ours: RFC 3261 §12.2.2, §14.2. */
export function receiveInDialog(engine: Engine, transaction: ServerTransaction, dialog: CallDialog): void {
  const { request, received } = transaction;
  const { method } = request;
  if (!dialog.sip.acceptsSequence(request)) return refuse(engine, transaction, 500);
  if (isReliable(received.flow.protocol)) dialog.flow = received.flow;
  // The call is over, and only what its REFERs began goes on.
  if (!dialog.hasCall && NEEDS_CALL.has(method)) return refuse(engine, transaction, 481);
  const extension = extensionTrouble(engine, request);
  if (extension) return refuseFor(engine, transaction, extension);
  const { minSec } = engine.sessions;
  if (carriesSession(method) && isTooShort(request, minSec, true)) return refuseFor(engine, transaction, shortSession(minSec));
  if (method === METHODS.INVITE) {
    if (request.values('contact').length === 0) return refuse(engine, transaction, 400, 'Missing Contact Header');
    if (dialog.theirInvite) return refuse(engine, transaction, 500, undefined, [HEADERS.RETRY_AFTER, someSeconds()]);
    // Ours is under way, or our last answer is not acknowledged yet (RFC 3261 §14.2).
    if (dialog.ourInvite !== undefined || dialog.answer !== undefined || dialog.refreshing) return refuse(engine, transaction, 491);
  }
  if (method === METHODS.UPDATE) {
    const clash = clashOfUpdate(dialog, request);
    if (clash === 491) return refuse(engine, transaction, 491);
    if (clash === 500) return refuse(engine, transaction, 500, undefined, [HEADERS.RETRY_AFTER, someSeconds()]);
  }
  if (method === METHODS.PRACK && !acknowledgeProvisional(dialog, request)) return refuse(engine, transaction, 481);
  if (method === METHODS.BYE) {
    if (!dialog.confirmed) return endEarlyCall(engine, transaction, dialog);
    engine.cdr.stop('network', 'normal-release', request);
  }
  const pending: PendingRequest = {
    txnId: newFrameId(),
    transaction,
    owner: undefined,
    dialog,
    inDialog: true,
    toTag: randomToken(),
    touched: false,
    rseq: undefined,
    wait: undefined,
  };
  if (method === METHODS.INVITE) dialog.theirInvite = pending;
  if (method === METHODS.UPDATE) dialog.theirUpdate = pending;
  keepPending(engine, pending);
  deliverOrPark(engine, pending);
  if (method === METHODS.PRACK) releaseHeld(dialog.theirInvite);
}

/** RFC 3261 §14.2, RFC 3311 §5.2: a random Retry-After between 0 and 10 seconds. */
const someSeconds = (): string => String(Math.floor(Math.random() * 11));

/**
 * RFC 3311 §5.2: 500 while an earlier UPDATE, or an offer of theirs, has no answer of ours; 491 while an offer of ours has no answer of theirs.
 * `undefined`: the UPDATE may pass.
 */
function clashOfUpdate(dialog: CallDialog, update: SipMessage): 491 | 500 | undefined {
  if (dialog.theirUpdate) return 500;
  if (update.body.length === 0) return undefined;
  const { ourInvite, theirInvite, ourUpdate, offerAnswered, confirmed } = dialog;
  const settled = offerAnswered && !confirmed;
  if (ourUpdate !== undefined || dialog.refreshing) return 491;
  if (ourInvite !== undefined && ourInvite.request.body.length > 0 && !settled) return 491;
  if (theirInvite === undefined || settled) return undefined;
  if (requestOf(theirInvite).body.length > 0) return 500;
  // Their INVITE asked for an offer, and the one in our reliable provisional is not answered.
  return theirInvite.unacknowledged?.hasSdp === true ? 491 : undefined;
}

/**
 * To the application that owns the dialog. If its connection is gone: to another connection of the same application, and if there
 * is none yet, as soon as one comes (invariant: the restart of an application drops no call).
 */
export function deliverOrPark(engine: Engine, pending: PendingRequest): void {
  const { dialog } = pending;
  if (dialog === undefined) return;
  const { method } = requestOf(pending);
  const owner = ownerOf(engine, dialog, method);
  if (owner) return deliver(engine, pending, dialog, owner);
  pending.owner = undefined;
  const giveUp = (): void => {
    forget(engine, pending);
    refuse(engine, pending.transaction, 481, undefined, undefined, 'application-gone');
    if (method === METHODS.BYE) endCall(engine, dialog);
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
  const { queues } = engine.transactions;
  queues.cancel(pending.wait);
  if (!pending.transaction.invite) {
    const onTime = (): void => {
      forget(engine, pending);
      pending.transaction.giveUp();
    };
    pending.wait = queues.add(ANSWER_MS, { onTime }, 'answer', SLACK_MS);
  }
  owner.sip('network', size, originOf(flow), timeMs, pending.txnId, dialog.id, '', request.toBuffer());
  if (request.method === METHODS.BYE) endCall(engine, dialog);
}

/** A caller may hang up a call that is not answered yet (RFC 3261 §15): to the application it looks like the CANCEL it stands for. */
function endEarlyCall(engine: Engine, bye: ServerTransaction, dialog: CallDialog): void {
  const invite = dialog.theirInvite;
  if (invite === undefined || invite.inDialog) return refuse(engine, bye, 481);
  const { flow, timeMs } = bye.received;
  const request = requestOf(invite);
  bye.respond(responseTo(bye.request, 200));
  invite.transaction.respond(responseTo(request, 487, undefined, invite.toTag));
  forget(engine, invite);
  endDialog(engine, dialog);
  engine.cdr.stop('network', 'call-canceled', request);
  invite.owner?.sip('network', 0, originOf(flow), timeMs, invite.txnId, dialog.id, '', hopCancel(request).toBuffer());
}
