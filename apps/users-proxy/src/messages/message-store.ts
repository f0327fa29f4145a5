import type { InstantMessage } from './instant-message.js';

/** Whose messages: the address they wait for and its client. */
export interface MessageBox {
  readonly aor: string;
  readonly clientId: number;
}

/** Messages that wait for somebody who is away, in their order. */
export interface MessageStore {
  /** `full`: as many wait as are allowed; `away`: nothing can be stored now. */
  readonly add: (box: MessageBox, message: InstantMessage) => Promise<'stored' | 'full' | 'away'>;
  /** The oldest that has not expired. */
  readonly first: (box: MessageBox) => Promise<InstantMessage | undefined>;
  readonly remove: (box: MessageBox, id: string) => Promise<void>;
  /** Known without asking: something waits for the address. */
  readonly mayWait: (aor: string) => boolean;
  /** One process at a time delivers to an address; undefined: another one does. The answer lets go. */
  readonly claim: (aor: string) => Promise<(() => Promise<void>) | undefined>;
  /** Counts one message of a client in this minute; false: it has sent as many as it may. */
  readonly count: (clientId: number) => Promise<boolean>;
}
