import { finalOf } from '@switchyard/b2bua';
import type { EndStep } from '@switchyard/call-flow';
import { newLegUid } from '@switchyard/kernel';
import type { CallUid } from '@switchyard/kernel';
import type { CallInfoKnown, ContactsKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { calledFacts } from '../called/called-facts.js';
import { ringPhones } from '../called/ring-phones.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';
import { onRedirectOf } from '../onward/redirections.js';

/** A phone says 100 or 180 within a second; a contact that says nothing is gone. */
export const PHONE_NO_REPLY_MS = 10_000;
export const PHONE_ANSWER_MS = 180_000;
/** Phones of a higher q ring alone for so long (RFC 3261 §16.6 leaves it to the proxy). */
export const PHONE_SERIAL_MS = 15_000;

export const ring: EndStep<Initial & CallInfoKnown & EndpointKnown & ContactsKnown & LimitsKnown> = {
  name: 'RING',
  doc: 'contacts of the highest q at once, then the next, each over the address it registered from; the first answer wins (RFC 3261 §16.7), a rejection means what the endpoint says, phones that sleep are woken (RFC 8599)',
  run: async (call) => {
    const { exchange, ports, info, endpoint, contacts, limits } = call;
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid: info.callUid as CallUid,
      facts: calledFacts(info, endpoint),
      at: 'RING',
      ...ringPhones(call, contacts, { serialMs: PHONE_SERIAL_MS, answerMs: PHONE_ANSWER_MS }),
      limits,
      believesCaller: true,
      noReplyMs: PHONE_NO_REPLY_MS,
      onRedirect: onRedirectOf(call),
      callerMedia: INSIDE_MEDIA,
    });
    return finalOf(outcome);
  },
};
