import { HEADERS } from '../headers/index.js';
import { SipMessage } from '../message/index.js';

/**
 * A response with the headers every response copies from its request (RFC 3261 §8.2.6): Via, From, To, Call-ID, CSeq. `toTag` is
 * added to a To without tag; 100 never gets one. Requests that could be read only in part give a response with what there is.
 */
export function responseTo(request: SipMessage, status: number, reason?: string, toTag?: string): SipMessage {
  const response = SipMessage.response(status, reason);
  let to = '';
  for (const { name, id, value } of request.headers) {
    if (id === 'via' || id === 'from' || id === 'call-id' || id === 'cseq') response.headers.push({ name, id, value });
    else if (id === 'to') {
      if (to !== '') continue;
      to = status > 100 && toTag !== undefined && !hasTag(value) ? withTag(value, toTag) : value;
      response.headers.push({ name, id, value: to });
    } else if (id === 'timestamp' && status === 100) response.headers.push({ name: HEADERS.TIMESTAMP, id, value });
  }
  return response;
}

/** Whether a From or To value carries a tag, without reading the whole address. */
export function hasTag(address: string): boolean {
  const end = address.lastIndexOf('>');
  return /;\s*tag\s*=/i.test(end < 0 ? address : address.slice(end));
}

/** Adds a tag as a header parameter: a bare URI is put in brackets first, else the tag would read as part of the URI. */
export const withTag = (address: string, tag: string): string =>
  address.includes('<') || address.includes(';') ? `${address};tag=${tag}` : `<${address}>;tag=${tag}`;
