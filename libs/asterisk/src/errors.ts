/** What an ARI request can end in besides an answer: the code of the `CodedError` that is thrown. */
export const ARI_ERRORS = {
  'ari-unreachable': 'No connection to Asterisk, or it broke before the answer.',
  'ari-timeout': 'Asterisk did not answer the request in time.',
  'ari-not-found': 'Asterisk knows no such channel, bridge or application (404): usually it ended meanwhile.',
  'ari-conflict': 'The channel is in a state that forbids the request (409, 412, 422).',
  'ari-refused': 'Asterisk refused the request (any other 4xx).',
  'ari-failed': 'Asterisk failed (5xx).',
  'ari-unreadable': 'Asterisk answered something that is not what its documentation says.',
} as const;

export type AriErrorCode = keyof typeof ARI_ERRORS;

/** The code of an HTTP status that is not a success. */
export function codeOfStatus(status: number): AriErrorCode {
  if (status === 404) return 'ari-not-found';
  if (status === 409 || status === 412 || status === 422) return 'ari-conflict';
  return status >= 500 ? 'ari-failed' : 'ari-refused';
}
