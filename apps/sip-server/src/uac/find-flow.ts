import { isIP } from 'node:net';
import { err, ok, type Result } from '@switchyard/kernel';
import { type Flow, isSecure, nextHopOf, parseUri, type SipUri, type Target, type TargetQuery } from '@switchyard/sip';
import type { Engine } from '../engine.js';

export type FlowFailure = 'uri-unreadable' | 'transport-unavailable' | 'name-unresolved' | 'flow-gone';

/** Further ways to the same place, for when the first does not work (RFC 3263 §4.3). */
export interface Alternatives {
  /** The next one; `undefined` when all have been given out. */
  readonly next: () => Flow | undefined;
}

/**
 * Finds the way to a URI: the flow its token stands for, the connection on which that contact registered, else by its host, port and
 * `;transport`. Calls `then` at once when no name has to be looked up; requests for one name stay in order otherwise. `near` is the local
 * address already in use; `;local` of a next hop names the one that is to send, for applications that have several to choose from.
 */
export function findFlow(
  engine: Engine,
  uriText: string,
  near: string | undefined,
  then: (found: Result<Flow, FlowFailure>, others?: Alternatives) => void,
): void {
  const registered = engine.streamContacts.find(uriText);
  if (registered) return then(ok(registered));
  const uri = parseUri(uriText);
  if (!uri.ok) return then(err('uri-unreadable'));
  if (uri.value.params.has('ob') && isTokenOfOurs(engine, uri.value)) return then(flowOfToken(engine, uri.value));
  const hop = nextHopOf(uri.value);
  if (!hop.ok) return then(err(hop.error === 'host-missing' ? 'uri-unreadable' : 'transport-unavailable'));
  const query = hop.value;
  const from = near ?? uri.value.params.get('local');
  const targets = engine.resolver.resolve(query);
  if (!(targets instanceof Promise)) return openFirst(engine, query, targets, from, then);
  void targets
    .then((found) => openFirst(engine, query, found, from, then))
    .catch((thrown: unknown) => engine.logger.error('request not sent', { uri: uriText, error: String(thrown) }));
}

function openFirst(
  engine: Engine,
  query: TargetQuery,
  targets: readonly Target[],
  near: string | undefined,
  then: (found: Result<Flow, FlowFailure>, others?: Alternatives) => void,
): void {
  if (targets.length === 0) return then(err('name-unresolved'));
  let at = 0;
  const next = (): Flow | undefined => {
    for (; at < targets.length;) {
      const target = targets[at++] as Target;
      const peerName = isSecure(target.protocol) ? peerNameOf(query) : undefined;
      const flow = engine.transport.flowTo(target.isDefault ? undefined : target.protocol, target, near, peerName);
      if (flow) return flow;
    }
    return undefined;
  };
  const first = next();
  if (first === undefined) return then(err('transport-unavailable'));
  if (at < targets.length) then(ok(first), { next });
  else then(ok(first));
}

/** Whom a TLS peer has to prove to be; an address proves itself by the connection that stands. */
const peerNameOf = ({ host }: TargetQuery): string | undefined => (isIP(host) === 0 ? host : undefined);

/** A URI of ours with `;ob` whose user part may be a flow token: we wrote it into a Path or Record-Route (RFC 5626 §5.3). */
const isTokenOfOurs = (engine: Engine, uri: SipUri): boolean => uri.user !== '' && engine.transport.isOurs(uri);

function flowOfToken(engine: Engine, uri: SipUri): Result<Flow, FlowFailure> {
  const reference = engine.flowTokens.decode(uri.user);
  const flow = reference.ok ? engine.transport.flowOf(reference.value) : undefined;
  return flow ? ok(flow) : err('flow-gone');
}

/** What a request that is proxied is answered when there is no way; 430 is for flows (RFC 5626 §11.1). */
export const FLOW_FAILURE_STATUS: Readonly<Record<FlowFailure, number>> = {
  'uri-unreadable': 500,
  'transport-unavailable': 500,
  'name-unresolved': 503,
  'flow-gone': 430,
};

/** What an application is told when there is no way. */
export const FLOW_FAILURE_TEXT: Readonly<Record<FlowFailure, string>> = {
  'uri-unreadable': 'invalid request-uri: ',
  'transport-unavailable': 'requested protocol/transport not available',
  'name-unresolved': 'DNS Error',
  'flow-gone': 'the flow of that token is gone',
};
