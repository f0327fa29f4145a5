import type { Incoming } from '@switchyard/b2bua';
import { pass, refuse, type Step } from '@switchyard/call-flow';
import type { Endpoint, Snapshot } from '@switchyard/model';
import { METHODS } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';
import { isAnonymousIn } from '../numbers/anonymous.js';
import { ownDdi, rulesOf } from '../numbers/own-number.js';

/** Whoever has proven to be alice may not say that she is bob (security: forged From of a real user). */
export const checkIdentity: Step<Initial & EndpointKnown> = {
  name: 'CHECK_IDENTITY',
  doc: 'From (and To of a REGISTER) must be the proven endpoint, a DDI of its client, or anonymous (RFC 3323); the Request-URI must be of its domain, its brand or ours',
  run: ({ incoming, endpoint, snapshot }) => {
    const { from, to, method } = incoming;
    const domain = endpoint.domain.toLowerCase();
    if (method !== METHODS.REGISTER && isAnonymousIn(from, domain))
      return isOurs(incoming, endpoint, snapshot) ? pass : refuse('number-unknown');
    if (from.domain !== domain) return refuse('credentials-refused');
    if (from.user !== endpoint.name && !(method === METHODS.INVITE && presentsDdi(incoming, endpoint, snapshot)))
      return refuse('credentials-refused');
    if (method === METHODS.REGISTER && (to.user !== endpoint.name || to.domain !== from.domain)) return refuse('credentials-refused');
    return isOurs(incoming, endpoint, snapshot) ? pass : refuse('number-unknown');
  },
};

/** vPBX users are known by their name alone; all others may call by a DDI of their client. */
function presentsDdi({ from }: Incoming, endpoint: Endpoint, snapshot: Snapshot): boolean {
  const client = endpoint.kind === 'terminal' ? undefined : snapshot.get('client', endpoint.clientId);
  return client !== undefined && ownDdi(snapshot, client.id, rulesOf(client, endpoint), from.user) !== undefined;
}

/** A request in a dialog (a subscription) goes to an address that the engine gave out itself, and its target was found at the beginning. */
function isOurs({ requestUri, receivedOn, to }: Incoming, endpoint: Endpoint, snapshot: Snapshot): boolean {
  if (to.tag !== undefined) return true;
  const ours = [endpoint.domain.toLowerCase(), snapshot.get('brand', endpoint.brandId)?.domain, hostOf(receivedOn)];
  return requestUri.scheme === 'tel' || ours.includes(requestUri.host);
}

const hostOf = (address: string | undefined): string | undefined => address?.replace(/:\d+$/, '');
