import { HEADERS, parseNameAddr, parseUri, readPrivacy, splitList } from '@switchyard/sip';
import type { Incoming, SipParty } from '../incoming.js';

/** Who the sender of a request wants to be. */
export interface AskedIdentity {
  /** Empty: withheld, and no header names anybody. */
  readonly user: string;
  readonly displayName: string;
  /** The header it stands in. */
  readonly header: string;
}

export interface AskedPrivacy {
  /** True: the caller is not to be shown; false: expressly to be shown (`Privacy: none`); undefined: nothing was said. */
  readonly withheld: boolean | undefined;
  readonly critical: boolean;
  /** Whoever diverted the call is not to be shown either (RFC 7044 §10.1; RFC 5379 §5.1 lets `header` ask for it too). */
  readonly hidesHistory: boolean;
}

const OF_PHONES = [HEADERS.P_ASSERTED_IDENTITY, HEADERS.P_PREFERRED_IDENTITY, HEADERS.REMOTE_PARTY_ID] as const;
/** P-Preferred-Identity is a wish of a phone to its own proxy; nobody behind that may believe it (RFC 3325 §5). */
const OF_PEERS = [HEADERS.P_ASSERTED_IDENTITY, HEADERS.REMOTE_PARTY_ID] as const;

type Said = Pick<Incoming, 'header' | 'from'>;

/** RFC 3323 §4.1.1.3, and the same name in a domain of ours, as many phones send it. */
export const isAnonymous = ({ user, domain }: Pick<SipParty, 'user' | 'domain'>): boolean =>
  domain === 'anonymous.invalid' || user.toLowerCase() === 'anonymous';

/** Identity a phone asks for: P-Asserted-Identity, P-Preferred-Identity, Remote-Party-ID, From (reference §2.3). */
export const identityOfPhone = (said: Said): AskedIdentity => firstOf(said, OF_PHONES) ?? identityOfFrom(said);

/** Identity by the headers that a peer of the trust domain asserts; undefined when it asserts none. */
export const assertedIdentity = (said: Said): AskedIdentity | undefined => firstOf(said, OF_PEERS);

/** Nobody when From is anonymous. */
export const identityOfFrom = ({ from }: Said): AskedIdentity =>
  isAnonymous(from)
    ? { user: '', displayName: '', header: HEADERS.FROM }
    : { user: from.user, displayName: from.displayName, header: HEADERS.FROM };

function firstOf({ header }: Said, names: readonly string[]): AskedIdentity | undefined {
  for (const name of names) {
    // RFC 3325 §9.1: there may be two values, a sip and a tel URI; the first that names somebody counts.
    for (const value of splitList(header(name) ?? '')) {
      const found = read(value);
      if (found) return { ...found, header: name };
    }
  }
  return undefined;
}

/** An identity that cannot be read is as good as none, and so is an anonymous one. */
function read(value: string): { readonly user: string; readonly displayName: string } | undefined {
  const address = parseNameAddr(value);
  const uri = address.ok ? parseUri(address.value.uri) : address;
  if (!address.ok || !uri.ok || uri.value.user === '') return undefined;
  const { user, host } = uri.value;
  return isAnonymous({ user, domain: host.toLowerCase() }) ? undefined : { user, displayName: address.value.displayName };
}

/** What the sender asks for in Privacy, From and Remote-Party-ID. */
export function askedPrivacy(said: Said): AskedPrivacy {
  const asked = readPrivacy(said.header(HEADERS.PRIVACY));
  const hidesCaller = asked.has('id') || asked.has('user') || asked.has('header') || isAnonymous(said.from) || isPrivateParty(said);
  return {
    withheld: hidesCaller ? true : asked.has('none') ? false : undefined,
    critical: asked.has('critical'),
    hidesHistory: asked.has('history') || asked.has('header'),
  };
}

/** `;privacy=full`, `uri` or `id` of Remote-Party-ID, which is older than the Privacy header. */
function isPrivateParty({ header }: Said): boolean {
  const [value] = splitList(header(HEADERS.REMOTE_PARTY_ID) ?? '');
  const address = value === undefined ? undefined : parseNameAddr(value);
  const privacy = address?.ok ? address.value.params.get('privacy')?.toLowerCase() : undefined;
  return privacy !== undefined && /^(full|uri|id)/.test(privacy);
}
