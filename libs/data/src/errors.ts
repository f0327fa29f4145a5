import { CodedError, messageOf } from '@switchyard/kernel';
import type { FieldProblem } from '@switchyard/model';

/** Every code this library throws, with the HTTP status an edge answers. */
export const DATA_ERRORS = {
  'body-invalid': 422,
  'query-invalid': 422,
  'reference-unknown': 422,
  'not-unique': 422,
  'rule-broken': 422,
  'password-needed': 422,
  'domain-in-use': 422,
  'revision-unknown': 422,
  'row-in-use': 409,
  'row-changed': 412,
  'not-found': 404,
  'level-forbidden': 403,
  'not-granted': 403,
  'secrets-key-missing': 500,
  'secret-unreadable': 500,
  'snapshot-unavailable': 503,
  'directory-unavailable': 503,
  'database-away': 503,
} as const;
export type DataErrorCode = keyof typeof DATA_ERRORS;

export const isDataError = (thrown: unknown): thrown is CodedError & { readonly code: DataErrorCode } =>
  thrown instanceof CodedError && Object.hasOwn(DATA_ERRORS, thrown.code);

/** A refused write. `facts.errors` has one entry per field: `{field, rule, value}`. */
export function refused(code: DataErrorCode, errors: readonly FieldProblem[]): CodedError {
  const [first] = errors;
  const words = errors.map(({ field, rule }) => `${field} ${rule}`).join('; ');
  return new CodedError(code, words, { errors, field: first?.field, rule: first?.rule, value: first?.value });
}

interface DriverError {
  readonly errno?: number;
  readonly code?: string;
  readonly sqlMessage?: string;
  readonly driverError?: DriverError;
}
const driverErrorOf = (thrown: unknown): DriverError => {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as DriverError;
  return error.driverError ?? error;
};

/** Name of the unique index that was hit; undefined: it was another error. ER_DUP_ENTRY 1062. */
export function duplicateKeyOf(thrown: unknown): string | undefined {
  const { errno, sqlMessage } = driverErrorOf(thrown);
  if (errno !== 1062) return undefined;
  // MySQL writes 'table.index', MariaDB 'index'.
  return /for key '(?:[^']*\.)?([^'.]+)'$/.exec(sqlMessage ?? '')?.[1] ?? 'PRIMARY';
}

/** Name of the foreign key that a row would break by leading nowhere; undefined: it was another error. ER_NO_REFERENCED_ROW_2 1452. */
export function brokenKeyOf(thrown: unknown): string | undefined {
  const { errno, sqlMessage } = driverErrorOf(thrown);
  return errno === 1452 ? (/CONSTRAINT `([^`]+)`/.exec(sqlMessage ?? '')?.[1] ?? 'unknown') : undefined;
}

/** ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD: the transaction was rolled back and can be tried again. */
export const isRetryable = (thrown: unknown): boolean => [1213, 1205, 1020].includes(driverErrorOf(thrown).errno ?? 0);

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_QUERY_INTERRUPTED',
  'POOL_CLOSED',
]);
/** True when the database does not answer, as opposed to refusing what it was told. */
export function isDatabaseAway(thrown: unknown): boolean {
  const { code } = driverErrorOf(thrown);
  if (code !== undefined && AWAY.has(code)) return true;
  if (thrown instanceof CodedError) return thrown.code === 'database-away';
  return /closed state|Connection lost|Pool is closed|not established|not connected/i.test(messageOf(thrown));
}
