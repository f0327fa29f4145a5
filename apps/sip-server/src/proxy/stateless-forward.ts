import {
  METHODS,
  newBranch,
  parseUri,
  type Received,
  type ServerTransaction,
  type SipMessage,
  uriIn,
  viaFor,
  HEADERS,
} from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { findFlow } from '../uac/find-flow.js';
import { flowRoute, stayOnFlow } from './flow-route.js';
import { refuse } from '../uas/refuse.js';
import { ProxyCore, type ProxyOptions } from './proxy-core.js';

/** Whether the first Route of a request is the one we wrote into its Record-Route. */
export function ownRoute(engine: Engine, request: SipMessage): boolean {
  const route = request.values('route')[0];
  if (route === undefined || !/;\s*lr\b/i.test(route)) return false;
  return isLocalUri(engine, uriIn(route));
}

export function isLocalUri(engine: Engine, text: string): boolean {
  const uri = parseUri(text);
  return uri.ok && engine.transport.isOurs(uri.value);
}

/** Made here, where the request is out of reach: it lives as long as the relay. */
const countingResponses =
  ({ metrics }: Engine) =>
  ({ method, status }: SipMessage): void => {
    metrics.responseIn(method, status);
    metrics.responseOut(method, status);
  };

const ONE_TARGET: ProxyOptions = { simultaneous: false, followRedirects: false, provisionalTimeoutMs: 0, finalTimeoutMs: 0 };

/** INVITE, and what comes or goes by a stream, whose sender does not repeat. */
function forwardStatefully(engine: Engine, transaction: ServerTransaction, forward: SipMessage, uri: string): void {
  new ProxyCore(engine, transaction, ONE_TARGET, () => forward.clone()).start([uri]);
}

/**
 * A request of a dialog in whose path we stayed (RFC 3261 §16.4): our Route is taken off and it goes on. ACK is forwarded without state,
 * other requests between UDP peers with just enough to bring their answers back, the rest by a response context.
 */
export function forwardByRoute(engine: Engine, received: Received, transaction: ServerTransaction | undefined): void {
  const { message } = received;
  const hops = Number(message.get('max-forwards') ?? '70');
  if (!(hops > 0)) {
    if (transaction) refuse(engine, transaction, 483);
    return;
  }
  const flow = flowRoute(engine, message, received.flow);
  const forward = message.clone();
  // Between two transports we stand there twice (RFC 5658).
  for (let twice = 0; twice < 2 && ownRoute(engine, forward); twice += 1) forward.removeFirstValue('route');
  if (transaction && message.method === METHODS.BYE) engine.cdr.stop('network', 'normal-release', forward);
  forward.set(HEADERS.MAX_FORWARDS, String(hops - 1));
  const next = forward.values('route')[0];
  const uri = flow ?? (next === undefined ? forward.requestUri : uriIn(next));
  if (flow !== undefined) stayOnFlow(forward, flow);
  const { method } = message;
  if (transaction?.invite === true || (transaction !== undefined && received.flow.protocol !== 'udp'))
    return forwardStatefully(engine, transaction, forward, uri);
  findFlow(engine, uri, received.flow.local.address, (found) => {
    if (transaction !== undefined) {
      if (!found.ok || found.value.protocol !== 'udp') return forwardStatefully(engine, transaction, forward, uri);
      const data = engine.transactions.relay(transaction, forward, found.value, countingResponses(engine));
      engine.metrics.requestOut(method);
      if (method === METHODS.BYE) engine.cdr.stop('application', 'normal-release', data);
      return;
    }
    if (!found.ok) return;
    forward.add(HEADERS.VIA, viaFor(found.value, newBranch()), 'top');
    found.value.send(forward.toBuffer(), forward.callId());
  });
}
