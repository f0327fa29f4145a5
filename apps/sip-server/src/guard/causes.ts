/**
 * Why a message was refused: the one word that stands in the log line and in the label of the metric. `status` is what the sender is
 * told, 0 when it is told nothing.
 */
export const REFUSALS = {
  junk: { status: 0, text: 'The bytes do not begin as a SIP message does.' },
  malformed: { status: 400, text: 'The message breaks a rule of the grammar; the parse error says which.' },
  'malformed-source': { status: 0, text: 'The source has sent too many messages that could not be read.' },
  'answers-spent': { status: 0, text: 'Would have been answered, but the answers of this second are spent.' },
  blacklisted: { status: 0, text: 'The source is in the blacklist.' },
  spammer: { status: 603, text: 'User-Agent, From or To matches a rule.' },
  'source-rate': { status: 503, text: 'The source begins more requests than it may.' },
  'source-transactions': { status: 503, text: 'The source has as many transactions open as it may.' },
  flood: { status: 0, text: 'A stranger during a flood: heard when it repeats its request.' },
  overload: { status: 503, text: 'The server has more work than it can do.' },
  'transactions-full': { status: 503, text: 'As many transactions are kept as may be.' },
  'dialogs-full': { status: 503, text: 'As many dialogs are kept as may be.' },
  'application-busy': { status: 503, text: 'The application has too many requests that it has not looked at.' },
  'application-missing': { status: 503, text: 'No connected application takes this method.' },
  'application-silent': { status: 408, text: 'The application did not answer in time.' },
  'application-unreachable': { status: 480, text: 'The application that a request handler names cannot be called.' },
  'router-rejected': { status: 0, text: 'The routing service said so; the status is its own.' },
  'router-redirected': { status: 302, text: 'The routing service sent the caller elsewhere.' },
  'router-failed': { status: 500, text: 'The routing service gave no usable answer.' },
  'router-tag-unknown': { status: 480, text: 'No connected application has the tag that the routing service named, and takes the method.' },
  'register-without-realm': { status: 403, text: 'REGISTER for an address instead of a domain.' },
  'application-gone': { status: 503, text: 'The application left before it answered.' },
  'peer-overload': { status: 503, text: 'The next hop asked for fewer requests (RFC 7339).' },
  draining: { status: 503, text: 'The server is being stopped and takes no new work.' },
  'dialog-unknown': { status: 481, text: 'There is no such dialog or transaction.' },
  'method-refused': { status: 405, text: 'The method has no meaning here.' },
  'method-unknown': { status: 501, text: 'The method is not known.' },
  'scheme-unknown': { status: 416, text: 'The scheme of the Request-URI is not served.' },
  'session-too-short': { status: 422, text: 'The session would have to be refreshed too often (RFC 4028).' },
  'dialog-ended': { status: 603, text: 'Replaces or Join names a call that is over.' },
  'dialog-answered': { status: 486, text: 'Replaces wants a call that is not answered yet, and it is.' },
  'extension-unknown': { status: 420, text: 'Require names an extension that is not served.' },
  'request-merged': { status: 482, text: 'The same request came by another way.' },
  'request-glare': { status: 491, text: 'Another request of the same kind is under way in the dialog.' },
  'rule-broken': { status: 400, text: 'The request can be read but breaks a rule of its method.' },
  failed: { status: 500, text: 'Refused for a reason of the server.' },
} as const satisfies Record<string, { readonly status: number; readonly text: string }>;

export type RefusalCause = keyof typeof REFUSALS;

export const REFUSAL_CAUSES = Object.keys(REFUSALS) as readonly RefusalCause[];

/** The cause of a refusal that is known by its status alone. */
export function refusalOfStatus(status: number): RefusalCause {
  switch (status) {
    case 408:
      return 'application-silent';
    case 420:
      return 'extension-unknown';
    case 481:
      return 'dialog-unknown';
    case 482:
      return 'request-merged';
    case 491:
      return 'request-glare';
    case 501:
      return 'method-unknown';
    case 503:
      return 'application-missing';
    case 405:
      return 'method-refused';
    default:
      return status < 500 ? 'rule-broken' : 'failed';
  }
}
