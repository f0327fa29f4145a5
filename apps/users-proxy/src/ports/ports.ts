import type { Clock } from '@switchyard/kernel';
import type { RegistrationEvent } from '@switchyard/model';
import type { MediaPolicy } from '../media/endpoint-media.js';
import type { GruuMint } from '../registration/gruu.js';
import type { RegistrationPolicy } from '../registration/registration.js';
import type { Authority } from './authority.port.js';
import type { CallInfoSeal } from '@switchyard/call-flow';
import type { Calls } from './calls.port.js';
import type { GuardPort, SourceFilterPort } from './guard.port.js';
import type { Locations } from './locations.port.js';
import type { Network } from './network.port.js';
import type { Messages, Presence } from './presence.port.js';
import type { Subscribers } from './subscribers.port.js';
import type { WakeUps } from './wake-ups.port.js';
import type { OnwardPlan } from '../onward/onward-call.js';
import type { Redirection } from '../onward/redirections.js';

/** Everything a step may ask. */
export interface Ports {
  readonly subscribers: Subscribers;
  readonly locations: Locations;
  readonly authority: Authority;
  readonly guard: GuardPort;
  /** User-Agents that get no answer; undefined: all may come. */
  readonly scanners: RegExp | undefined;
  readonly sourceFilter: SourceFilterPort;
  readonly network: Network;
  readonly calls: Calls;
  readonly seal: CallInfoSeal;
  readonly registrations: RegistrationPolicy;
  readonly gruus: GruuMint;
  readonly wakeUps: WakeUps;
  readonly mediaPolicy: MediaPolicy;
  /** Tells live views that the contacts of an endpoint are no longer what they were. Never fails, never waits. */
  readonly registered: (event: RegistrationEvent) => void;
  /** The call that takes the place of one whose phone answered 3xx. */
  readonly redirect: (redirection: Redirection) => Promise<OnwardPlan>;
  readonly presence: Presence;
  readonly messages: Messages;
  readonly clock: Clock;
}
