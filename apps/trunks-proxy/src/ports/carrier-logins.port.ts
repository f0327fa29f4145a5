import type { Credentials } from '@switchyard/b2bua';

/** What the challenge of a carrier's server is answered with; from memory, never by SQL on the call path once warm. */
export interface CarrierLogins {
  /** Undefined when the server has none or they cannot be known now. */
  readonly of: (carrierServerId: number) => Promise<Credentials | undefined>;
}
