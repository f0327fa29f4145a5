import type { Registering } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';

/** One phone that can be reached now. */
export interface RegisteredContact {
  /** By which it is removed. */
  readonly id: string;
  readonly contact: string;
  readonly protocol: string;
  /** Where it was seen to send from. */
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly expiresAt: string;
  /** Preference, 0 to 1. */
  readonly q: number;
  /** Device (RFC 5626); null: it does not say. */
  readonly instance: string | null;
  /** False: it does not answer pings any more. */
  readonly reachable: boolean;
}
export interface RegistrationState {
  readonly id: number;
  /** `direct`: it is reached at its own address and never registers. */
  readonly status: 'registered' | 'unregistered' | 'direct';
  readonly contacts: readonly RegisteredContact[];
}

/** An endpoint in the list of all that are registered. */
export interface RegisteredEndpoint extends RegistrationState {
  readonly kind: Registering;
  readonly name: string;
  readonly clientId: number;
}

/** Where endpoints are, as the users proxy wrote it down. All but `count` throw `live-away`. */
export interface Registrations {
  /** In the order of the ids; those that are not the caller's are left out. `user`: the phone of the user. */
  readonly of: (caller: RequestContext, resource: Registering | 'user', ids: readonly number[]) => Promise<readonly RegistrationState[]>;
  /** Registered endpoints of the caller's tenant, some at a time; `next`: where the list goes on, null at its end. */
  readonly list: (
    caller: RequestContext,
    cursor: string,
  ) => Promise<{ readonly items: readonly RegisteredEndpoint[]; readonly next: string | null }>;
  /**
   * Removes one contact, or all of an endpoint, at once and for all proxies. Undefined: the endpoint is not the caller's; `no-contact`: it has no
   * such contact.
   */
  readonly remove: (
    caller: RequestContext,
    resource: Registering | 'user',
    id: number,
    contactId: string | undefined,
  ) => Promise<RegistrationState | 'no-contact' | undefined>;
  /** How many endpoints of the caller's tenant are registered; null: too many to be counted now, or Redis is away. */
  readonly count: (caller: RequestContext) => Promise<number | null>;
}
export const REGISTRATIONS = Symbol('Registrations');
