import { type Flow, hasTag, HEADERS, METHODS, randomToken, type Received, responseTo, type SipMessage } from '@switchyard/sip';
import { madeUp, originOf } from '../control/app-connection.js';
import type { CallDialog, OwedAck } from '../dialog/call-dialog.js';
import { clientNatRoute } from '../dialog/nat-route.js';
import { endCall, endDialog } from '../dialog/end-dialog.js';
import { agreeAsClient, keepSession } from '../dialog/session-timer.js';
import { notified, subscriptionAccepted } from '../dialog/subscriptions.js';
import type { Engine } from '../engine.js';
import { STANDING } from '../guard/endpoint-table.js';
import { forkOf } from './forks.js';
import { isTooSmall, withLongerInterval } from './longer-interval.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { ackByServer, acknowledgeAndHangUp, repeatAck } from './server-ack.js';
import { tryElsewhere } from './try-elsewhere.js';

/** Requests that make a dialog of a subscription. */
const SUBSCRIBES: ReadonlySet<string> = new Set([METHODS.SUBSCRIBE, METHODS.REFER]);
const NO_CREDENTIALS: OwedAck['credentials'] = [];

/** A response from the network to a request of an application. */
export function receiveResponse(engine: Engine, outgoing: OutgoingRequest, received: Received): void {
  const { status } = received.message;
  engine.metrics.responseIn(outgoing.method, status);
  if (status < 200) return receiveProvisional(engine, outgoing, received);
  // It knew our branch: its address is not forged.
  engine.guard.proofs.vouch(received.flow.remote, STANDING.PROVEN);
  if (outgoing.method === METHODS.INVITE && status < 300) return receiveAnswer(engine, outgoing, received);
  if (status === 503 && tryElsewhere(engine, outgoing, received)) return;
  if (isTooSmall(outgoing.method, status) && tryLongerInterval(engine, outgoing, received)) return;
  reportFailure(engine, outgoing, received.message);
  finish(engine, outgoing);
  const makesDialog = outgoing.inDialog === undefined && SUBSCRIBES.has(outgoing.method) && status < 300 && !outgoing.orphaned;
  const dialog = makesDialog ? forkOf(engine, outgoing, received.message, received.flow) : undefined;
  passUp(outgoing, received, dialog?.id);
  settle(engine, outgoing, received, dialog);
}

function reportFailure(engine: Engine, { method, inDialog }: OutgoingRequest, message: SipMessage): void {
  if (method !== METHODS.INVITE || inDialog !== undefined) return;
  engine.cdr.stop('network', message.status === 487 ? 'call-canceled' : 'call-rejected', message);
}

/** The session interval was too short for the peer: the application need not know (RFC 4028 §7.3). */
function tryLongerInterval(engine: Engine, outgoing: OutgoingRequest, { message }: Received): boolean {
  const flow = outgoing.transaction?.flow;
  if (flow === undefined || outgoing.cancelled || outgoing.orphaned) return false;
  const again = withLongerInterval(outgoing, message);
  if (again === undefined) return false;
  outgoing.request = again;
  outgoing.provisionalSeen = false;
  for (const early of outgoing.forks.values()) endDialog(engine, early);
  outgoing.forks.clear();
  outgoing.transaction = engine.transactions.request(again, flow, {
    onResponse: (received) => receiveResponse(engine, outgoing, received),
    onFailure: (failure) => requestFailed(engine, outgoing, failure),
  });
  engine.metrics.requestOut(outgoing.method);
  return true;
}

/** No response came, or the request could not be sent: the application sees a response that the server makes (RFC 3261 §8.1.3.1). */
export function requestFailed(engine: Engine, outgoing: OutgoingRequest, failure: 'timeout' | 'transport-error'): void {
  const { transaction } = outgoing;
  if (transaction === undefined || tryElsewhere(engine, outgoing, failure)) return;
  if (failure === 'transport-error') return failLocally(engine, outgoing, transaction.flow, 503);
  if (outgoing.cancelled) return failLocally(engine, outgoing, transaction.flow, 487);
  // Timer C: the callee has been ringing for too long and must be told to stop (RFC 3261 §16.8).
  if (outgoing.method === METHODS.INVITE && outgoing.provisionalSeen) engine.transactions.cancel(transaction);
  failLocally(engine, outgoing, transaction.flow, 408);
}

