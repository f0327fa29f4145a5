import { formatDiversion, formatHistory, formatPrivacy, HEADERS, type PrivacyValue } from '@switchyard/sip';
import { OUR_SOCKET, partyLine, type CallerIdentity, type HeaderLines } from '../outgoing-headers.js';

/** RFC 3323 §4.1.1.3 */
export const ANONYMOUS: CallerIdentity = { user: 'anonymous', domain: 'anonymous.invalid', displayName: 'Anonymous' };

export interface AssertedCaller {
  readonly number: string;
  /** Left out: the address of our socket. */
  readonly domain?: string | undefined;
  readonly displayName?: string;
}

/** Who calls, for somebody of the trust domain (RFC 3325 §9.1). */
export const assertedHeader = ({ number, domain, displayName }: AssertedCaller): HeaderLines => ({
  [HEADERS.P_ASSERTED_IDENTITY]: partyLine(number, domain, displayName),
});

/** What came before P-Asserted-Identity, and what some carriers still ask for. */
export const remotePartyHeader = ({ number, domain, displayName }: AssertedCaller, withheld: boolean): HeaderLines => ({
  [HEADERS.REMOTE_PARTY_ID]: `${partyLine(number, domain, displayName)};party=calling;privacy=${withheld ? 'full' : 'off'};screen=yes`,
});

/**
 * What is left to be done for a caller who withholds the number: we have replaced From, made Contact, Via and Call-ID our own and anchored the
 * media, so of RFC 3323's values only `id` remains for the next hop, and `critical` with it (§5.1 has a service strike out what it did).
 */
export function privacyHeader(critical: boolean): HeaderLines {
  const values: readonly PrivacyValue[] = critical ? ['id', 'critical'] : ['id'];
  return { [HEADERS.PRIVACY]: formatPrivacy(values) };
}

/** A diverter as records and the signed header have it. */
export interface Diverter {
  readonly number: string;
  readonly reason: string;
  readonly counter?: number | null | undefined;
  readonly hidden: boolean;
}

export interface DiversionHeaders {
  readonly diversions: readonly Diverter[];
  /** Where the call goes now: the last entry of History-Info. */
  readonly target: string;
  readonly domain?: string | undefined;
  readonly sendDiversion: boolean;
  readonly sendHistoryInfo: boolean;
  /** Others do not hear of diverters who want to stay hidden. */
  readonly isTrusted: boolean;
}

/** Diversion and History-Info of a call that was diverted; nothing for any other. */
export function diversionHeaders(given: DiversionHeaders): HeaderLines {
  const { target, domain = OUR_SOCKET, sendDiversion, sendHistoryInfo, isTrusted } = given;
  const shown = given.diversions
    .filter(({ hidden }) => isTrusted || !hidden)
    .map(({ number, reason, counter, hidden }) => ({ user: number, reason, counter: counter ?? undefined, isPrivate: hidden }));
  if (shown.length === 0) return {};
  return {
    ...(sendDiversion ? { [HEADERS.DIVERSION]: shown.map((one) => formatDiversion(one, domain)) } : {}),
    ...(sendHistoryInfo ? { [HEADERS.HISTORY_INFO]: formatHistory(shown, target, domain) } : {}),
  };
}
