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
  readonly errors?: readonly FieldProblem[];
}

/** Every code the API answers with. The title is the same for every occurrence; the detail says what happened this time. */
export const PROBLEMS = {
  'body-malformed': { status: 400, title: 'The body is not JSON' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'body-invalid': { status: 422, title: 'The body breaks a rule' },
  'query-invalid': { status: 422, title: 'A query parameter is not known or not valid' },
  'token-missing': { status: 401, title: 'A bearer token is needed' },
  'token-invalid': { status: 401, title: 'The bearer token is not valid' },
  'login-refused': { status: 401, title: 'The login is refused' },
  'login-delayed': { status: 429, title: 'Too many attempts' },
  'level-forbidden': { status: 403, title: 'This level may not do that' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'reference-unknown': { status: 422, title: 'A reference leads nowhere' },
  'not-unique': { status: 422, title: 'A value is in use already' },
  'rule-broken': { status: 422, title: 'A rule of the resource is broken' },
  'password-needed': { status: 422, title: 'The password is needed for this change' },
  'domain-in-use': { status: 422, title: 'Passwords depend on this domain' },
  'row-in-use': { status: 409, title: 'Other rows need this one' },
  'database-away': { status: 503, title: 'The database does not answer' },
  'snapshot-unavailable': { status: 503, title: 'The configuration is not loaded yet' },
  'internal-error': { status: 500, title: 'An error of ours' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** A refusal of the API; the filter turns it into the reply. */
export const refusal = (code: ProblemCode, detail: string, errors?: readonly FieldProblem[]): CodedError =>
  new CodedError(code, detail, errors ? { errors } : {});

/** Codes of drivers that mean the database is away, not that we are wrong. */
const AWAY = /ECONNREFUSED|ECONNRESET|PROTOCOL_CONNECTION_LOST|ETIMEDOUT|closed state|server has gone away|Connection lost/i;

/** The one place where a thrown thing becomes a status. What is not ours says nothing of the inside. */
export function problemOf(thrown: unknown): Problem {
  const known = thrown instanceof CodedError && isProblemCode(thrown.code) ? thrown : foreign(thrown);
  const code = known.code as ProblemCode;
  const errors = fieldProblems(known);
  return { type: `urn:switchyard:problem:${code}`, ...PROBLEMS[code], code, detail: known.message, ...(errors ? { errors } : {}) };
}

function fieldProblems({ facts, message }: CodedError): readonly FieldProblem[] | undefined {
  if (Array.isArray(facts['errors'])) return facts['errors'] as FieldProblem[];
  const field = facts['field'];
  return typeof field === 'string'
    ? [{ field, rule: typeof facts['rule'] === 'string' ? facts['rule'] : message, value: facts['value'] }]
    : undefined;
}

function foreign(thrown: unknown): CodedError {
  const { status, type } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { status?: unknown; type?: unknown };
  if (type === 'entity.parse.failed') return refusal('body-malformed', 'The body cannot be read as JSON.');
  if (type === 'entity.too.large') return refusal('body-too-large', 'The body is larger than this server reads.');
  if (status === 404) return refusal('not-found', 'Nothing answers at this address.');
  if (status === 400) return refusal('body-malformed', 'The request cannot be read.');
  const text = thrown instanceof Error ? `${thrown.message} ${String((thrown as { code?: unknown }).code ?? '')}` : '';
  if (AWAY.test(text)) return refusal('database-away', 'The database does not answer at the moment; try again.');
  return refusal('internal-error', 'The request could not be served. The log has the reason under the request id.');
}
