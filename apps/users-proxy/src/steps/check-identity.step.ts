import { pass, refuse, type Step } from '@switchyard/call-flow';
import { METHODS } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';
import { isOwnNumber } from '../numbers/own-number.js';

/** Whoever has proven to be alice may not say that she is bob (security: forged From of a real user). */
export const checkIdentity: Step<Initial & EndpointKnown> = {
  name: 'CHECK_IDENTITY',
  doc: 'From (and To of a REGISTER) must be the proven endpoint, or a DDI of its client; the Request-URI must be of its domain, its brand or ours',
  run: ({ incoming, endpoint, snapshot }) => {
    const { from, to, requestUri, method, receivedOn } = incoming;
    if (from.domain !== endpoint.domain.toLowerCase()) return refuse('credentials-refused');
    const client = snapshot.get('client', endpoint.clientId);
    const presentsDdi = method === METHODS.INVITE && client !== undefined && isOwnNumber(snapshot, client, from.user);
    if (from.user !== endpoint.name && !presentsDdi) return refuse('credentials-refused');
    if (method === METHODS.REGISTER && (to.user !== endpoint.name || to.domain !== from.domain)) return refuse('credentials-refused');
    const ours = [endpoint.domain.toLowerCase(), snapshot.get('brand', endpoint.brandId)?.domain, hostOf(receivedOn)];
    return requestUri.scheme === 'tel' || ours.includes(requestUri.host) ? pass : refuse('number-unknown');
  },
};

const hostOf = (address: string | undefined): string | undefined => address?.replace(/:\d+$/, '');
