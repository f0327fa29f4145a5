import { type ClientUser, type Flow, isMethod, METHODS, parseUri, type SipMessage } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { AppMessage } from '../control/app-message.js';
import { newFrameId } from '../control/frame-id.js';
import { appDialogId } from '../dialog/call-dialog.js';
import { addSessionToRequest } from '../dialog/session-timer.js';
import type { Engine } from '../engine.js';
import { buildRequest } from './build-request.js';
import { type Alternatives, findFlow, FLOW_FAILURE_TEXT } from './find-flow.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { failLocally, receiveResponse, requestFailed } from './receive-response.js';
import { withDatagram } from './try-elsewhere.js';

/** A request of an application outside dialogs. `routeUri` is the next hop when it is not the Request-URI. */
export function sendNewRequest(
  engine: Engine,
  owner: AppConnection,
  messageId: string,
  app: AppMessage,
  routeUri: string | undefined,
): void {
  const uri = parseUri(app.uri);
  const { outboundProxy } = engine.habits;
  const nextHop = routeUri ?? outboundProxy;
  if (!uri.ok || !isMethod(app.method) || app.method === METHODS.ACK || app.method === METHODS.CANCEL) {
    return owner.reply(messageId, 'NOK', `invalid request-uri: ${app.startLine}`);
  }
  if (engine.drain.refusesApplication(app)) return owner.reply(messageId, 'NOK', 'the server drains: new requests are refused');
  if (nextHop === undefined && engine.transport.isOurs(uri.value)) return owner.reply(messageId, 'NOK', 'can not send request to myself');
  findFlow(engine, nextHop ?? app.uri, undefined, (found, others) => {
    // The request is shown to the application even if its name did not resolve: the 503 that follows needs something to refer to.
    const flow = found.ok ? found.value : found.error === 'name-unresolved' ? anyFlow(engine) : undefined;
    if (flow === undefined) {
      const text = found.ok ? '' : FLOW_FAILURE_TEXT[found.error];
      return owner.reply(messageId, 'NOK', text.endsWith(': ') ? text + app.startLine : text);
    }
    const built = buildRequest(app, flow, routeUri !== undefined);
    if (!built.ok) return owner.reply(messageId, 'NOK', built.error);
    addSessionToRequest(built.value, undefined, engine.sessions.minSec);
    const outgoing = newOutgoing(engine, owner, built.value);
    const isRefused = found.ok && (engine.guard.isFull(flow.remote, built.value) || engine.guard.peerRefuses(flow.remote, built.value));
    if (found.ok && !isRefused) startRequest(engine, outgoing, flow, messageId, others);
    else if (isRefused) {
      owner.replyRequestSent(messageId, flow, outgoing.txnId, built.value.toBuffer());
      failLocally(engine, outgoing, flow, 503);
    } else {
      owner.replyRequestSent(messageId, flow, outgoing.txnId, built.value.toBuffer());
      failLocally(engine, outgoing, flow, 503, 'DNS Error');
    }
  });
}

/** Puts a request on the wire and tells the application, in this order: no response can come before `Msg sent` (ordering rule 1). */
export function startRequest(engine: Engine, outgoing: OutgoingRequest, flow: Flow, messageId: string, others?: Alternatives): void {
  const user: ClientUser = {
    onResponse: (received) => receiveResponse(engine, outgoing, received),
    onFailure: (failure) => requestFailed(engine, outgoing, failure),
  };
  const transaction = engine.transactions.request(outgoing.request, flow, user);
  outgoing.transaction = transaction;
  outgoing.user = user;
  outgoing.others = transaction.flow === flow ? others : withDatagram(engine, flow, others);
  engine.metrics.requestOut(outgoing.method);
  if (outgoing.method === METHODS.BYE) engine.cdr.stop('application', 'normal-release', transaction.data);
  else if (outgoing.method === METHODS.INVITE && outgoing.inDialog === undefined) engine.cdr.attempt('application', transaction.data);
  outgoing.owner.replyRequestSent(messageId, transaction.flow, outgoing.txnId, transaction.data);
}

function newOutgoing(engine: Engine, owner: AppConnection, request: SipMessage): OutgoingRequest {
  const { method } = request;
  const subscribes = method === METHODS.SUBSCRIBE || method === METHODS.REFER;
  const makesDialog = method === METHODS.INVITE || subscribes;
  const outgoing: OutgoingRequest = {
    txnId: newFrameId(),
    method,
    owner,
    request,
    transaction: undefined,
    dialogId: makesDialog ? appDialogId(request.callId(), request.from().params.get('tag') ?? '') : '',
    inDialog: undefined,
    forks: new Map(),
    acks: undefined,
    rseqs: undefined,
    heldCancel: undefined,
    cancelled: false,
    orphaned: false,
    provisionalSeen: false,
    giveUpTimer: undefined,
    sentMs: Date.now(),
  };
  engine.outgoing.set(outgoing.txnId, outgoing);
  if (subscribes) engine.dialogs.expectNotify(outgoing);
  return outgoing;
}

/** Some flow of ours to nowhere, only to write its local address into a message that is never sent. */
function anyFlow(engine: Engine): Flow | undefined {
  const local = engine.transport.locals[0];
  return local
    ? { protocol: local.protocol, local, remote: { address: '', port: 0 }, isOpen: () => false, send: () => undefined }
    : undefined;
}
