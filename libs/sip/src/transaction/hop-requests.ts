import { HEADERS, METHODS } from '../headers/index.js';
import { SipMessage } from '../message/index.js';

/** What the hop's ACK and CANCEL have of the INVITE, besides the routes and the number of CSeq. */
const ALIKE = [HEADERS.VIA, HEADERS.MAX_FORWARDS, HEADERS.FROM, HEADERS.TO, HEADERS.CALL_ID];

/** ACK for a failed INVITE (RFC 3261 §17.1.1.3): same branch, Request-URI and Route; To with the tag of the response. */
export function hopAck(invite: SipMessage, response: SipMessage): SipMessage {
  const ack = sameHop(METHODS.ACK, invite);
  ack.set(HEADERS.TO, response.get('to') ?? invite.get('to') ?? '');
  return ack;
}

/** CANCEL for a pending INVITE (RFC 3261 §9.1): the headers that must equal those of the INVITE, no more. */
export const hopCancel = (invite: SipMessage): SipMessage => sameHop(METHODS.CANCEL, invite);

function sameHop(method: string, invite: SipMessage): SipMessage {
  const request = SipMessage.request(method, invite.requestUri);
  // Requests of ours have one Via per line, the top one being of this hop.
  for (const name of ALIKE) {
    const value = invite.get(name.toLowerCase());
    if (value !== undefined) request.addLine(name, name.toLowerCase(), value);
  }
  for (const route of invite.getAll('route')) request.addLine(HEADERS.ROUTE, 'route', route);
  request.addLine(HEADERS.CSEQ, 'cseq', `${invite.cseq().seq} ${method}`);
  return request;
}
