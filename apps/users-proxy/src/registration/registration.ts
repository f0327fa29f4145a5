import { formatUri, parseUri, sameUri } from '@switchyard/sip';
import type { Registration } from '@switchyard/queue';

export type { Registration } from '@switchyard/queue';

/** Shortest and longest time that is granted, in seconds. */
export interface Interval {
  readonly minSec: number;
  readonly maxSec: number;
}

/** What this registrar allows. */
export interface RegistrationPolicy {
  readonly interval: Interval;
  /** Of contacts behind an address translator, whose entries there are short-lived. */
  readonly natedInterval: Interval;
  /** Devices per endpoint with `multiContact`; all others have one. */
  readonly maxContacts: number;
  /** A further device when all places are taken: the oldest goes, or the newcomer is refused. */
  readonly whenFull: 'replace' | 'reject';
  /** A contact is still rung for so long after it has expired. */
  readonly graceMs: number;
  /** Contacts that a 200 lists: all of the AoR (RFC 3261 §10.3 step 8), or those of the request for phones that trip over others. */
  readonly listed: 'all' | 'own';
  /** Path (RFC 3327) of trusted edges: not taken; taken; taken only from phones that know it, and refused from anybody else. */
  readonly path: 'off' | 'lazy' | 'strict';
  readonly isEdge: (address: string) => boolean;
  /** How often a phone is to keep its flow alive (RFC 5626 §4.4). */
  readonly flowTimerSec: number;
  /** Push services there is a gateway for (RFC 8599). */
  readonly pushProviders: readonly string[];
}

/** RFC 3261 §10.3 step 7: bindings are the same when their URIs are equal by the rules of §19.1.4. */
export function sameContact(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [parseUri(a), parseUri(b)];
  return left.ok && right.ok && sameUri(left.value, right.value);
}

/** Which device: the flows of one instance are one (RFC 5626 §4.2), any other contact is by itself. */
export const deviceOf = ({ contact, instance, regId }: Pick<Registration, 'contact' | 'instance' | 'regId'>): string =>
  instance !== undefined && regId !== undefined ? instance : contact;

/** Is the endpoint behind an address translator? Then neither its Contact nor the addresses in its SDP lead to it. Behind an edge proxy that is the edge's affair. */
export function isBehindNat({
  contact,
  source,
  path = [],
}: Pick<Registration, 'contact' | 'source'> & { readonly path?: readonly string[] }): boolean {
  if (path.length > 0) return false;
  const uri = parseUri(contact);
  return !uri.ok || bare(uri.value.host) !== bare(source.address);
}

/** Kept alive by our pings: over UDP its entry in the translator would go; streams keep themselves alive. */
export const isPinged = (registration: Registration): boolean => registration.source.protocol === 'udp' && isBehindNat(registration);

/** Pings in a row without an answer after which a contact counts as unreachable. */
export const UNREACHABLE_AFTER = 3;
export const isUnreachable = ({ silentPings }: Pick<Registration, 'silentPings'>): boolean => silentPings >= UNREACHABLE_AFTER;

/**
 * Where a request for the contact is sent: always the host that registered, be it the phone or its edge proxy, so that a contact cannot
 * point our requests at somebody else's machine (or at one of ours, invariant I5). Behind NAT and over streams the very flow of the
 * REGISTER is used (RFC 5626).
 */
export function nextHopOf({
  contact,
  source,
  path = [],
}: Pick<Registration, 'contact' | 'source'> & { readonly path?: readonly string[] }): string {
  const first = path[0] === undefined ? undefined : parseUri(/<([^>]*)>/.exec(path[0])?.[1] ?? path[0]);
  const uri = first ?? parseUri(contact);
  // The edge's own name in Path may be one that only the phones' side resolves: its address is where it came from.
  const isDirect = source.protocol === 'udp' && uri.ok && (first !== undefined || !isBehindNat({ contact, source }));
  const port = isDirect ? (uri.value.port ?? 5060) : source.port;
  const host = source.address.includes(':') ? `[${bare(source.address)}]` : source.address;
  return formatUri({ scheme: 'sip', user: '', host, port, params: new Map([['transport', source.protocol]]), headers: '' });
}

const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '');
