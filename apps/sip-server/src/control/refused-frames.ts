/** Why a frame of an application was refused: the words of logs and of the metric `sip_control_refusals_total`. */
export type FrameRefusal =
  | 'frame-malformed'
  | 'not-authenticated'
  | 'secret-wrong'
  | 'tags-invalid'
  | 'type-unknown'
  | 'proxy-incomplete'
  | 'transaction-missing'
  | 'transaction-unknown'
  | 'cancel-answered-already'
  | 'dialog-unknown'
  | 'ack-not-owed'
  | 'contact-unknown'
  | 'request-uri-invalid'
  | 'request-to-ourselves'
  | 'content-type-missing'
  | 'header-invalid'
  | 'status-invalid'
  | 'transport-unavailable'
  | 'transport-closed'
  | 'name-unresolved'
  | 'reliable-unsupported'
  | 'hops-exhausted'
  | 'proxy-impossible'
  | 'draining'
  | 'overloaded'
  | 'server-error'
  | 'other';

/** By the beginning of the text that the application is told; the texts are those of the control protocol. */
const BY_TEXT: ReadonlyArray<readonly [string, FrameRefusal]> = [
  ['Response not sent due to unknown transaction', 'transaction-unknown'],
  ['200 OK to incoming CANCEL', 'cancel-answered-already'],
  ['Server error: unable to find dialog', 'dialog-unknown'],
  ['Server error: ACK for non-success', 'ack-not-owed'],
  ['Server error: the remote party gave no contact', 'contact-unknown'],
  ['unable to cancel unknown transaction', 'transaction-unknown'],
  ['Unknown transaction id', 'transaction-unknown'],
  ['can not send request to myself', 'request-to-ourselves'],
  ['invalid request-uri', 'request-uri-invalid'],
  ['invalid status line', 'status-invalid'],
  ['invalid tags', 'tags-invalid'],
  ['invalid ', 'header-invalid'],
  ['missing content-type', 'content-type-missing'],
  ['requested protocol/transport not available', 'transport-unavailable'],
  ['transport for response has been', 'transport-closed'],
  ['DNS Error', 'name-unresolved'],
  ['Remote endpoint does not support 100rel', 'reliable-unsupported'],
  ['Rejected with 483', 'hops-exhausted'],
  ['error proxying request', 'proxy-impossible'],
  ['the server drains', 'draining'],
  ['the server is overloaded', 'overloaded'],
  ['incorrect secret', 'secret-wrong'],
  ['not authenticated', 'not-authenticated'],
  ['Invalid message format', 'frame-malformed'],
  ['Invalid proxy request', 'proxy-incomplete'],
  ['transaction id missing', 'transaction-missing'],
  ['Unknown message type', 'type-unknown'],
  ['Unknown server error', 'server-error'],
];

export const refusalOf = (text: string): FrameRefusal => BY_TEXT.find(([start]) => text.startsWith(start))?.[1] ?? 'other';

/** What correct applications cause too: drachtio-srf answers a cancelled INVITE 487 itself, and acknowledges failures. */
export const isHarmless = (cause: FrameRefusal): boolean =>
  cause === 'transaction-unknown' || cause === 'cancel-answered-already' || cause === 'ack-not-owed';
