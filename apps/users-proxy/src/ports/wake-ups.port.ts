import type { Registration } from '../registration/registration.js';

/** Wakes phones that sleep (RFC 8599). */
export interface WakeUps {
  /**
   * Asks the push service of a contact to wake its phone; resolves with the contact under which it registers, undefined when it does not in
   * time. Undefined at once: this contact is not woken, it is rung as it is. `why` is told to the gateway.
   */
  readonly wake: (aor: string, contact: Registration, why: 'call' | 'message') => Promise<Registration | undefined> | undefined;
}
