import { err, ok, type Result } from '@switchyard/kernel';
import { HEADERS, METHODS, parseNameAddr, parseUri, splitFirst } from '@switchyard/sip';
import type { Incoming, Malformed } from '../incoming.js';
import { readReplaces, type Replaces } from './replaces.js';

/** Where a phone wants the other party of its call to be (RFC 3515). */
export interface ReferRequest {
  /** User and host of the Refer-To, without escapes. */
  readonly user: string;
  readonly host: string;
  readonly scheme: string;
  /** Attended: the call the target is in already (RFC 3891 in the Refer-To, RFC 5589 §7). */
  readonly replaces: Replaces | undefined;
  /** Event id of its NOTIFYs: the CSeq number (RFC 3515 §2.4.6). */
  readonly id: number;
  /** False: the phone wants no NOTIFY (RFC 4488). */
  readonly wantsNews: boolean;
}

type Readable = Pick<Incoming, 'header'>;

/** Reads a REFER; what is wrong names its header and rule, for the 400. */
export function readRefer(incoming: Readable): Result<ReferRequest, Malformed> {
  const value = incoming.header(HEADERS.REFER_TO);
  const bad = (rule: string): Result<never, Malformed> => err({ header: HEADERS.REFER_TO, rule, value: value ?? '' });
  if (value === undefined) return bad('a REFER must have one (RFC 3515 §2.4.2)');
  const { first, rest } = splitFirst(value);
  if (rest.trim() !== '') return bad('there must be only one (RFC 3515 §2.4.2)');
  const address = parseNameAddr(first);
  if (!address.ok) return bad(address.error);
  const uri = parseUri(address.value.uri);
  if (!uri.ok) return bad(uri.error);
  const method = (uri.value.params.get('method') ?? METHODS.INVITE).toUpperCase();
  if (method !== METHODS.INVITE) return bad('only an INVITE is sent on request');
  const replaces = replacesIn(uri.value.headers);
  if (replaces && !replaces.ok) return bad(`Replaces: ${replaces.error}`);
  return ok({
    user: uri.value.user,
    host: uri.value.host.toLowerCase(),
    scheme: uri.value.scheme,
    replaces: replaces?.value,
    id: Number.parseInt(incoming.header(HEADERS.CSEQ) ?? '', 10) || 0,
    wantsNews: !/^\s*false\b/i.test(incoming.header(HEADERS.REFER_SUB) ?? '') && !requiresNoNews(incoming),
  });
}

const requiresNoNews = (incoming: Readable): boolean => /\bnorefersub\b/i.test(incoming.header(HEADERS.REQUIRE) ?? '');

/** `Replaces=…` among the headers of a URI, escaped once (RFC 3261 §19.1.1). */
function replacesIn(headers: string): Result<Replaces, string> | undefined {
  for (const part of headers.replace(/^\?/, '').split('&')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).toLowerCase() !== 'replaces') continue;
    try {
      return readReplaces(decodeURIComponent(part.slice(at + 1)));
    } catch {
      return err('its escapes cannot be read');
    }
  }
  return undefined;
}
