import type { BridgeTarget } from '@switchyard/b2bua';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';
import { mediaTowards } from '../media/endpoint-media.js';
import { nextHopOf, type Registration } from '../registration/registration.js';
import { shownToPhone } from '../numbers/shown-to-phone.js';
import { calledAs, contactUriOf } from './called-as.js';

/** A registered phone of an endpoint, called over the address it registered from. */
export function contactTarget(call: Initial & CallInfoKnown & EndpointKnown, contact: Registration): BridgeTarget {
  const { incoming, info, endpoint } = call;
  return {
    name: contact.contact,
    uri: contactUriOf(contact.contact, info, endpoint),
    nextHop: nextHopOf(contact),
    ...shownToPhone(info, endpoint, incoming.from.displayName),
    to: { user: calledAs(info, endpoint), domain: endpoint.domain },
    media: mediaTowards(call, contact),
  };
}
