/**
 * Every refused, failed or finished call has exactly one named cause (invariant I6): the same word in the SIP reason, the
 * CDR, the log line, the metric label, the HEP tag and the docs.
 */
export type TerminationClass = 'success' | 'client' | 'server' | 'upstream' | 'indeterminate';

interface CauseEntry {
  readonly class: TerminationClass;
  /** SIP status we answer with when we are the one who refuses. */
  readonly sip: number;
  readonly reason: string;
  /** ITU-T Q.850 cause, for `Reason` headers and for ARI hangups. */
  readonly q850: number;
  readonly text: string;
}

export const CAUSES = {
  'normal-clearing': { class: 'success', sip: 200, reason: 'OK', q850: 16, text: 'Answered and ended by one of the parties.' },
  cancelled: { class: 'client', sip: 487, reason: 'Request Terminated', q850: 16, text: 'The caller gave up before an answer.' },
  busy: { class: 'client', sip: 486, reason: 'Busy Here', q850: 17, text: 'The called party is busy.' },
  'no-answer': { class: 'client', sip: 480, reason: 'No Answer', q850: 19, text: 'The called party did not answer in time.' },
  'not-registered': { class: 'client', sip: 480, reason: 'Not Registered', q850: 20, text: 'The called endpoint has no contact.' },
  rejected: { class: 'client', sip: 603, reason: 'Decline', q850: 21, text: 'The called party refused the call.' },
  'number-unknown': { class: 'client', sip: 404, reason: 'Not Found', q850: 1, text: 'Nothing answers to the dialled number or address.' },
  'ddi-unknown': {
    class: 'client',
    sip: 404,
    reason: 'Unknown DDI',
    q850: 1,
    text: 'The DDI provider called a number that no client owns.',
  },
  'route-unserved': {
    class: 'server',
    sip: 501,
    reason: 'Route Not Served',
    q850: 79,
    text: 'The number leads to a kind of target that is configured but not served.',
  },
  'ddi-without-route': { class: 'client', sip: 404, reason: 'DDI Without Route', q850: 1, text: 'The DDI exists but leads nowhere.' },
  'credentials-refused': {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'Digest failed or the identity is unknown; both look the same.',
  },
  'source-refused': { class: 'client', sip: 403, reason: 'Forbidden', q850: 21, text: 'The source address may not send this request.' },
  'address-not-permitted': {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'The source address is outside the countries and networks of the client.',
  },
  'source-banned': {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'The source address is shut out: it sent too much, or others complain of it. It gets no answer.',
  },
  'identity-banned': {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'Too many bad credentials of this endpoint from this address.',
  },
  flood: {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 42,
    text: 'One unproven request too many from this source. It gets no answer.',
  },
  scanner: {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'The User-Agent is one of a scanning tool. It gets no answer.',
  },
  'request-suspicious': {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'An address in the request looks like an injection. It gets no answer.',
  },
  'routing-tag-refused': {
    class: 'client',
    sip: 404,
    reason: 'Routing Tag Unknown',
    q850: 1,
    text: 'The dialled routing tag is none that the client was granted.',
  },
  'header-forged': {
    class: 'client',
    sip: 403,
    reason: 'Forbidden',
    q850: 21,
    text: 'An internal header from inside had no valid signature.',
  },
  'request-malformed': {
    class: 'client',
    sip: 400,
    reason: 'Bad Request',
    q850: 111,
    text: 'A mandatory header is missing, doubled or unreadable.',
  },
  'method-refused': { class: 'client', sip: 405, reason: 'Method Not Allowed', q850: 29, text: 'The method is not served here.' },
  'event-refused': { class: 'client', sip: 489, reason: 'Bad Event', q850: 29, text: 'The event package is not served here.' },
  'interval-too-brief': {
    class: 'client',
    sip: 423,
    reason: 'Interval Too Brief',
    q850: 102,
    text: 'The registration or subscription was asked for too short a time.',
  },
  'contacts-full': {
    class: 'client',
    sip: 403,
    reason: 'Too Many Contacts',
    q850: 42,
    text: 'The endpoint has as many devices registered as it may.',
  },
  'first-hop-lacks-outbound': {
    class: 'client',
    sip: 439,
    reason: 'First Hop Lacks Outbound Support',
    q850: 29,
    text: 'The phone wants to be reached by its flow, and the proxy next to it does not keep flows (RFC 5626).',
  },
  'push-unsupported': {
    class: 'client',
    sip: 555,
    reason: 'Push Notification Service Not Supported',
    q850: 29,
    text: 'There is no gateway to the push service that the phone asks for (RFC 8599).',
  },
  'accept-refused': {
    class: 'client',
    sip: 406,
    reason: 'Not Acceptable',
    q850: 79,
    text: 'None of the content types that the request accepts is served.',
  },
  'extension-required': {
    class: 'client',
    sip: 421,
    reason: 'Extension Required',
    q850: 79,
    text: 'The phone does not say that it understands what is needed: lists (RFC 4662), Path of an edge proxy (RFC 3327).',
  },
  'subscription-unknown': {
    class: 'client',
    sip: 481,
    reason: 'Subscription Does Not Exist',
    q850: 101,
    text: 'The subscription to be refreshed or ended is not known, or has ended.',
  },
  'subscriptions-exhausted': {
    class: 'client',
    sip: 480,
    reason: 'Too Many Subscriptions',
    q850: 42,
    text: 'The phone, or the process, has as many subscriptions as are allowed.',
  },
  'presence-off': { class: 'client', sip: 501, reason: 'Presence Is Off', q850: 29, text: 'Presence is switched off for the address.' },
  'watch-refused': { class: 'client', sip: 403, reason: 'Forbidden', q850: 21, text: 'The watcher may not see the target.' },
  'etag-unknown': {
    class: 'client',
    sip: 412,
    reason: 'Conditional Request Failed',
    q850: 111,
    text: 'The publication to be refreshed, changed or removed is not known, or has expired.',
  },
  'content-refused': {
    class: 'client',
    sip: 415,
    reason: 'Unsupported Media Type',
    q850: 79,
    text: 'The content type or the encoding of the body is not served.',
  },
  'message-too-large': { class: 'client', sip: 413, reason: 'Message Too Large', q850: 95, text: 'The text is longer than is allowed.' },
  'message-rate-reached': {
    class: 'client',
    sip: 480,
    reason: 'Too Many Messages',
    q850: 42,
    text: 'The client has sent as many messages as it may in this minute.',
  },
  'message-store-full': {
    class: 'client',
    sip: 480,
    reason: 'Message Store Full',
    q850: 42,
    text: 'The called party is away, and as many messages as are allowed wait already.',
  },
  'message-store-away': {
    class: 'server',
    sip: 480,
    reason: 'Message Store Away',
    q850: 41,
    text: 'The called party is away, and messages cannot be stored now.',
  },
  'hops-exhausted': { class: 'client', sip: 483, reason: 'Too Many Hops', q850: 25, text: 'Max-Forwards reached zero.' },
  'media-refused': {
    class: 'client',
    sip: 488,
    reason: 'Not Acceptable Here',
    q850: 88,
    text: 'The session description cannot be served.',
  },
  'media-encryption-refused': {
    class: 'client',
    sip: 488,
    reason: 'Encryption Not Acceptable',
    q850: 88,
    text: 'SRTP keys over signalling that is not encrypted, or plain media where it must be encrypted.',
  },
  'route-missing': { class: 'server', sip: 404, reason: 'No Route', q850: 3, text: 'No outgoing routing matches the number.' },
  'route-blocked': { class: 'client', sip: 403, reason: 'Destination Blocked', q850: 21, text: 'An outgoing routing blocks the number.' },
  'gateways-missing': {
    class: 'server',
    sip: 503,
    reason: 'No Gateways',
    q850: 34,
    text: 'Routes match, but no carrier with a server is active.',
  },
  'gateways-exhausted': {
    class: 'upstream',
    sip: 503,
    reason: 'Gateways Exhausted',
    q850: 34,
    text: 'Every gateway was tried and failed.',
  },
  'carrier-refused': {
    class: 'upstream',
    sip: 503,
    reason: 'Carrier Refused',
    q850: 21,
    text: 'The carrier refused in a way that is passed on.',
  },
  'rate-missing': { class: 'server', sip: 403, reason: 'No Rate', q850: 21, text: 'The client has no rate for the destination.' },
  'credit-exhausted': { class: 'client', sip: 402, reason: 'Payment Required', q850: 50, text: 'The balance does not cover the call.' },
  'credit-cut': { class: 'success', sip: 200, reason: 'OK', q850: 50, text: 'Answered, then cut when the authorised time was used up.' },
  'limit-reached': { class: 'client', sip: 486, reason: 'Limit Reached', q850: 42, text: 'The maximum of concurrent calls is in use.' },
  'caller-number-missing': {
    class: 'client',
    sip: 403,
    reason: 'No Caller Number',
    q850: 21,
    text: 'The caller has no number that may be shown outside.',
  },
  'client-disabled': { class: 'client', sip: 403, reason: 'Client Disabled', q850: 21, text: 'The client is disabled.' },
  'application-server-missing': {
    class: 'server',
    sip: 503,
    reason: 'No Application Server',
    q850: 38,
    text: 'No application server answers.',
  },
  'media-relay-missing': { class: 'server', sip: 503, reason: 'No Media Relay', q850: 38, text: 'No media relay answers.' },
  overload: { class: 'server', sip: 503, reason: 'Overload', q850: 42, text: 'Refused early because the process is at its limit.' },
  transferred: {
    class: 'success',
    sip: 487,
    reason: 'Request Terminated',
    q850: 16,
    text: 'Handed over by a transfer: this leg is over, the others go on talking.',
  },
  'picked-up': {
    class: 'success',
    sip: 487,
    reason: 'Request Terminated',
    q850: 26,
    text: 'Somebody else took the call over, ringing or answered (Replaces).',
  },
  redirected: {
    class: 'success',
    sip: 302,
    reason: 'Moved Temporarily',
    q850: 23,
    text: 'The phone sent the caller on to another number (3xx).',
  },
  'forward-loop': {
    class: 'client',
    sip: 482,
    reason: 'Loop Detected',
    q850: 44,
    text: 'Forwarded more than five times, or twice by the same endpoint.',
  },
  'transfer-refused': {
    class: 'client',
    sip: 403,
    reason: 'Transfer Refused',
    q850: 21,
    text: 'A transfer or redirection to an address that is not of the own domain, or by somebody who may not.',
  },
  'recording-refused': {
    class: 'client',
    sip: 403,
    reason: 'Recording Refused',
    q850: 21,
    text: 'The client may not record calls by SIP INFO.',
  },
  'dialog-unknown': {
    class: 'client',
    sip: 481,
    reason: 'Call/Transaction Does Not Exist',
    q850: 101,
    text: 'The call that a Replaces names does not exist, or is not theirs to take.',
  },
  'session-expired': {
    class: 'indeterminate',
    sip: 200,
    reason: 'OK',
    q850: 102,
    text: 'Answered, then ended because nobody refreshed the session in time (RFC 4028).',
  },
  'media-timeout': {
    class: 'indeterminate',
    sip: 200,
    reason: 'OK',
    q850: 41,
    text: 'Answered, then ended because a leg went silent or its dialog was lost.',
  },
  'internal-error': { class: 'server', sip: 500, reason: 'Server Internal Error', q850: 41, text: 'A bug or a broken dependency of ours.' },
} as const satisfies Record<string, CauseEntry>;

