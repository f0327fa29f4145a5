import { isAnonymous, type Incoming } from '@switchyard/b2bua';
import { HEADERS, parseNameAddr, parseUri, splitFirst } from '@switchyard/sip';

/**
 * Realm that a caller is asked to prove itself in: the domain of its From. An anonymous From names none (RFC 3323 §4.1.1.3): then the
 * identity it prefers, which only we are to see (RFC 3325 §9.2), else the domain it calls.
 */
export function realmOf(incoming: Pick<Incoming, 'from' | 'header' | 'requestUri'>): string {
  const { from, requestUri } = incoming;
  if (from.domain !== 'anonymous.invalid') return from.domain;
  for (const name of [HEADERS.P_PREFERRED_IDENTITY, HEADERS.P_ASSERTED_IDENTITY]) {
    const address = parseNameAddr(splitFirst(incoming.header(name) ?? '').first);
    const uri = address.ok ? parseUri(address.value.uri) : address;
    if (uri.ok && uri.value.host !== '' && uri.value.host.toLowerCase() !== 'anonymous.invalid') return uri.value.host.toLowerCase();
  }
  return requestUri.host;
}

/** From says nothing of who it is; the digest has said it. */
export const isAnonymousIn = ({ user, domain }: Incoming['from'], ownDomain: string): boolean =>
  isAnonymous({ user, domain }) && (domain === 'anonymous.invalid' || domain === ownDomain);
