import type { BridgeTarget } from '@switchyard/b2bua';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';
import { mediaTowards } from '../media/endpoint-media.js';
import { HEADERS } from '@switchyard/sip';
import { nextHopOf, type Registration } from '../registration/registration.js';
import { shownToPhone } from '../numbers/shown-to-phone.js';
import { calledAs, contactUriOf } from './called-as.js';

/** A registered phone of an endpoint, called over the address it registered from. */
export function contactTarget(call: Initial & CallInfoKnown & EndpointKnown, contact: Registration): BridgeTarget {
  const { incoming, info, endpoint } = call;
  const shown = shownToPhone(info, endpoint, incoming.from.displayName);
  return {
    name: contact.contact,
    uri: contactUriOf(contact.contact, info, endpoint),
    nextHop: nextHopOf(contact),
    ...shown,
    // RFC 3327 §5.3: the edges that the registration came through.
    ...(contact.path.length > 0 ? { headers: { ...shown.headers, [HEADERS.ROUTE]: contact.path } } : {}),
    to: { user: calledAs(info, endpoint), domain: endpoint.domain },
    media: mediaTowards(call, contact),
  };
}
