import { type Flow, HEADERS, isReliable, type Received } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { localContact } from '../headers/local-uri.js';
import type { Alternatives } from './find-flow.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** More than this nobody may ask of us to stay away (RFC 3261 §20.33 has no limit). */
const MAX_RETRY_AFTER_MS = 300_000;

/** Why a target is left for another one (RFC 3263 §4.3). */
export type TargetFailure = 'timeout' | 'transport-error' | Received;

/**
 * After a request failed on its way or was answered 503: the next way to the same place, which has to be tried in a transaction of its own.
 * The target that failed is tried last for a while. `undefined`: there is no other.
 */
export function nextWay(engine: Engine, failed: Flow, failure: TargetFailure, others: Alternatives | undefined): Flow | undefined {
  const { dead } = engine.resolver;
  if (typeof failure !== 'string') {
    if (others !== undefined) dead.mark(failed.protocol, failed.remote, retryAfterMs(failure));
  } else if (others !== undefined || isReliable(failed.protocol)) dead.mark(failed.protocol, failed.remote);
  return others?.next();
}

function retryAfterMs({ message }: Received): number | undefined {
  const seconds = /^\d+/.exec(message.get('retry-after')?.trim() ?? '')?.[0];
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1000, MAX_RETRY_AFTER_MS);
}

/** The ways that remain when a request was sent over a stream only for its size: first the datagram it would have been (RFC 3261 §18.1.1). */
export function withDatagram(engine: Engine, flow: Flow, others: Alternatives | undefined): Alternatives {
  let datagram = engine.transport.flowTo('udp', flow.remote, flow.local.address);
  return {
    next: () => {
      const first = datagram;
      datagram = undefined;
      return first ?? others?.next();
    },
  };
}

/**
 * Sends a request of an application again, to the next target, in a transaction of its own (RFC 3263 §4.3). The application sees nothing of
 * it. False when there is no other target, or when it would be wrong: the request was cancelled, or its target has shown signs of life.
 */
export function tryElsewhere(engine: Engine, outgoing: OutgoingRequest, failure: TargetFailure): boolean {
  const { transaction, others, user } = outgoing;
  if (transaction === undefined || user === undefined || outgoing.cancelled || outgoing.orphaned) return false;
  const isAlive = typeof failure === 'string' && outgoing.provisionalSeen;
  if (isAlive || outgoing.forks.size > 0) return false;
  const flow = nextWay(engine, transaction.flow, failure, others);
  if (flow === undefined) return false;
  const again = outgoing.request.clone();
  again.removeFirstValue('via');
  // A Contact that we filled in names the listener that sends.
  const contact = localContact(transaction.flow);
  if (again.get('contact') === contact) again.set(HEADERS.CONTACT, localContact(flow));
  outgoing.request = again;
  outgoing.provisionalSeen = false;
  outgoing.transaction = engine.transactions.request(again, flow, user);
  engine.metrics.requestOut(outgoing.method);
  return true;
}
