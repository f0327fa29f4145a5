import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, type Ddi } from '@switchyard/model';
import type { Database } from '../database.js';
import { refused } from '../errors.js';
import { inWriteSession } from '../repository/in-write-session.js';
import { readRows, select } from '../repository/stored-row.js';
import { requireAccess, withinTenant } from '../repository/tenancy.js';

/** What a number keeps on its way to the pool: what it is, not what its client made of it. */
const KEPT = ['brandId', 'number', 'countryId', 'nationalNumber', 'type', 'ddiProviderId', 'useDdiProviderRoutingTag', 'routingTagId'] as const satisfies readonly (keyof Ddi)[]; // prettier-ignore

/**
 * Takes numbers from their clients and puts them into the brand's pool: all of them or none. Each becomes a new row, so the
 * calls of the old one stay with the client that had it. Answers the new ids in the order of the old ones. Throws
 * `reference-unknown` for numbers that are not the caller's, `rule-broken` for those of the pool, `row-in-use` (`facts.by`) for
 * one that is still called with, `level-forbidden`.
 */
export async function unlinkDdis(database: Database, ctx: RequestContext, ids: readonly number[]): Promise<readonly number[]> {
  const resource = RESOURCES.ddi;
  requireAccess(resource, ctx, 'delete');
  if (ids.length === 0) return [];
  return inWriteSession(database, ctx, async (session) => {
    const { manager } = session;
    const query = withinTenant(select(manager, 'ddi'), resource, ctx.scope, 'write').andWhere('t.id IN (:...ids)', { ids });
    const rows = new Map((await readRows(manager, 'ddi', query.setLock('pessimistic_write'))).map((row) => [row.id, row]));
    const unknown = ids.filter((id) => !rows.has(id));
    if (unknown.length > 0) throw refused('reference-unknown', unknown.map((id) => ({ field: 'ids', rule: 'names no DDI of this tenant', value: id }))); // prettier-ignore
    const pooled = ids.filter((id) => rows.get(id)?.['clientId'] === null);
    if (pooled.length > 0) throw refused('rule-broken', pooled.map((id) => ({ field: 'ids', rule: 'must name DDIs that a client has', value: id }))); // prettier-ignore
    const fresh: number[] = [];
    for (const id of new Set(ids)) {
      const row = rows.get(id);
      if (!row) continue;
      await session.delete('ddi', row);
      fresh.push(await session.insert('ddi', Object.fromEntries(KEPT.map((key) => [key, row[key]]))));
    }
    return fresh;
  });
}
