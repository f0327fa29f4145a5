import type { EndpointKind } from '@switchyard/model';

/** Who watches: enough to decide again what he may see, whatever happened to the process meanwhile. */
export interface Watcher {
  readonly kind: EndpointKind;
  readonly id: number;
  readonly userId: number | null;
  readonly brandId: number;
  readonly clientId: number;
  readonly name: string;
  readonly domain: string;
}

/** What somebody asked to be told, as it lies in Redis (RFC 6665 §4.1). What it leads to is found again in the configuration. */
export interface Subscription {
  /** Dialog, event and id of the event: one dialog may carry several. */
  readonly id: string;
  /** The engine's name of the dialog; empty when nobody subscribed (implied, SX-19). */
  readonly dialogId: string;
  readonly event: string;
  readonly eventId?: string;
  /** User and host of the Request-URI. */
  readonly user: string;
  readonly host: string;
  readonly watcher: Watcher;
  /** How it came: `udp`, `tcp`, `tls`, `ws` or `wss`. */
  readonly transport: string;
  /** Content type of its documents. */
  readonly type: string;
  /** The watcher understands lists (RFC 4662). */
  readonly lists: boolean;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** Version of the last document when this was written, and when that was: at most one document a second follows. */
  readonly version: number;
  readonly writtenAtMs: number;
}

export const subscriptionId = (dialogId: string, event: string, eventId: string | undefined): string =>
  `${dialogId}|${event}${eventId === undefined ? '' : `|${eventId}`}`;

/** A version above every one that was sent since it was written; full documents may skip numbers (RFC 4235 §4.3). */
export const versionNow = ({ version, writtenAtMs }: Pick<Subscription, 'version' | 'writtenAtMs'>, nowMs: number): number =>
  version + Math.max(0, Math.ceil((nowMs - writtenAtMs) / 1000)) + 2;
