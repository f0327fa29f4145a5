import type { Registering } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';

/** One phone that can be reached now. */
export interface RegisteredContact {
  readonly contact: string;
  readonly protocol: string;
  /** Where it was seen to send from. */
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly expiresAt: string;
}
export interface RegistrationState {
  readonly id: number;
  /** `direct`: it is reached at its own address and never registers. */
  readonly status: 'registered' | 'unregistered' | 'direct';
  readonly contacts: readonly RegisteredContact[];
}

/** Where endpoints are, as the users proxy wrote it down. */
export interface Registrations {
  /** In the order of the ids; those that are not the caller's are left out. Throws `live-away`. */
  readonly of: (caller: RequestContext, resource: Registering, ids: readonly number[]) => Promise<readonly RegistrationState[]>;
  /** How many endpoints of the caller's tenant are registered; null: too many to be counted now, or Redis is away. */
  readonly count: (caller: RequestContext) => Promise<number | null>;
}
export const REGISTRATIONS = Symbol('Registrations');
