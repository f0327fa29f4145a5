import type { Incoming } from '@switchyard/b2bua';
import type { Final } from '@switchyard/call-flow';
import type { Endpoint, Snapshot } from '@switchyard/model';

/** Who is told what about whom. */
export interface Presence {
  /** True where presence is switched off for the address (IV-58). */
  readonly isOff: (snapshot: Snapshot, address: string) => boolean;
  readonly subscribe: (ask: { readonly incoming: Incoming; readonly watcher: Endpoint; readonly snapshot: Snapshot }) => Promise<Final>;
  readonly publish: (ask: { readonly incoming: Incoming; readonly endpoint: Endpoint }) => Promise<Final>;
}

/** Messages between endpoints. */
export interface Messages {
  readonly send: (ask: { readonly incoming: Incoming; readonly sender: Endpoint }) => Promise<Final>;
}
