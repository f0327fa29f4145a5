import { HEADERS } from '../headers/index.js';
import { hasTag, SipMessage } from '../message/index.js';

/**
 * A response with the headers every response copies from its request (RFC 3261 §8.2.6): Via, From, To, Call-ID, CSeq. `toTag` is
 * added to a To without tag; 100 never gets one. Requests that could be read only in part give a response with what there is.
 */
export function responseTo(request: SipMessage, status: number, reason?: string, toTag?: string): SipMessage {
  const response = SipMessage.answering(request, status, reason);
  if (status > 100 && toTag !== undefined && response.lacksToTag()) response.set(HEADERS.TO, withTag(response.get('to') as string, toTag));
  return response;
}

export { hasTag };

/** Adds a tag as a header parameter: a bare URI is put in brackets first, else the tag would read as part of the URI. */
export const withTag = (address: string, tag: string): string =>
  address.includes('<') || address.includes(';') ? `${address};tag=${tag}` : `<${address}>;tag=${tag}`;
