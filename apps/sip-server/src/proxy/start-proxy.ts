import { type Flow, HEADERS, METHODS, parseUri, type SipMessage, responseTo } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { AppHeader, AppMessage } from '../control/app-message.js';
import type { Engine } from '../engine.js';
import { localUri } from '../headers/local-uri.js';
import { addAppHeaders } from '../headers/wire-headers.js';
import { type PendingRequest, requestOf } from '../uas/pending-request.js';
import { forget } from '../uas/keep-pending.js';
import { ProxyCore, type ProxyObserver } from './proxy-core.js';
import { flowPath, wantsFlow } from './flow-route.js';
import { isLocalUri, ownRoute } from './stateless-forward.js';

/** The fields of a `proxy` frame. */
export interface ProxyCommand {
  readonly txnId: string;
  readonly remainInDialog: boolean;
  readonly fullResponse: boolean;
  readonly followRedirects: boolean;
  readonly simultaneous: boolean;
  readonly provisionalTimeoutMs: number;
  readonly finalTimeoutMs: number;
  readonly destinations: readonly string[];
}

const FIELDS = 9;
const TAKEN: ReadonlySet<string> = new Set(['from', 'to', 'call-id', 'cseq', 'max-forwards']);

/** `undefined`: too few fields. */
export function readProxyCommand(fields: readonly string[]): ProxyCommand | undefined {
  const [, , txnId = '', remain, full, follow, order, provisional = '', final = '', ...destinations] = fields;
  if (fields.length <= FIELDS) return undefined;
  return {
    txnId,
    remainInDialog: remain === 'remainInDialog',
    fullResponse: full === 'fullResponse',
    followRedirects: follow === 'followRedirects',
    simultaneous: order === 'simultaneous',
    provisionalTimeoutMs: milliseconds(provisional),
    finalTimeoutMs: milliseconds(final),
    destinations: destinations.filter((destination) => destination !== ''),
  };
}

/** Proxies a request that its application has not answered. */
export function startProxy(engine: Engine, owner: AppConnection, messageId: string, command: ProxyCommand, app: AppMessage): void {
  const pending = engine.pending.get(command.txnId);
  if (pending === undefined || pending.touched) return owner.reply(messageId, 'NOK', `Unknown transaction id: ${command.txnId}`);
  const observer: ProxyObserver | undefined = command.fullResponse
    ? {
        onFinal: ({ message, flow }) => owner.replyProxyResponse(messageId, flow, message.toBuffer()),
        onDone: () => owner.replyProxyDone(messageId),
      }
    : undefined;
  const trouble = proxyPending(engine, pending, command, app.headers, observer);
  if (trouble !== undefined) owner.reply(messageId, 'NOK', trouble);
  else if (!command.fullResponse) owner.replyProxyDone(messageId);
}

/** Proxies a request that nobody has answered. Answers it itself, and says why, when it cannot be proxied. */
export function proxyPending(
  engine: Engine,
  pending: PendingRequest,
  command: ProxyCommand,
  headers: readonly AppHeader[],
  observer: ProxyObserver | undefined,
): string | undefined {
  const request = requestOf(pending);
  const upstream = pending.transaction;
  const hops = Number(request.get('max-forwards') ?? '71');
  forget(engine, pending);
  if (!(hops > 0)) {
    reject(engine, pending, request, 483);
    return 'Rejected with 483 Too Many Hops due to Max-Forwards value of 0';
  }
  // Who knows the nonce of a challenge gave it: a retry goes to that target (its challenge was passed on a moment ago).
  const challenger = engine.proxies.challenges.targetOf(request);
  const wanted = challenger === undefined ? command.destinations : [challenger];
  const usable = wanted.filter((destination) => parseUri(destination).ok);
  if (usable.length === 0) {
    reject(engine, pending, request, 500);
    return 'error proxying request to ';
  }
  const incoming = upstream.received.flow;
  const compose = (flow: Flow, target: string, redirected: boolean): SipMessage => {
    const forward = request.clone();
    while (ownRoute(engine, forward)) forward.removeFirstValue('route');
    forward.remove('route');
    if (redirected || (isLocalUri(engine, request.requestUri) && request.requestUri.startsWith('sip'))) forward.requestUri = target;
    forward.set(HEADERS.MAX_FORWARDS, String(hops - 1));
    if (command.remainInDialog) stayInPath(engine, forward, incoming, flow);
    addAppHeaders(forward, headers, TAKEN, flow);
    return forward;
  };
  const launched = new ProxyCore(engine, upstream, command, compose, observer).start(usable);
  return launched ? undefined : 'error proxying request to ';
}

function reject(engine: Engine, pending: PendingRequest, request: SipMessage, status: number): void {
  const response = responseTo(request, status, undefined, pending.toTag);
  if (pending.transaction.respond(response)) engine.metrics.responseOut(request.method, status);
  if (request.method === METHODS.INVITE) engine.cdr.stop('application', 'call-rejected', response);
}

/**
 * Record-Route, so that later requests of the dialog pass here too (RFC 3261 §16.6 step 4); Path for a REGISTER (RFC 3327). Between two
 * transports or networks each side gets the name that it can use: two values (RFC 5658 §3.3).
 */
function stayInPath(engine: Engine, forward: SipMessage, incoming: Flow, flow: Flow): void {
  const uri = `<${localUri(flow)};lr>`;
  if (forward.method !== METHODS.REGISTER) {
    if (incoming.local.sentBy !== flow.local.sentBy || incoming.protocol !== flow.protocol)
      forward.add(HEADERS.RECORD_ROUTE, `<${localUri(incoming)};lr>`, 'top');
    forward.add(HEADERS.RECORD_ROUTE, uri, 'top');
    return;
  }
  forward.add(HEADERS.PATH, wantsFlow(forward) ? flowPath(engine, incoming, flow) : uri, 'top');
  forward.add(HEADERS.REQUIRE, 'path');
}

/** `2s`, `1500ms` → milliseconds; anything else is no limit. */
export function milliseconds(text: string): number {
  const match = /^(\d+)(ms|s)$/.exec(text);
  return match ? Number(match[1]) * (match[2] === 's' ? 1000 : 1) : 0;
}
