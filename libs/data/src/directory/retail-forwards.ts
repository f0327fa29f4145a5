import type { CallForward } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';
import { readRows, select } from '../repository/stored-row.js';

/** A retail account with its forwards that are switched on. */
export interface RetailForwards {
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly forwards: readonly CallForward[];
}

/** `limit` retail accounts after an id, in the order of ids: for loading everything in steps. Most have no forward at all. */
export async function retailForwardsAfter(database: Database, after: number, limit: number): Promise<readonly RetailForwards[]> {
  const { manager } = sourceOf(database);
  const accounts = (await sourceOf(database).query(
    `SELECT id, brand_id AS brandId, client_id AS clientId FROM retail_account WHERE id > ? ORDER BY id LIMIT ${Math.trunc(limit)}`,
    [after],
  )) as Omit<RetailForwards, 'forwards'>[];
  if (accounts.length === 0) return [];
  const query = select(manager, 'callForward', { enabled: true }).andWhere('t.retailAccountId IN (:...ids)', {
    ids: accounts.map(({ id }) => id),
  });
  const rows = (await readRows(manager, 'callForward', query)) as unknown as readonly CallForward[];
  const byAccount = new Map<number, CallForward[]>(accounts.map(({ id }) => [id, []]));
  for (const row of rows) byAccount.get(row.retailAccountId ?? 0)?.push(row);
  return accounts.map((account) => ({ ...account, forwards: byAccount.get(account.id) ?? [] }));
}
