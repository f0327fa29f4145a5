import { finalOf } from '@switchyard/b2bua';
import type { EndStep } from '@switchyard/call-flow';
import { newLegUid } from '@switchyard/kernel';
import type { CallUid } from '@switchyard/kernel';
import type { CallInfoKnown, ContactsKnown, EndpointKnown, Initial } from '../call.js';
import { contactTarget } from '../called/contact-target.js';
import { calledFacts } from '../called/called-facts.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';

/** A phone says 100 or 180 within a second; a contact that says nothing is gone. */
export const PHONE_NO_REPLY_MS = 10_000;
export const PHONE_ANSWER_MS = 180_000;

export const ring: EndStep<Initial & CallInfoKnown & EndpointKnown & ContactsKnown> = {
  name: 'RING',
  doc: 'all contacts at once, each over the address it registered from; the first answer wins (RFC 3261 §16.7)',
  run: async (call) => {
    const { exchange, ports, info, endpoint, contacts } = call;
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid: info.callUid as CallUid,
      facts: calledFacts(info, endpoint),
      at: 'RING',
      attempts: [{ targets: contacts.map((contact) => contactTarget(call, contact)) }],
      noReplyMs: PHONE_NO_REPLY_MS,
      answerMs: PHONE_ANSWER_MS,
      callerMedia: INSIDE_MEDIA,
    });
    return finalOf(outcome);
  },
};
