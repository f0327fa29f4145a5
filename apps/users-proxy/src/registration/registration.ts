import type { SourceAddress } from '@switchyard/b2bua';
import { formatUri, parseUri, sameUri } from '@switchyard/sip';

/** One binding of an AoR to a contact, as it lies in Redis. */
export interface Registration {
  /** Contact URI without `<>`, headers and password. */
  readonly contact: string;
  readonly source: SourceAddress;
  /** Our `address:port` it came to; null when the SIP engine does not say. */
  readonly receivedOn: string | null;
  readonly callId: string;
  readonly cseq: number;
  readonly expiresAtMs: number;
  readonly userAgent: string;
  /** Path (RFC 3327) is not taken from phones: the next hop is always where the REGISTER came from. */
  readonly path: readonly string[];
  /** RFC 5626 instance id, when given. */
  readonly instance?: string;
}

export interface RegistrationLimits {
  readonly minExpiresSec: number;
  readonly maxExpiresSec: number;
  /** Contacts per AoR; the newest win. */
  readonly maxContacts: number;
}

/** RFC 3261 §10.3 step 7: bindings are the same when their URIs are equal by the rules of §19.1.4. */
export function sameContact(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [parseUri(a), parseUri(b)];
  return left.ok && right.ok && sameUri(left.value, right.value);
}

/** Is the endpoint behind an address translator? Then neither its Contact nor the addresses in its SDP lead to it. */
export function isBehindNat(registration: Pick<Registration, 'contact' | 'source'>): boolean {
  const uri = parseUri(registration.contact);
  return !uri.ok || bare(uri.value.host) !== bare(registration.source.address);
}

/**
 * Where a request for the contact is sent: always the host that registered, so that a contact cannot point our requests at somebody
 * else's machine (or at one of ours, invariant I5). Behind NAT and over streams the very flow of the REGISTER is used (RFC 5626).
 */
export function nextHopOf({ contact, source }: Pick<Registration, 'contact' | 'source'>): string {
  const uri = parseUri(contact);
  const isDirect = source.protocol === 'udp' && uri.ok && !isBehindNat({ contact, source });
  const port = isDirect ? (uri.value.port ?? 5060) : source.port;
  const host = source.address.includes(':') ? `[${bare(source.address)}]` : source.address;
  return formatUri({ scheme: 'sip', user: '', host, port, params: new Map([['transport', source.protocol]]), headers: '' });
}

const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '');
