import { isDatabaseAway } from '@switchyard/data';
import { CodedError } from '@switchyard/kernel';

/** One refused field: which, by which rule, and what was given (secrets hidden). */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly value?: unknown;
}

/** RFC 9457 problem details, with our stable `code` and the refused fields. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Empty when no single field is to blame. */
  readonly errors: readonly Required<FieldProblem>[];
}

/** Every code the API answers with. The title is the same for every occurrence; the detail says what happened this time. */
export const PROBLEMS = {
  'body-malformed': { status: 400, title: 'The body is not JSON' },
  'request-malformed': { status: 400, title: 'The request cannot be read' },
  'media-type-unsupported': { status: 415, title: 'The body is written in a way that is not read here' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'body-invalid': { status: 422, title: 'The body breaks a rule' },
  'query-invalid': { status: 422, title: 'A query parameter is not known or not valid' },
  'token-missing': { status: 401, title: 'A bearer token is needed' },
  'token-invalid': { status: 401, title: 'The bearer token is not valid' },
  'login-refused': { status: 401, title: 'The login is refused' },
  'login-delayed': { status: 429, title: 'Too many attempts' },
  'portal-unknown': { status: 403, title: 'No portal has this host name' },
  'portal-refused': { status: 403, title: 'This portal is not for this level' },
  'second-factor-needed': { status: 401, title: 'A code of the second factor is needed' },
  'refresh-refused': { status: 401, title: 'The refresh token is not valid' },
  'reset-refused': { status: 403, title: 'The link to set a password is not valid' },
  'sign-on-refused': { status: 401, title: 'The single sign-on is refused' },
  'sign-on-unavailable': { status: 404, title: 'This portal has no single sign-on' },
  'identity-provider-away': { status: 502, title: 'The identity provider does not answer as it should' },
  'password-refused': { status: 403, title: 'The password has to be given again and is not right' },
  'own-login-needed': { status: 403, title: 'Only the person may do that, logged in with their own login' },
  'impersonation-forbidden': { status: 403, title: 'This login may not go down a level' },
  'not-granted': { status: 403, title: 'This was not granted' },
  'level-forbidden': { status: 403, title: 'This level may not do that' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'reference-unknown': { status: 422, title: 'A reference leads nowhere' },
  'not-unique': { status: 422, title: 'A value is in use already' },
  'rule-broken': { status: 422, title: 'A rule of the resource is broken' },
  'password-needed': { status: 422, title: 'The password is needed for this change' },
  'domain-in-use': { status: 422, title: 'Passwords depend on this domain' },
  'revision-unknown': { status: 422, title: 'There is no such revision' },
  'row-changed': { status: 412, title: 'The row is not in the expected state' },
  'method-not-allowed': { status: 405, title: 'This address does not answer the method' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'idempotency-mismatch': { status: 422, title: 'The Idempotency-Key belongs to another request' },
  'idempotency-running': { status: 409, title: 'The request with this Idempotency-Key has no answer yet' },
  'file-refused': { status: 422, title: 'The file is not what may be uploaded here' },
  'row-in-use': { status: 409, title: 'Other rows need this one' },
  'not-served-yet': { status: 501, title: 'This part of the platform is not there yet' },
  'live-away': { status: 503, title: 'What goes on now cannot be read' },
  'queue-away': { status: 503, title: 'What is to be done later cannot be kept now' },
  'database-away': { status: 503, title: 'The database does not answer' },
  'snapshot-unavailable': { status: 503, title: 'The configuration is not loaded yet' },
  'internal-error': { status: 500, title: 'An error of ours' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** A refusal of the API; the filter turns it into the reply. */
export const refusal = (code: ProblemCode, detail: string, errors?: readonly FieldProblem[]): CodedError =>
  new CodedError(code, detail, errors ? { errors } : {});

/** The one place where a thrown thing becomes a status. What is not ours says nothing of the inside. */
export function problemOf(thrown: unknown): Problem {
  const known = thrown instanceof CodedError && isProblemCode(thrown.code) ? thrown : foreign(thrown);
  const code = known.code as ProblemCode;
  // A value that was not given is null: every entry has the same three members.
  const errors = fieldProblems(known).map(({ field, rule, value }) => ({ field, rule, value: value ?? null }));
  const { status, title } = PROBLEMS[code];
  return { type: `urn:switchyard:problem:${code}`, title, status, code, detail: known.message, errors };
}

function fieldProblems({ facts, message }: CodedError): readonly FieldProblem[] {
  if (Array.isArray(facts['errors'])) return facts['errors'] as FieldProblem[];
  const field = facts['field'];
  return typeof field === 'string'
    ? [{ field, rule: typeof facts['rule'] === 'string' ? facts['rule'] : message, value: facts['value'] }]
    : [];
}

/** The HTTP status that a framework's or a parser's error asks for. */
function statusOf(thrown: unknown): number | undefined {
  const { status, getStatus } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { status?: unknown; getStatus?: unknown };
  if (typeof status === 'number') return status;
  return typeof getStatus === 'function' ? Number(getStatus.call(thrown)) : undefined;
}

/** Words of the body parser's refusals; the framework passes on nothing else by which they could be told apart. */
const PARSER = /JSON|body|Unexpected (token|end)|request (aborted|size)/i;

function foreign(thrown: unknown): CodedError {
  if (isDatabaseAway(thrown)) return refusal('database-away', 'The database does not answer at the moment; try again.');
  switch (statusOf(thrown)) {
    case 400:
      return PARSER.test(thrown instanceof Error ? thrown.message : '')
        ? refusal('body-malformed', 'The body cannot be read as a JSON object or array.')
        : refusal('request-malformed', 'The address or a header cannot be read.');
    case 404:
      return refusal('not-found', 'Nothing answers at this address.');
    case 413:
      return refusal('body-too-large', 'The body is larger than this server reads.');
    case 415:
      return refusal('media-type-unsupported', 'Send application/json in UTF-8, not compressed or by gzip, deflate or br.');
    default:
      return refusal('internal-error', 'The request could not be served. The log has the reason under the request id.');
  }
}
