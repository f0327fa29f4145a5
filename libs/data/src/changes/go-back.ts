import { CodedError, isGranted, VERBS, type RequestContext } from '@switchyard/kernel';
import { mayUse, type ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { brokenKeyOf, duplicateKeyOf, refused } from '../errors.js';
import { checkReferences } from '../repository/check-references.js';
import { checkUnique } from '../repository/check-unique.js';
import { inWriteSession } from '../repository/in-write-session.js';
import { lockRow, type StoredRow } from '../repository/stored-row.js';
import type { WriteSession } from '../repository/write-session.js';
import { references, resourceOf } from '../schema/references.js';
import { namesSql, tenantOfRevisions } from './list-revisions.js';
import { revisionedNames } from './revisioned.js';

export interface WentBack {
  /** The revision that holds now; unchanged when there was nothing to go back from. */
  readonly revision: number;
  /** How many rows differed and were brought back. */
  readonly rows: number;
}
/** A row as it shall be (`wanted`) and as it is (`current`); undefined: there is none. */
interface Restored {
  readonly name: ResourceName;
  readonly id: number;
  readonly wanted: StoredRow | undefined;
  readonly current: StoredRow | undefined;
}

/** What the caller may write in every way: a client does not undo what its brand did, nor a restricted administrator what was not granted. */
const writableNames = (ctx: RequestContext): readonly ResourceName[] =>
  revisionedNames.filter((name) => VERBS.every((verb) => mayUse(resourceOf(name), ctx.scope.level, verb) && isGranted(ctx, name, verb)));

/** Rows of the tenant that changed after a revision, each as it was then. */
async function changedSince(manager: EntityManager, ctx: RequestContext, revision: number): Promise<readonly Restored[]> {
  const tenant = tenantOfRevisions(ctx);
  const names = writableNames(ctx);
  if (names.length === 0) throw new CodedError('not-granted', `${ctx.actor.name} may not go back to a revision`, {});
  const rows = (await manager.query(
    `SELECT s.resource, s.row_id, s.state_before FROM change_state s
       JOIN (SELECT resource, row_id, MIN(revision) AS first FROM change_state
              WHERE ${tenant.sql} AND revision > ? AND resource IN (${namesSql(names)}) GROUP BY resource, row_id) f
         ON f.first = s.revision`,
    [...tenant.values, revision, ...names],
  )) as { resource: ResourceName; row_id: number | string; state_before: string | null }[];
  const restored: Restored[] = [];
  for (const { resource: name, row_id, state_before } of rows) {
    const id = Number(row_id);
    const wanted = state_before === null ? undefined : (JSON.parse(state_before) as StoredRow);
    restored.push({ name, id, wanted, current: await lockRow(manager, name, { id }) });
  }
  return restored.sort((one, other) => revisionedNames.indexOf(one.name) - revisionedNames.indexOf(other.name));
}

const valuesOf = ({ id: _id, ...values }: StoredRow): Readonly<Record<string, unknown>> => values;

/** References of a row that may be empty: set last, so that rows can point at each other whatever the order in which they come back. */
const looseColumns = (name: ResourceName): readonly string[] =>
  references.filter(({ from, kind, nullable, many }) => from === name && nullable && !many && kind !== 'part').map(({ field }) => field);
const emptied = (name: ResourceName): Readonly<Record<string, null>> =>
  Object.fromEntries(looseColumns(name).map((field) => [field, null]));

async function restore(session: WriteSession, rows: readonly Restored[]): Promise<void> {
  const { manager } = session;
  for (const { name, wanted, current } of rows) if (wanted && !current) await session.insert(name, { ...wanted, ...emptied(name) });
  for (const { name, id, wanted } of rows) if (wanted) await session.update(name, id, valuesOf(wanted));
  for (const { name, id, wanted, current } of rows) if (!wanted && current) await session.update(name, id, emptied(name));
  for (const { name, id, wanted, current } of [...rows].reverse()) if (!wanted && current) await session.remove(name, id);
  for (const { name, id, wanted } of rows) {
    if (!wanted) continue;
    await checkReferences(manager, name, wanted);
    await checkUnique(manager, name, wanted, id);
  }
}

/**
 * Brings the calls of the caller's tenant back to where `revision` had them: what was created since goes, what was deleted comes
 * back under its id, what was changed is as it was; all in one transaction, recorded as changes of their own, in force everywhere
 * within a second (NX-4). What the caller may not write stays as it is. Throws `level-forbidden`, `not-granted`, `revision-unknown`; `reference-unknown`, `not-unique` or `row-in-use` when the rest of the platform has moved on so far
 * that this is no longer possible; then nothing is changed.
 */
export async function goBack(database: Database, ctx: RequestContext, revision: number): Promise<WentBack> {
  return inWriteSession(database, ctx, async (session) => {
    if (revision > session.revision)
      throw new CodedError('revision-unknown', `there is no revision ${revision} yet; the newest is ${session.revision}`, {
        errors: [{ field: 'revision', rule: `must be at most ${session.revision}`, value: revision }],
      });
    const rows = await changedSince(session.manager, ctx, revision);
    await restore(session, rows);
    return { revision: session.revision + session.writes, rows: rows.length };
  }).catch((thrown: unknown) => {
    // A part comes back to a whole that is gone, and is not the caller's to bring back.
    const key = brokenKeyOf(thrown);
    if (key !== undefined) throw refused('reference-unknown', [{ field: key, rule: 'leads to a row that is gone', value: null }]);
    const index = duplicateKeyOf(thrown);
    if (index === undefined) throw thrown;
    throw refused('not-unique', [{ field: index, rule: 'is taken by a row that is not part of the revision', value: null }]);
  });
}
