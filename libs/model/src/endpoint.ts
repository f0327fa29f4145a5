import type { ClientType } from './fields/client-type.js';

export type EndpointKind = 'terminal' | 'residentialDevice' | 'retailAccount';

/** What a proxy needs of a subscriber, joined and frozen: the value of the read-through cache (architecture §3). */
export interface Endpoint {
  readonly kind: EndpointKind;
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly clientType: ClientType;
  readonly name: string;
  readonly domain: string;
  /** Lower-case hex digests of `name:domain:password` (RFC 8760); null until a password was set. */
  readonly ha1Md5: string | null;
  readonly ha1Sha256: string | null;
  /** The vPBX user who has this terminal; null: the terminal is incomplete and may neither register nor call (IV-35). */
  readonly userId: number | null;
  /** The user's screen extension number, e.g. "101". */
  readonly extension: string | null;
  readonly displayName: string;
  /** DDI presented outside: the endpoint's own, else the user's, else the client's fallback. E.164. */
  readonly outgoingNumber: string | null;
  /** Concurrent calls; 0 means unlimited. */
  readonly maxCalls: number;
}

/** `name@domain`, lower-case domain: the key of registrations. */
export const aorOf = (endpoint: { readonly name: string; readonly domain: string }): string =>
  `${endpoint.name}@${endpoint.domain.toLowerCase()}`;

/** A vPBX user as the application server rings it. */
export interface UserRoute {
  readonly userId: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly doNotDisturb: boolean;
  readonly displayName: string;
  readonly extension: string | null;
  /** Null: nothing to ring. */
  readonly endpoint: Endpoint | null;
}
