import { CodedError, type RequestContext } from '@switchyard/kernel';
import { type Database, sourceOf } from '../database.js';
import { revisionedNames } from './revisioned.js';

/** What one request changed in how calls are led and rated. `from` and `to`: its first and last revision. */
export interface Revision {
  readonly from: number;
  readonly to: number;
  readonly changedAt: string;
  readonly actorName: string;
  readonly comment: string | null;
  readonly requestId: string;
  readonly changes: number;
  readonly resources: readonly string[];
}
interface RevisionRow {
  readonly first: number | string;
  readonly last: number | string;
  readonly at: Date;
  readonly actor_name: string;
  readonly note: string | null;
  readonly request_id: string;
  readonly changes: number | string;
  readonly resources: string;
}

/** The condition and its values that narrow the change log to a tenant. Revisions belong to brands and clients. */
export function tenantOfRevisions(ctx: RequestContext): { readonly sql: string; readonly values: readonly number[] } {
  const { scope } = ctx;
  if (scope.level === 'brand') return { sql: 'brand_id = ?', values: [scope.brandId] };
  if (scope.level === 'client') return { sql: 'brand_id = ? AND client_id = ?', values: [scope.brandId, scope.clientId] };
  throw new CodedError('level-forbidden', `level ${scope.level} has no revisions of its own`, { level: scope.level });
}

export const namesSql = (names: readonly string[]): string => names.map(() => '?').join(', ');

/** Revisions of the caller's tenant, newest first, `limit` of them below `before`. Throws `level-forbidden`. */
export async function listRevisions(
  database: Database,
  ctx: RequestContext,
  { before = Number.MAX_SAFE_INTEGER, limit = 50 }: { readonly before?: number; readonly limit?: number } = {},
): Promise<readonly Revision[]> {
  const tenant = tenantOfRevisions(ctx);
  const rows = (await sourceOf(database).query(
    `SELECT MIN(revision) AS first, MAX(revision) AS last, MAX(changed_at) AS at, MAX(actor_name) AS actor_name, MAX(comment) AS note,
            request_id, COUNT(*) AS changes, GROUP_CONCAT(DISTINCT resource ORDER BY resource) AS resources
       FROM change_entry WHERE ${tenant.sql} AND revision < ? AND resource IN (${namesSql(revisionedNames)})
      GROUP BY request_id ORDER BY last DESC LIMIT ?`,
    [...tenant.values, before, ...revisionedNames, limit],
  )) as RevisionRow[];
  return rows.map((row) => ({
    from: Number(row.first),
    to: Number(row.last),
    changedAt: new Date(row.at).toISOString(),
    actorName: row.actor_name,
    comment: row.note,
    requestId: row.request_id,
    changes: Number(row.changes),
    resources: row.resources.split(','),
  }));
}