/** Gives the application a final response that never was on the wire, after what is being handled now. */
export function failLocally(engine: Engine, outgoing: OutgoingRequest, flow: Flow, status: number, reason?: string): void {
  finish(engine, outgoing);
  const message = responseTo(outgoing.request, status, reason, randomToken());
  process.nextTick(() => {
    if (!outgoing.orphaned) {
      outgoing.owner.sip('network', 0, madeUp(flow), Date.now(), outgoing.txnId, outgoing.dialogId, '', message.toBuffer());
    }
    reportFailure(engine, outgoing, message);
    settle(engine, outgoing, { message, flow, size: 0, timeMs: Date.now() });
  });
}

function receiveProvisional(engine: Engine, outgoing: OutgoingRequest, received: Received): void {
  const { message, flow } = received;
  outgoing.provisionalSeen = true;
  const { heldCancel } = outgoing;
  outgoing.heldCancel = undefined;
  heldCancel?.();
  if (message.status === 100) return;
  if (outgoing.method !== METHODS.INVITE || outgoing.orphaned) return passUp(outgoing, received);
  const reliable = message.has('rseq');
  if (reliable && !isNextReliable(outgoing, message)) return;
  if (outgoing.inDialog) return passUp(outgoing, received);
  engine.metrics.progressOut(Date.now() - outgoing.sentMs, outgoing.forks.size === 0);
  const fork = hasTag(message.get('to') ?? '') ? forkOf(engine, outgoing, message, flow) : undefined;
  if (fork && reliable && message.body.length > 0) fork.offerAnswered = true;
  passUp(outgoing, received, fork?.id);
}

/**
 * RFC 3262 §4: reliable provisionals of one fork come one after the other. What comes again, or before its turn, is neither acknowledged nor
 * shown: it will come again.
 */
function isNextReliable(outgoing: OutgoingRequest, message: SipMessage): boolean {
  if (!/\b100rel\b/i.test(message.get('require') ?? '')) return true;
  const rseq = Number(message.get('rseq'));
  const tag = message.to().params.get('tag') ?? '';
  const last = outgoing.rseqs?.get(tag);
  if (last !== undefined && rseq !== last + 1) return false;
  outgoing.rseqs ??= new Map();
  outgoing.rseqs.set(tag, rseq);
  return true;
}

/** 2xx to an INVITE: RFC 3261 §13.2.2.4. */
function receiveAnswer(engine: Engine, outgoing: OutgoingRequest, received: Received): void {
  const { message, flow } = received;
  const tag = message.to().params.get('tag') ?? '';
  const again = outgoing.acks?.get(tag);
  if (again) return repeatAck(again, message.callId());
  const first = engine.outgoing.has(outgoing.txnId);
  const owed = owedAckOf(outgoing, message.cseq().seq);
  outgoing.acks ??= new Map();
  outgoing.acks.set(tag, owed);
  const { inDialog } = outgoing;
  if (inDialog) {
    inDialog.owedAck = owed;
    inDialog.sip.refreshTarget(message);
    keepSession(engine, inDialog, agreeAsClient(message), message, outgoing.request.body);
    engine.journal.changed(inDialog);
    finish(engine, outgoing);
    // The application has gone, or has hung up meanwhile: the peer shall not wait for its ACK.
    if (outgoing.orphaned || inDialog.ended) ackByServer(engine, inDialog);
    return passUp(outgoing, received);
  }
  const answered = forkOf(engine, outgoing, message, flow);
  answered.owedAck = owed;
  answered.sip.confirm(message);
  answered.confirmed = true;
  answered.natRoute = clientNatRoute(message, flow);
  answered.flow = flow;
  // Another fork has answered already, or the application has gone: nobody wants this call (RFC 3261 §13.2.2.4).
  if (!first || outgoing.orphaned) {
    finish(engine, outgoing);
    return acknowledgeAndHangUp(engine, answered);
  }
  finish(engine, outgoing);
  engine.metrics.answeredOut(Date.now() - outgoing.sentMs);
  engine.cdr.start('network', 'uac', message);
  for (const early of outgoing.forks.values()) if (!early.confirmed) endDialog(engine, early);
  engine.dialogs.rename(answered, outgoing.dialogId);
  keepSession(engine, answered, agreeAsClient(message), message, outgoing.request.body);
  engine.journal.confirmed(answered);
  answered.endAfterAck = outgoing.cancelled;
  passUp(outgoing, received);
}

