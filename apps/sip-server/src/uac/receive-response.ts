import { Dialog, type Flow, hasTag, HEADERS, METHODS, type Received, responseTo, type SipMessage } from '@switchyard/sip';
import { madeUp, originOf } from '../control/app-connection.js';
import { CallDialog, type OwedAck } from '../dialog/call-dialog.js';
import { clientNatRoute } from '../dialog/nat-route.js';
import { endDialog, endedByResponse } from '../dialog/end-dialog.js';
import type { Engine } from '../engine.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { ackByServer, acknowledgeAndHangUp, repeatAck } from './server-ack.js';

const NO_CREDENTIALS: OwedAck['credentials'] = [];

/** A response from the network to a request of an application. */
export function receiveResponse(engine: Engine, outgoing: OutgoingRequest, received: Received): void {
  const { status } = received.message;
  engine.metrics.responseIn(outgoing.method, status);
  if (status < 200) return receiveProvisional(engine, outgoing, received);
  if (outgoing.method === METHODS.INVITE && status < 300) return receiveAnswer(engine, outgoing, received);
  finish(engine, outgoing);
  passUp(outgoing, received);
  settle(engine, outgoing, received);
}

/** No response came, or the request could not be sent: the application sees a response that the server makes (RFC 3261 §8.1.3.1). */
export function requestFailed(engine: Engine, outgoing: OutgoingRequest, failure: 'timeout' | 'transport-error'): void {
  const { transaction } = outgoing;
  if (transaction === undefined) return;
  if (failure === 'transport-error') return failLocally(engine, outgoing, transaction.flow, 503);
  if (outgoing.cancelled) return failLocally(engine, outgoing, transaction.flow, 487);
  // Timer C: the callee has been ringing for too long and must be told to stop (RFC 3261 §16.8).
  if (outgoing.method === METHODS.INVITE && outgoing.provisionalSeen) engine.transactions.cancel(transaction);
  failLocally(engine, outgoing, transaction.flow, 408);
}

/** Gives the application a final response that never was on the wire, after what is being handled now. */
export function failLocally(engine: Engine, outgoing: OutgoingRequest, flow: Flow, status: number, reason?: string): void {
  finish(engine, outgoing);
  const message = responseTo(outgoing.request, status, reason);
  process.nextTick(() => {
    if (!outgoing.orphaned) {
      outgoing.owner.sip('network', 0, madeUp(flow), Date.now(), outgoing.txnId, outgoing.dialogId, '', message.toBuffer());
    }
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
  for (const early of outgoing.forks.values()) if (!early.confirmed) endDialog(engine, early);
  engine.dialogs.rename(answered, outgoing.dialogId);
  engine.journal.confirmed(answered);
  answered.endAfterAck = outgoing.cancelled;
  passUp(outgoing, received);
}

/** The dialog of the fork that sent this response; made when it is the first of it. */
function forkOf(engine: Engine, outgoing: OutgoingRequest, response: SipMessage, flow: Flow): CallDialog {
  const tag = response.to().params.get('tag') ?? '';
  const known = outgoing.forks.get(tag);
  if (known) {
    if (!known.confirmed) known.sip.confirm(response);
    return known;
  }
  const { request, method, owner } = outgoing;
  const dialog = new CallDialog(Dialog.ofClient(request, response), method, owner, flow, request.get('contact') ?? '');
  dialog.natRoute = clientNatRoute(response, flow);
  if (outgoing.forks.size > 0) dialog.id += `;to-tag=${tag}`;
  if (method === METHODS.INVITE) dialog.ourInvite = outgoing;
  outgoing.forks.set(tag, dialog);
  engine.dialogs.add(dialog);
  return dialog;
}

/** What a final response means for dialogs, after the application has seen it. */
function settle(engine: Engine, outgoing: OutgoingRequest, received: Received): void {
  const { message, flow } = received;
  const { inDialog } = outgoing;
  if (inDialog) {
    if (message.status < 300 && (outgoing.method === METHODS.UPDATE || outgoing.method === METHODS.SUBSCRIBE))
      refreshOurs(engine, inDialog, message);
    if (endedByResponse(outgoing.method, inDialog, outgoing.request, message.status)) endDialog(engine, inDialog);
    return;
  }
  for (const early of outgoing.forks.values()) if (!early.confirmed) endDialog(engine, early);
  if (outgoing.method === METHODS.SUBSCRIBE && message.status < 300 && !outgoing.orphaned) {
    const dialog = forkOf(engine, outgoing, message, flow);
    dialog.confirmed = true;
    engine.journal.confirmed(dialog);
  }
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
