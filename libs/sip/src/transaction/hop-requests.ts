import { HEADERS, METHODS } from '../headers/index.js';
import { SipMessage } from '../message/index.js';

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
  let viaTaken = false;
  for (const { name, id, value } of invite.headers) {
    if (id === 'via') {
      if (viaTaken) continue;
      viaTaken = true;
      // Requests of ours have one Via per line, the top one being of this hop.
      request.headers.push({ name, id, value });
    } else if (id === 'from' || id === 'to' || id === 'call-id' || id === 'route' || id === 'max-forwards') {
      request.headers.push({ name, id, value });
    } else if (id === 'cseq') request.headers.push({ name, id, value: `${invite.cseq().seq} ${method}` });
  }
  return request;
}
