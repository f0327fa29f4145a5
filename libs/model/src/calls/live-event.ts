import type { EndpointKind } from '../endpoint.js';
import type { CallEvent } from './leg-record.js';

/** Somebody registered, refreshed or left: how many contacts the endpoint has now. Refreshes that change nothing are not told. */
export interface RegistrationEvent {
  readonly at: string;
  readonly brandId: number;
  readonly clientId: number;
  readonly endpointKind: EndpointKind;
  readonly endpointId: number;
  readonly endpointName: string;
  readonly contacts: number;
  readonly userAgent: string;
}

/** A queue as it is now; told whenever something of it changes. */
export interface QueueState {
  readonly at: string;
  readonly brandId: number;
  readonly clientId: number;
  readonly queueId: number;
  readonly queueName: string;
  /** Callers who wait, and since when the first of them does. */
  readonly waiting: number;
  readonly waitingSince: string | null;
  readonly membersFree: number;
  readonly membersBusy: number;
  readonly membersPaused: number;
}

/** What live views are told (IV-192), one stream for all of the platform; who may see which is decided where it is read. */
export type LiveEvent =
  | ({ readonly kind: 'call' } & CallEvent)
  | ({ readonly kind: 'registration' } & RegistrationEvent)
  | ({ readonly kind: 'queue' } & QueueState);

/** A leg in progress: its last event, with the times that later events no longer say. */
export interface ActiveLeg extends CallEvent {
  readonly startedAt: string;
  readonly answeredAt: string | null;
}