export type Cause = keyof typeof CAUSES;

/** How a call ended: the named cause, its class, and the step or process that decided it. */
export interface Termination {
  readonly class: TerminationClass;
  readonly cause: Cause;
  readonly at: string;
  /** The SIP status that was seen or sent, when there was one. */
  readonly sipStatus?: number | undefined;
}

export const isCause = (word: string): word is Cause => Object.hasOwn(CAUSES, word);

export const terminate = (cause: Cause, at: string, sipStatus?: number): Termination => ({
  class: CAUSES[cause].class,
  cause,
  at,
  ...(sipStatus === undefined ? {} : { sipStatus }),
});

/** The cause of a final SIP response that somebody else gave us. */
export function causeOfStatus(status: number): Cause {
  if (status < 300) return 'normal-clearing';
  if (status === 486 || status === 600) return 'busy';
  if (status === 480 || status === 408) return 'no-answer';
  if (status === 487) return 'cancelled';
  if (status === 404 || status === 410 || status === 484 || status === 604) return 'number-unknown';
  if (status === 603) return 'rejected';
  if (status === 488 || status === 606 || status === 415) return 'media-refused';
  if (status === 401 || status === 403 || status === 407) return 'carrier-refused';
  if (status === 402) return 'credit-exhausted';
  if (status === 483) return 'hops-exhausted';
  return status >= 500 ? 'gateways-exhausted' : 'carrier-refused';
}