/** What a final response means for dialogs, after the application has seen it. `made`: the dialog that it makes. */
function settle(engine: Engine, outgoing: OutgoingRequest, { message }: Received, made?: CallDialog): void {
  const { inDialog, method, request } = outgoing;
  const { status } = message;
  if (inDialog) return settleInDialog(engine, inDialog, request, message);
  if (made && !made.ended) {
    made.confirmed = true;
    subscriptionAccepted(engine, made, request, message);
    engine.journal.confirmed(made);
  }
  for (const early of outgoing.forks.values()) if (!early.confirmed && (status >= 300 || made === undefined)) endDialog(engine, early);
  if (SUBSCRIBES.has(method)) engine.dialogs.stopExpecting(outgoing, status < 300 ? engine.timers.giveUp : 0);
}

function settleInDialog(engine: Engine, dialog: CallDialog, request: SipMessage, response: SipMessage): void {
  const { method } = request;
  const { status } = response;
  const accepted = status < 300;
  if (status === 401 || status === 407) return;
  if (accepted && (method === METHODS.UPDATE || method === METHODS.SUBSCRIBE)) refreshOurs(engine, dialog, response);
  if (method === METHODS.BYE) return endCall(engine, dialog);
  if (accepted && method === METHODS.UPDATE) keepSession(engine, dialog, agreeAsClient(response), response, request.body);
  if (accepted && SUBSCRIBES.has(method)) subscriptionAccepted(engine, dialog, request, response);
  // RFC 6665 §4.2.2: a subscriber that does not answer, or does not know the subscription, has none.
  if (method === METHODS.NOTIFY && (accepted || status === 408 || status === 481)) notified(engine, dialog, request, !accepted);
}

function refreshOurs(engine: Engine, dialog: CallDialog, message: SipMessage): void {
  dialog.sip.refreshTarget(message);
  engine.journal.changed(dialog);
}

function passUp(outgoing: OutgoingRequest, received: Received, dialogId: string = outgoing.dialogId): void {
  if (outgoing.orphaned) return;
  const { message, flow, size, timeMs } = received;
  outgoing.owner.sip('network', size, originOf(flow), timeMs, outgoing.txnId, dialogId, '', message.toBuffer());
}

function finish(engine: Engine, outgoing: OutgoingRequest): void {
  engine.outgoing.delete(outgoing.txnId);
  clearTimeout(outgoing.giveUpTimer);
  outgoing.heldCancel = undefined;
  const { inDialog } = outgoing;
  if (inDialog?.ourInvite === outgoing) inDialog.ourInvite = undefined;
  if (inDialog?.ourUpdate === outgoing) inDialog.ourUpdate = undefined;
  for (const fork of outgoing.forks.values()) fork.ourInvite = undefined;
}

function owedAckOf({ request }: OutgoingRequest, seq: number): OwedAck {
  if (!request.has('authorization') && !request.has('proxy-authorization')) return { seq, credentials: NO_CREDENTIALS };
  const credentials = [HEADERS.AUTHORIZATION, HEADERS.PROXY_AUTHORIZATION].flatMap((name) =>
    request.getAll(name.toLowerCase()).map((value) => ({ name, value })),
  );
  return { seq, credentials };
}
