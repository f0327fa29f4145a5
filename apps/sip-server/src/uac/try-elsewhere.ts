import { type Flow, isReliable, type Received } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import type { Alternatives } from './find-flow.js';

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
