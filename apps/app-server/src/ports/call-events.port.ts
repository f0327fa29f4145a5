import type { CallEvent } from '@switchyard/model';

/** Tells live views and webhooks. Never fails and never delays a call. */
export interface CallEvents {
  readonly publish: (event: CallEvent) => void;
}
