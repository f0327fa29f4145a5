import { Dialog, type Flow, hasTag, METHODS, type Received, responseTo, type SipMessage } from '@switchyard/sip';
import { madeUp, originOf } from '../control/app-connection.js';
import { CallDialog, type OwedAck } from '../dialog/call-dialog.js';
import { clientNatRoute } from '../dialog/nat-route.js';
import { endDialog, endedByResponse } from '../dialog/end-dialog.js';
import type { Engine } from '../engine.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { ackByServer, acknowledgeAndHangUp, repeatAck } from './server-ack.js';

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
  if (outgoing.method === METHODS.INVITE && outgoing.inDialog === undefined && !outgoing.orphaned) {
    engine.metrics.progressOut(Date.now() - outgoing.sentMs, outgoing.forks.size === 0);
    if (hasTag(message.get('to') ?? '')) forkOf(engine, outgoing, message, flow);
  }
  passUp(outgoing, received);
}

/** 2xx to an INVITE: RFC 3261 §13.2.2.4. */
function receiveAnswer(engine: Engine, outgoing: OutgoingRequest, received: Received): void {
  const { message, flow } = received;
  const tag = message.to().params.get('tag') ?? '';
  const dialog = outgoing.inDialog ?? outgoing.forks.get(tag);
  const { seq } = message.cseq();
  // The same answer again: repeat our ACK if there is one, else the application is still thinking.
  if (dialog?.owedAck?.seq === seq) return repeatAck(dialog);
  const first = engine.outgoing.has(outgoing.txnId);
  const owed = owedAckOf(outgoing, seq);
  if (outgoing.inDialog) {
    outgoing.inDialog.owedAck = owed;
    outgoing.inDialog.sip.refreshTarget(message);
    finish(engine, outgoing);
    if (outgoing.orphaned) return ackByServer(engine, outgoing.inDialog);
    return passUp(outgoing, received);
  }
  const answered = dialog ?? forkOf(engine, outgoing, message, flow);
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
  engine.dialogs.add(answered);
  for (const [other, early] of outgoing.forks) if (other !== tag && !early.confirmed) engine.dialogs.remove(early);
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
      inDialog.sip.refreshTarget(message);
    if (endedByResponse(outgoing.method, inDialog, outgoing.request, message.status)) endDialog(engine, inDialog);
    return;
  }
  for (const early of outgoing.forks.values()) if (!early.confirmed) endDialog(engine, early);
  if (outgoing.method === METHODS.SUBSCRIBE && message.status < 300 && !outgoing.orphaned) {
    const dialog = forkOf(engine, outgoing, message, flow);
    dialog.confirmed = true;
  }
}

function passUp(outgoing: OutgoingRequest, received: Received): void {
  if (outgoing.orphaned) return;
  const { message, flow, size, timeMs } = received;
  outgoing.owner.sip('network', size, originOf(flow), timeMs, outgoing.txnId, outgoing.dialogId, '', message.toBuffer());
}

function finish(engine: Engine, outgoing: OutgoingRequest): void {
  engine.outgoing.delete(outgoing.txnId);
  clearTimeout(outgoing.giveUpTimer);
  outgoing.heldCancel = undefined;
  if (outgoing.inDialog?.ourInvite === outgoing) outgoing.inDialog.ourInvite = undefined;
}

function owedAckOf(outgoing: OutgoingRequest, seq: number): OwedAck {
  const credentials = outgoing.request.headers.filter(({ id }) => id === 'authorization' || id === 'proxy-authorization');
  return { seq, credentials: credentials.map(({ name, value }) => ({ name, value })) };
}
