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

/** What live views are told (IV-192), one stream for all of the platform; who may see which is decided where it is read. */
export type LiveEvent = ({ readonly kind: 'call' } & CallEvent) | ({ readonly kind: 'registration' } & RegistrationEvent);

/** A leg in progress: its last event, with the times that later events no longer say. */
export interface ActiveLeg extends CallEvent {
  readonly startedAt: string;
  readonly answeredAt: string | null;
}
