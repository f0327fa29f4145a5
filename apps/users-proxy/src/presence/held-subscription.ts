import type { EventPackage, Located } from './event-package.js';
import type { Subscription } from './subscription.js';

/** A subscription that this process serves. */
export interface Held {
  subscription: Subscription;
  readonly package: EventPackage;
  /** Name of the list, when it is one. */
  list: string | undefined;
  located: readonly Located[];
  version: number;
  sentAtMs: number;
  /** Fingerprints of what was sent last, by key. */
  readonly sent: Map<string, number>;
  /** What the next NOTIFY has to say: all, or what changed of these keys. */
  wants: 'nothing' | 'changed' | 'all';
  changed: Set<string> | undefined;
  isBusy: boolean;
  /** Set: the next NOTIFY is the last one, with this reason (RFC 6665 §4.1.3). */
  ending: EndReason | undefined;
  timer: NodeJS.Timeout | undefined;
  gone: boolean;
}

export type EndReason = 'timeout' | 'noresource' | 'rejected' | 'deactivated';

export const newHeld = (
  subscription: Subscription,
  of: EventPackage,
  found: { list: string | undefined; located: readonly Located[] },
): Held => ({
  subscription,
  package: of,
  ...found,
  version: subscription.version,
  sentAtMs: 0,
  sent: new Map(),
  wants: 'nothing',
  changed: undefined,
  isBusy: false,
  ending: undefined,
  timer: undefined,
  gone: false,
});

/** FNV-1a: documents are compared by it, so that a change that shows nothing sends nothing. */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
