import type { RequestContext } from '@switchyard/kernel';
import type { FieldProblem, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { DataErrorCode } from '../errors.js';
import { encryptedOf, HA1_MD5, passwordHashOf } from '../schema/names.js';
import { fieldEntries } from '../schema/references.js';
import type { StoredRow } from '../repository/stored-row.js';

/** A write as a rule sees it, inside its transaction and after its references were checked. */
export interface Write {
  readonly ctx: RequestContext;
  readonly manager: EntityManager;
  readonly name: ResourceName;
  /** The row as it was; undefined at creation. */
  readonly before: StoredRow | undefined;
  /** The row as it would be, secrets not included. */
  readonly after: Readonly<Record<string, unknown>>;
  /** The body, secrets included, at creation with the defaults of the field table. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The body without defaults: what the caller really gave. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** One sentence about valid rows that a field table cannot say. */
export interface Rule {
  readonly name: string;
  readonly on: readonly ResourceName[];
  /** Default `rule-broken`. */
  readonly code?: DataErrorCode;
  readonly check: (write: Write) => readonly FieldProblem[] | Promise<readonly FieldProblem[]>;
}

export const problem = (write: Write, field: string, rule: string): FieldProblem => ({ field, rule, value: write.after[field] ?? null });

/** True when a secret is stored now or will be by this write. */
export function hasSecret(write: Write, key: string): boolean {
  if (Object.hasOwn(write.given, key)) return write.given[key] !== null && write.given[key] !== undefined;
  const kind = fieldEntries(write.name).find(([name]) => name === key)?.[1].kind;
  const column = kind === 'password' ? passwordHashOf(key) : kind === 'secret' ? encryptedOf(key) : HA1_MD5;
  return typeof write.before?.[column] === 'string';
}
