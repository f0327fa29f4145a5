import { newFrameId } from '../control/frame-id.js';
import { isIP } from 'node:net';
import { HEADERS, METHODS, parseUri, randomToken, responseTo, type ServerTransaction, type SipMessage } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { Engine } from '../engine.js';
import { flowRoute } from '../proxy/flow-route.js';
import { forwardByRoute, ownRoute } from '../proxy/stateless-forward.js';
import { forkOfNotify } from '../uac/forks.js';
import { deliverNew } from './deliver-new.js';
import { forget, keepPending } from './keep-pending.js';
import type { PendingRequest } from './pending-request.js';
import { ownerOf, receiveInDialog } from './receive-in-dialog.js';
import { refuse, refuseFor } from './refuse.js';
import { namedDialog, troubleOf } from './request-checks.js';
import { promiseTrying } from './trying.js';

/** How long an application may think about a request before it gives any response. */
const REACTION_MS = 64_000;
const SLACK_MS = 100;
/** Requests that have no meaning outside a dialog. */
const ONLY_INSIDE: ReadonlySet<string> = new Set([METHODS.BYE, METHODS.UPDATE, METHODS.PRACK]);
const SERVED = Object.values(METHODS).join(', ');

/** A request of the network that belongs to no transaction: it is for a dialog, for another hop, or for an application. */
export function receiveRequest(engine: Engine, transaction: ServerTransaction): void {
  const { request } = transaction;
  const { method } = request;
  engine.metrics.requestIn(method);
  // Before anything else, so that the caller stops repeating (RFC 3261 §8.2.6.1).
  if (method === METHODS.INVITE) promiseTrying(engine, transaction);
  const hasToTag = !request.lacksToTag();
  if (hasToTag) {
    const dialog = engine.dialogs.ofRequest(request);
    if (dialog) return receiveInDialog(engine, transaction, dialog);
    const subscribed = method === METHODS.NOTIFY ? forkOfNotify(engine, transaction.received) : undefined;
    if (subscribed) return receiveInDialog(engine, transaction, subscribed);
    if (ownRoute(engine, request)) return forwardByRoute(engine, transaction.received, transaction);
  } else if (request.has('route') && flowRoute(engine, request, transaction.received.flow) !== undefined) {
    return forwardByRoute(engine, transaction.received, transaction);
  }
  // A dialog of a former life of this process: the application may still know the call it belonged to.
  const former = method === METHODS.BYE && hasToTag ? engine.apps.next('bye') : undefined;
  if (former) return offerToApplication(engine, transaction, former);
  if (ONLY_INSIDE.has(method) || (hasToTag && (method === METHODS.INVITE || method === METHODS.REFER)))
    return refuse(engine, transaction, 481);
  const trouble = troubleOf(engine, request);
  if (trouble !== undefined) return refuseFor(engine, transaction, trouble);
  const refusal = registerTrouble(transaction);
  if (refusal !== undefined) return refuse(engine, transaction, 400, refusal);
  if (engine.habits.rejectRegisterNoRealm && isForAddress(request))
    return refuse(engine, transaction, 403, undefined, undefined, 'register-without-realm');
  if (method === METHODS.OPTIONS && request.get('user-agent') === (engine.habits.optionsAutoRespond ?? ''))
    return answerPing(engine, transaction);
  const named = namedDialog(engine, request);
  if (named === undefined) return offerToApplication(engine, transaction);
  if ('status' in named) return refuseFor(engine, transaction, named);
  offerToApplication(engine, transaction, ownerOf(engine, named, method));
}

/** To `preferred`, which owns a dialog that the request is about, or to the next application that takes the method. */
function offerToApplication(engine: Engine, transaction: ServerTransaction, preferred?: AppConnection): void {
  const { request } = transaction;
  if (transaction.invite) engine.cdr.attempt('network', request);
  const handler = preferred === undefined ? engine.routing?.handlerOf(request.method) : undefined;
  const owner = preferred ?? (handler === undefined ? engine.apps.next(request.method.toLowerCase()) : undefined);
  if (owner === undefined && handler === undefined) {
    const known = (Object.values(METHODS) as readonly string[]).includes(request.method);
    if (!known) return refuse(engine, transaction, 501, undefined, [HEADERS.ALLOW, SERVED]);
    if (request.method === METHODS.REFER) return refuse(engine, transaction, 405, undefined, [HEADERS.ALLOW, SERVED]);
    return refuse(engine, transaction, 503);
  }
  const toTag = randomToken();
  if (transaction.invite && engine.habits.alwaysSend180) transaction.respond(responseTo(request, 180, undefined, toTag));
  const pending: PendingRequest = {
    txnId: newFrameId(),
    transaction,
    owner,
    dialog: undefined,
    inDialog: false,
    toTag,
    touched: false,
    rseq: undefined,
    wait: undefined,
  };
  keepPending(engine, pending);
  pending.wait = engine.transactions.queues.add(REACTION_MS, { onTime: () => reactionMissing(engine, pending) }, 'reaction', SLACK_MS);
  if (owner !== undefined) deliverNew(engine, pending, owner);
  else if (handler !== undefined) engine.routing?.route(engine, handler, pending);
}

/** A monitor that only wants to know whether the server is there. */
function answerPing(engine: Engine, transaction: ServerTransaction): void {
  if (transaction.respond(responseTo(transaction.request, 200, undefined, randomToken()))) engine.metrics.responseOut(METHODS.OPTIONS, 200);
}

/** A registration for an address: scanners do not know our domains. */
function isForAddress(request: SipMessage): boolean {
  if (request.method !== METHODS.REGISTER) return false;
  const uri = parseUri(request.requestUri);
  return uri.ok && isIP(uri.value.host.replace(/^\[|\]$/g, '')) !== 0;
}

/** The application got the request and never said a word: the caller of an INVITE is told, others have stopped waiting long ago. */
function reactionMissing(engine: Engine, pending: PendingRequest): void {
  forget(engine, pending);
  engine.logger.warn('application did not answer', {
    method: pending.transaction.request.method,
    callId: pending.transaction.request.callId(),
  });
  if (pending.transaction.invite) refuse(engine, pending.transaction, 408);
  else pending.transaction.giveUp();
}

/** RFC 3261 §10.3: what no registrar can serve. */
function registerTrouble({ request }: ServerTransaction): string | undefined {
  if (request.method !== METHODS.REGISTER) return undefined;
  const contacts = request.values('contact');
  if (contacts.includes('*')) return contacts.length > 1 || request.get('expires')?.trim() !== '0' ? 'Bad Contact Header' : undefined;
  return contacts.some((contact) => !/^[^<]*<?\s*[a-z][a-z0-9+.-]*:/i.test(contact)) ? 'Bad Contact Header' : undefined;
}
