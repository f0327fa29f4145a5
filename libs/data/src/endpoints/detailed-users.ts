import type { RequestContext } from '@switchyard/kernel';
import type { Database } from '../database.js';
import { sourceOf } from '../database.js';
import type { ListRequest } from '../query/list-query.js';
import { Repository } from '../repository/repository.js';
import { select } from '../repository/stored-row.js';

type Row = Readonly<Record<string, unknown>>;

/** What a user's row names by id, and how it is called. The ids are of the user's own row: they lead nowhere else. */
const NAMED = [
  { id: 'terminalId', resource: 'terminal', field: 'name', as: 'terminal' },
  { id: 'extensionId', resource: 'extension', field: 'number', as: 'extension' },
  { id: 'outgoingDdiId', resource: 'ddi', field: 'number', as: 'outgoingDdi' },
  { id: 'callAclId', resource: 'callAcl', field: 'name', as: 'callAcl' },
  { id: 'bossAssistantId', resource: 'user', field: 'name', as: 'bossAssistant' },
] as const;

/** Columns of the table, in this order. */
export const DETAILED_USER = [
  ...['id', 'name', 'lastname', 'email', 'active', 'terminal', 'extension', 'outgoingDdi', 'callAcl', 'doNotDisturb', 'maxCalls'],
  ...['isBoss', 'bossAssistant', 'externalIpCalls', 'multiContact', 'language', 'timezone'],
] as const;

/** All users of a list with the names of what they have, in batches. Throws as `Repository.stream`, before the first batch. */
export async function detailedUsers(database: Database, ctx: RequestContext, request: ListRequest): Promise<AsyncIterable<readonly Row[]>> {
  const batches = await new Repository(database, 'user').stream(ctx, request);
  const { manager } = sourceOf(database);
  return (async function* () {
    for await (const batch of batches) {
      const rows = batch as unknown as readonly Row[];
      const names = await Promise.all(
        NAMED.map(async ({ id, resource, field }) => {
          const ids = [...new Set(rows.map((row) => row[id]).filter((value) => typeof value === 'number'))];
          if (ids.length === 0) return new Map<unknown, unknown>();
          const found = await select(manager, resource)
            .select(['t.id', `t.${field}`])
            .andWhere('t.id IN (:...ids)', { ids })
            .getMany();
          return new Map(found.map((row) => [row['id'], row[field]] as const));
        }),
      );
      yield rows.map((row) => ({ ...row, ...Object.fromEntries(NAMED.map(({ id, as }, at) => [as, names[at]?.get(row[id]) ?? null])) }));
    }
  })();
}
