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
import { refuse } from '../uas/refuse.js';
import { ProxyCore } from './proxy-core.js';

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

/**
 * A request of a dialog in whose path we stayed (RFC 3261 §16.4): our Route is taken off and it goes on. ACK is forwarded without state,
 * everything else with the answers coming back through `transaction`.
 */
export function forwardByRoute(engine: Engine, received: Received, transaction: ServerTransaction | undefined): void {
  const { message } = received;
  const hops = Number(message.get('max-forwards') ?? '70');
  if (!(hops > 0)) {
    if (transaction) refuse(engine, transaction, 483);
    return;
  }
  const forward = message.clone();
  // Between two transports we stand there twice (RFC 5658).
  for (let twice = 0; twice < 2 && ownRoute(engine, forward); twice += 1) forward.removeFirstValue('route');
  forward.set(HEADERS.MAX_FORWARDS, String(hops - 1));
  const next = forward.values('route')[0];
  const uri = next === undefined ? forward.requestUri : uriIn(next);
  if (transaction) {
    if (message.method === METHODS.BYE) engine.cdr.stop('network', 'normal-release', message);
    const core = new ProxyCore(
      engine,
      transaction,
      { simultaneous: false, followRedirects: false, provisionalTimeoutMs: 0, finalTimeoutMs: 0 },
      () => forward.clone(),
    );
    core.start([uri]);
    return;
  }
  findFlow(engine, uri, received.flow.local.address, (found) => {
    if (!found.ok) return;
    forward.add(HEADERS.VIA, viaFor(found.value, newBranch()), 'top');
    found.value.send(forward.toBuffer(), forward.callId());
  });
}
