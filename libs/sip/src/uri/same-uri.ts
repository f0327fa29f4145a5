import { unescapeText } from './escapes.js';
import type { SipUri } from './sip-uri.js';

/** Parameters that make two URIs differ when only one has them (RFC 3261 §19.1.4). */
const DECIDING = ['user', 'ttl', 'method', 'maddr', 'transport'];

/**
 * Are two URIs equal by the rules of RFC 3261 §19.1.4? The user and password count case, all else does not; an absent port is not the
 * default port; parameters that only one has are ignored unless they are `user`, `ttl`, `method`, `maddr` or `transport`; headers must
 * be the same in any order. Not transitive, as the RFC says. tel URIs are compared without visual separators (RFC 3966 §4).
 */
export function sameUri(a: SipUri, b: SipUri): boolean {
  if (a.scheme !== b.scheme || a.port !== b.port || a.password !== b.password) return false;
  if (a.scheme === 'tel') {
    if (withoutSeparators(a.user) !== withoutSeparators(b.user)) return false;
  } else if (a.user !== b.user || a.host.toLowerCase() !== b.host.toLowerCase()) return false;
  for (const [name, value] of a.params) {
    if (b.params.has(name) ? !sameValue(value, b.params.get(name)) : DECIDING.includes(name)) return false;
  }
  for (const name of DECIDING) if (b.params.has(name) && !a.params.has(name)) return false;
  return a.headers === b.headers || canonicalHeaders(a.headers) === canonicalHeaders(b.headers);
}

const withoutSeparators = (number: string): string => number.replace(/[-.()]/g, '').toLowerCase();

function sameValue(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || unescapeText(a).toLowerCase() === unescapeText(b).toLowerCase();
}

const canonicalHeaders = (headers: string): string =>
  headers
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=');
      return `${unescapeText(name).toLowerCase()}=${unescapeText(value.join('='))}`;
    })
    .sort()
    .join('&');
