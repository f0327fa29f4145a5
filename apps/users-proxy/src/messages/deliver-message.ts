import type { SipLink } from '@switchyard/b2bua';
import { HEADERS, METHODS } from '@switchyard/sip';
import { nextHopOf, type Registration } from '../registration/registration.js';
import type { InstantMessage } from './instant-message.js';

/** What became of a message at its reader's phones. `nobody`: no phone said anything that lasts, so it may be tried again. */
export type Delivery = { readonly kind: 'delivered' } | { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'nobody' };

/** The phone will never take it (RFC 3428 §7); everything else may be otherwise later. */
const FINAL: ReadonlySet<number> = new Set([405, 413, 415, 488, 501, 513, 603, 606]);

/**
 * Sends a message to all phones of an address at once; the first that takes it decides (RFC 3428 §4). Those that are silent for
 * `patienceMs` count as away; `late` is called when one of them takes it after that.
 */
export function deliverMessage(
  link: Pick<SipLink, 'send'>,
  contacts: readonly Registration[],
  message: InstantMessage,
  { patienceMs, late }: { readonly patienceMs: number; readonly late: () => void },
): Promise<Delivery> {
  if (contacts.length === 0) return Promise.resolve({ kind: 'nobody' });
  return new Promise((resolve) => {
    let open = contacts.length;
    let refused: number | undefined;
    let isSettled = false;
    const settle = (delivery: Delivery): void => {
      isSettled = true;
      clearTimeout(timer);
      resolve(delivery);
    };
    const timer = setTimeout(() => settle({ kind: 'nobody' }), patienceMs);
    const ended = (status: number): void => {
      open -= 1;
      if (status >= 200 && status < 300) {
        if (isSettled) late();
        else settle({ kind: 'delivered' });
        return;
      }
      if (FINAL.has(status)) refused ??= status;
      if (open === 0 && !isSettled) settle(refused === undefined ? { kind: 'nobody' } : { kind: 'refused', status: refused });
    };
    for (const contact of contacts)
      link.send(
        {
          method: METHODS.MESSAGE,
          uri: contact.contact,
          nextHop: nextHopOf(contact),
          headers: {
            [HEADERS.FROM]: message.from,
            [HEADERS.TO]: message.to,
            // RFC 3428 §4: when it was written, which is long ago for what was stored.
            [HEADERS.DATE]: new Date(message.sentAtMs).toUTCString(),
            [HEADERS.CONTENT_TYPE]: message.contentType,
          },
          body: message.body,
        },
        {
          onResponse: ({ status }) => {
            if (status >= 200) ended(status);
          },
          onFailed: () => ended(0),
        },
      );
  });
}
