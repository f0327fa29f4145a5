import { CodedError } from '@switchyard/kernel';
import { CALL_INFO_HEADER, INTERNAL_HEADER } from '@switchyard/call-flow';
import { formatNameAddr, formatUri, headerId, HEADERS } from '@switchyard/sip';

export const USER_AGENT = 'Switchyard';
/** What we serve inside a call; RFC 3261 §20.5. */
export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK';
/** The engine writes the address of the socket it sends from in place of this host. */
export const OUR_SOCKET = 'localhost';

/** Several values become several lines. */
export type HeaderLines = Readonly<Record<string, string | readonly string[]>>;

export interface CallerIdentity {
  readonly user: string;
  /** Left out: the address of our socket. */
  readonly domain?: string;
  readonly displayName?: string;
}

export interface OutgoingIdentity {
  readonly from: CallerIdentity;
  readonly to?: { readonly user: string; readonly domain: string };
  readonly headers?: HeaderLines;
  /** Signed `X-Info-Call`, on hops inside the platform only. */
  readonly callInfo?: string;
}

/**
 * The headers of a new INVITE. Nothing of the caller's request is copied: what is not named here does not pass, so internal headers and
 * topology cannot leak (invariant I4). `X-Info-*` among `headers` is removed whatever its spelling.
 */
export function inviteHeaders(identity: OutgoingIdentity, maxForwards: number): Record<string, string> {
  const { from, to, headers, callInfo } = identity;
  const lines: Record<string, string> = {
    [HEADERS.FROM]: partyLine(from.user, from.domain ?? OUR_SOCKET, from.displayName ?? ''),
    [HEADERS.MAX_FORWARDS]: String(maxForwards),
    [HEADERS.USER_AGENT]: USER_AGENT,
    [HEADERS.ALLOW]: ALLOW,
  };
  if (to) lines[HEADERS.TO] = partyLine(to.user, to.domain, '');
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!INTERNAL_HEADER.test(headerId(name.trim()))) lines[name] = headerLine(name, value);
  }
  if (callInfo !== undefined) lines[CALL_INFO_HEADER] = headerLine(CALL_INFO_HEADER, callInfo);
  return lines;
}

/** A name-addr of ours, for P-Asserted-Identity and the like. `domain` defaults to the address of our socket. */
export const partyLine = (user: string, domain: string = OUR_SOCKET, displayName = ''): string =>
  formatNameAddr({
    displayName,
    uri: formatUri({ scheme: 'sip', user, host: domain, params: new Map(), headers: '' }),
    params: new Map(),
  });

/** Several values become several lines. Throws `header-value-unsafe` on a line break: a value must never open another header. */
export function headerLine(name: string, value: string | readonly string[]): string {
  const values = typeof value === 'string' ? [value] : value;
  for (const one of values) {
    if (/[\r\n]/.test(one)) throw new CodedError('header-value-unsafe', `${name} must not hold a line break`, { header: name });
  }
  return values.join(`\r\n${name}: `);
}
