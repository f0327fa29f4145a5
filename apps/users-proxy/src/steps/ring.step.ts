import { finalOf, type BridgeTarget } from '@switchyard/b2bua';
import type { EndStep } from '@switchyard/call-flow';
import { newLegUid } from '@switchyard/kernel';
import type { CallUid } from '@switchyard/kernel';
import type { CallInfoKnown, ContactsKnown, EndpointKnown, Initial } from '../call.js';
import { callerOf, partyOf } from '../events/call-party.js';
import { INSIDE_MEDIA, mediaTowards } from '../media/endpoint-media.js';
import { nextHopOf } from '../registration/registration.js';

/** A phone says 100 or 180 within a second; a contact that says nothing is gone. */
const NO_REPLY_MS = 10_000;
const ANSWER_MS = 180_000;

export const ring: EndStep<Initial & CallInfoKnown & EndpointKnown & ContactsKnown> = {
  name: 'RING',
  doc: 'all contacts at once, each over the address it registered from; the first answer wins (RFC 3261 §16.7)',
  run: async (call) => {
    const { incoming, exchange, ports, info, endpoint, contacts } = call;
    const from = callerOf(info);
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid: info.callUid as CallUid,
      facts: {
        brandId: info.brandId,
        clientId: info.clientId,
        caller: info.caller,
        callee: info.callee,
        ...(from ? { from } : {}),
        to: partyOf(endpoint),
        faces: 'to',
      },
      at: 'RING',
      attempts: [
        {
          targets: contacts.map((contact): BridgeTarget => ({
            name: contact.contact,
            uri: contact.contact,
            nextHop: nextHopOf(contact),
            from: { user: info.caller, domain: endpoint.domain, displayName: incoming.from.displayName },
            to: { user: endpoint.name, domain: endpoint.domain },
            media: mediaTowards(call, contact),
          })),
        },
      ],
      noReplyMs: NO_REPLY_MS,
      answerMs: ANSWER_MS,
      callerMedia: INSIDE_MEDIA,
    });
    return finalOf(outcome);
  },
};
