import { err, ok, type Result } from '@switchyard/kernel';
import { type Flow, nextHopOf, parseUri } from '@switchyard/sip';
import type { Engine } from '../engine.js';

export type FlowFailure = 'uri-unreadable' | 'transport-unavailable' | 'name-unresolved';

/**
 * Finds the way to a URI: the connection on which that contact registered, else by its host, port and `;transport`. Calls `then` at
 * once when no name has to be resolved; requests for one name stay in order otherwise. `near` is the local address already in use.
 */
export function findFlow(
  engine: Engine,
  uriText: string,
  near: string | undefined,
  then: (found: Result<Flow, FlowFailure>) => void,
): void {
  const registered = engine.streamContacts.find(uriText);
  if (registered) return then(ok(registered));
  const uri = parseUri(uriText);
  if (!uri.ok) return then(err('uri-unreadable'));
  const hop = nextHopOf(uri.value);
  if (!hop.ok) return then(err(hop.error === 'host-missing' ? 'uri-unreadable' : 'transport-unavailable'));
  const { protocol, host, port } = hop.value;
  const arrive = (address: string | undefined): void => {
    if (address === undefined) return then(err('name-unresolved'));
    const flow = engine.transport.flowTo(protocol, { address, port }, near);
    then(flow ? ok(flow) : err('transport-unavailable'));
  };
  const address = engine.resolver.resolve(host);
  if (typeof address === 'string') arrive(address);
  else
    void address.then(arrive).catch((thrown: unknown) => engine.logger.error('request not sent', { uri: uriText, error: String(thrown) }));
}

/** What an application is told when there is no way. */
export const FLOW_FAILURE_TEXT: Readonly<Record<FlowFailure, string>> = {
  'uri-unreadable': 'invalid request-uri: ',
  'transport-unavailable': 'requested protocol/transport not available',
  'name-unresolved': 'DNS Error',
};
