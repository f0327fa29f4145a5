import type { Incoming } from '@switchyard/b2bua';
import { HEADERS, parseNameAddr, parseUri, splitFirst } from '@switchyard/sip';

/** Reference §2.3: the first of these that holds a user is who the caller wants to be. */
const PRECEDENCE = [HEADERS.P_ASSERTED_IDENTITY, HEADERS.P_PREFERRED_IDENTITY, HEADERS.REMOTE_PARTY_ID];

/** User part of the identity the caller presents: P-Asserted-Identity, P-Preferred-Identity, Remote-Party-ID, From. */
export function presentedIdentity(incoming: Pick<Incoming, 'header' | 'from'>): string {
  for (const name of PRECEDENCE) {
    const user = userOf(incoming.header(name));
    if (user !== '') return user;
  }
  return incoming.from.user;
}

/** An unreadable identity header is as good as none. */
function userOf(value: string | undefined): string {
  if (value === undefined) return '';
  const address = parseNameAddr(splitFirst(value).first);
  const uri = address.ok ? parseUri(address.value.uri) : address;
  return uri.ok ? uri.value.user : '';
}
