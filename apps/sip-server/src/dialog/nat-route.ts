import { type Flow, parseUri, type SipMessage, type SipUri, uriIn } from '@switchyard/sip';
import type { NatRoute } from './call-dialog.js';

/**
 * A caller on UDP whose Contact is not where its request came from stands behind NAT: later requests go to the source. With a
 * Record-Route the proxy that wrote it takes care.
 */
export function serverNatRoute(request: SipMessage, flow: Flow): NatRoute | undefined {
  if (flow.protocol !== 'udp' || request.has('record-route')) return undefined;
  const contact = contactUri(request);
  if (contact === undefined || (contact.host === flow.remote.address && (contact.port === undefined || contact.port === flow.remote.port)))
    return undefined;
  return { protocol: 'udp', ...flow.remote };
}

/** The same for a callee, from its 2xx or reliable provisional: also when the next hop of the route set has a private address. */
export function clientNatRoute(response: SipMessage, flow: Flow): NatRoute | undefined {
  const first = response.values('record-route').at(-1);
  const route = first === undefined ? undefined : parseUri(uriIn(first));
  if (route?.ok === true)
    return isPrivate(route.value.host) && route.value.host !== flow.remote.address
      ? { protocol: flow.protocol, ...flow.remote }
      : undefined;
  const contact = contactUri(response);
  if (contact === undefined || contact.host === flow.remote.address || flow.remote.address === '') return undefined;
  return { protocol: flow.protocol, ...flow.remote };
}

function contactUri(message: SipMessage): SipUri | undefined {
  const contact = message.values('contact')[0];
  const uri = contact === undefined ? undefined : parseUri(uriIn(contact));
  return uri?.ok === true ? { ...uri.value, host: uri.value.host.replace(/^\[|\]$/g, '') } : undefined;
}

/** RFC 1918. */
const isPrivate = (host: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host);
