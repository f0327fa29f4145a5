import type { Clock } from '@switchyard/kernel';
import type { RegistrationEvent } from '@switchyard/model';
import type { MediaPolicy } from '../media/endpoint-media.js';
import type { GruuMint } from '../registration/gruu.js';
import type { RegistrationPolicy } from '../registration/registration.js';
import type { Authority } from './authority.port.js';
import type { CallInfoSeal } from '@switchyard/call-flow';
import type { Calls } from './calls.port.js';
import type { Locations } from './locations.port.js';
import type { Network } from './network.port.js';
import type { Subscribers } from './subscribers.port.js';

/** Everything a step may ask. */
export interface Ports {
  readonly subscribers: Subscribers;
  readonly locations: Locations;
  readonly authority: Authority;
  readonly network: Network;
  readonly calls: Calls;
  readonly seal: CallInfoSeal;
  readonly registrations: RegistrationPolicy;
  readonly gruus: GruuMint;
  readonly mediaPolicy: MediaPolicy;
  /** Tells live views that the contacts of an endpoint are no longer what they were. Never fails, never waits. */
  readonly registered: (event: RegistrationEvent) => void;
  readonly clock: Clock;
}
