import { CodedError, type Grants, type RequestContext } from '@switchyard/kernel';
import type { ImportJob, ImportKind } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { sourceOf, type Database } from '../database.js';
import { findRow, insertRow } from '../repository/stored-row.js';
import { inTransaction } from '../repository/transaction.js';

/** A table that was sent to become rows. */
export interface NewImport {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly dryRun: boolean;
  readonly partial: boolean;
  /** Values of all lines. */
  readonly defaults: Readonly<Record<string, string>>;
}

/** What was wrong with a line; the head of the table is line 1. */
export interface LineError {
  readonly line: number;
  readonly field: string;
  readonly rule: string;
  readonly value: unknown;
}

export interface ImportProgress {
  readonly lines: number;
  readonly processed: number;
  readonly created: number;
  readonly failed: number;
  readonly errors: readonly LineError[];
}

/** An import to work at, with the rights of whoever sent it. */
export interface TakenImport {
  readonly job: ImportJob & { readonly id: number };
  readonly caller: RequestContext;
}

export const LEASE_MS = 60_000;

const callerText = ({ grants, ...ctx }: RequestContext): string =>
  JSON.stringify({ ...ctx, ...(grants && { grants: [...grants].map(([resource, verbs]) => [resource, [...verbs]]) }) });

function callerOf(text: string): RequestContext {
  const { grants, ...ctx } = JSON.parse(text) as RequestContext & { readonly grants?: readonly (readonly [string, readonly string[]])[] };
  if (grants === undefined) return ctx;
  return { ...ctx, grants: new Map(grants.map(([resource, verbs]) => [resource, new Set(verbs)])) as unknown as Grants };
}

/** Puts an import in line; answers its id. The caller's right to make such rows is asked again for every line. */
export async function addImport(database: Database, caller: RequestContext, given: NewImport, nowMs: number): Promise<number> {
  const { scope, actor } = caller;
  if (scope.level === 'platform' || scope.level === 'user')
    throw new CodedError('level-forbidden', `imports are for brands and clients, not for level ${scope.level}`, { resource: 'importJob' });
  return inTransaction(database, async (manager) => {
    const id = await insertRow(manager, 'importJob', {
      ...given,
      brandId: scope.brandId,
      clientId: scope.level === 'client' ? scope.clientId : null,
      createdAt: new Date(nowMs).toISOString(),
      state: 'waiting',
      actorName: actor.name,
    });
    await manager.query('INSERT INTO import_work (import_id, caller) VALUES (?, ?)', [id, callerText(caller)]);
    return id;
  });
}

/** The next import that nobody works at, for this instance; also one whose instance died. Undefined: there is none. */
export async function takeImport(database: Database, holder: string, nowMs: number): Promise<TakenImport | undefined> {
  const source = sourceOf(database);
  const now = new Date(nowMs);
  const [next] = (await source.query(
    'SELECT import_id, caller FROM import_work WHERE lease_until IS NULL OR lease_until < ? ORDER BY import_id LIMIT 1',
    [now],
  )) as { import_id: number | string; caller: string }[];
  if (!next) return undefined;
  const id = Number(next.import_id);
  const { affectedRows } = (await source.query(
    'UPDATE import_work SET holder = ?, lease_until = ? WHERE import_id = ? AND (lease_until IS NULL OR lease_until < ?)',
    [holder, new Date(nowMs + LEASE_MS), id, now],
  )) as { affectedRows: number };
  if (affectedRows === 0) return undefined;
  const job = (await findRow(source.manager, 'importJob', { id })) as (ImportJob & { readonly id: number }) | undefined;
  if (!job) {
    // It was deleted while it waited.
    await source.query('DELETE FROM import_work WHERE import_id = ?', [id]);
    return undefined;
  }
  await source.query("UPDATE import_job SET state = 'running', started_at = COALESCE(started_at, ?) WHERE id = ?", [now, id]);
  return { job, caller: callerOf(next.caller) };
}

const SET = 'UPDATE import_job SET `lines` = ?, processed = ?, created = ?, failed = ?, errors = ?';
const valuesOf = ({ lines, processed, created, failed, errors }: ImportProgress): unknown[] => [
  lines,
  processed,
  created,
  failed,
  errors.length === 0 ? null : JSON.stringify(errors),
];

/** Tells how far an import is, and keeps it for this instance. `within`: in the transaction of the line that was made. */
export async function reportImport(
  database: Database,
  { id, holder, within }: { readonly id: number; readonly holder: string; readonly within?: EntityManager },
  progress: ImportProgress,
  nowMs: number,
): Promise<void> {
  const target = within ?? sourceOf(database).manager;
  await target.query(`${SET} WHERE id = ?`, [...valuesOf(progress), id]);
  await target.query('UPDATE import_work SET lease_until = ? WHERE import_id = ? AND holder = ?', [new Date(nowMs + LEASE_MS), id, holder]);
}

export async function finishImport(
  database: Database,
  id: number,
  state: 'done' | 'refused' | 'failed',
  progress: ImportProgress,
  nowMs: number,
): Promise<void> {
  await inTransaction(database, async (manager) => {
    await manager.query(`${SET}, state = ?, finished_at = ? WHERE id = ?`, [...valuesOf(progress), state, new Date(nowMs), id]);
    await manager.query('DELETE FROM import_work WHERE import_id = ?', [id]);
  });
}
