import type { Result } from '@switchyard/kernel';
import type { Registration } from '../registration/registration.js';

/** Where registered endpoints are reached. Keyed by AoR (`name@domain`). */
export interface Locations {
  /** Contacts that can be rung, newest first. */
  readonly contactsOf: (aor: string) => Promise<readonly Registration[]>;
  /** Reads, changes and writes the contacts of one AoR as one step; an error of `change` leaves them as they were. */
  readonly update: <E>(
    aor: string,
    change: (existing: readonly Registration[]) => Result<readonly Registration[], E>,
  ) => Promise<Result<readonly Registration[], E>>;
  /**
   * Called with the AoR whose contacts were registered, refreshed or removed: by this process always, by others (and by the portal)
   * when they are others than before. Returns how to stop it.
   */
  readonly onChange: (listener: (aor: string) => void) => () => void;
}
