import type { RequestContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';
import type { StoredRow } from '../repository/stored-row.js';
import { changedValues, type ChangedValue } from './changed-values.js';
import { namesSql, tenantOfRevisions } from './list-revisions.js';
import { revisionedNames } from './revisioned.js';
import { titleOf } from './row-title.js';

/** How one row differs between two revisions. */
export interface RowDifference {
  readonly resource: ResourceName;
  readonly id: number;
  readonly title: string;
  readonly operation: 'create' | 'update' | 'delete';
  readonly values: readonly ChangedValue[];
}
interface Ends {
  readonly resource: ResourceName;
  readonly row_id: number | string;
  readonly state_before: string | null;
  readonly state_after: string | null;
}

const rowOf = (state: string | null): StoredRow | undefined => (state === null ? undefined : (JSON.parse(state) as StoredRow));

function operationOf(before: StoredRow | undefined, after: StoredRow | undefined): RowDifference['operation'] | undefined {
  if (before && after) return 'update';
  if (after) return 'create';
  return before ? 'delete' : undefined;
}

/**
 * What differs for the caller's tenant between the revisions `from` (exclusive) and `to` (inclusive), row by row; what came and went
 * in between, or was set back, is not shown. Secrets are masked. Throws `level-forbidden`.
 */
export async function compareRevisions(
  database: Database,
  ctx: RequestContext,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly RowDifference[]> {
  const tenant = tenantOfRevisions(ctx);
  const ends = (await sourceOf(database).query(
    `SELECT f.resource, f.row_id, one.state_before, other.state_after
       FROM (SELECT resource, row_id, MIN(revision) AS first, MAX(revision) AS last FROM change_state
              WHERE ${tenant.sql} AND revision > ? AND revision <= ? AND resource IN (${namesSql(revisionedNames)}) GROUP BY resource, row_id) f
       JOIN change_state one ON one.revision = f.first
       JOIN change_state other ON other.revision = f.last
      ORDER BY f.last`,
    [...tenant.values, from, to, ...revisionedNames],
  )) as Ends[];
  return ends.flatMap(({ resource, row_id, state_before, state_after }): RowDifference[] => {
    const [before, after] = [rowOf(state_before), rowOf(state_after)];
    const operation = operationOf(before, after);
    const values = changedValues(resource, before, after);
    if (operation === undefined || values.length === 0) return [];
    return [{ resource, id: Number(row_id), title: titleOf(resource, after ?? before), operation, values }];
  });
}
