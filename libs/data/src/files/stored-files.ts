import type { EntityManager } from 'typeorm';
import { type Database, managerOf } from '../database.js';
import { fieldEntries, resourceNames, resourceOf } from '../schema/references.js';
import { snakeCase } from '../schema/names.js';

/** Whose files a folder has; both null: the platform's. */
export interface FileOwner {
  readonly brandId: number | null;
  readonly clientId: number | null;
}

const NAMED = /^b(\d+)(?:-c(\d+))?$/;

/** Folder of a tenant's files. */
export const tenantFolder = (brandId: number | null, clientId: number | null): string =>
  brandId === null ? 'platform' : clientId === null ? `b${brandId}` : `b${brandId}-c${clientId}`;

/** Whose folder it is; undefined: nobody's. */
export function ownerOfFolder(folder: string): FileOwner | undefined {
  if (folder === 'platform') return { brandId: null, clientId: null };
  const [, brandId, clientId] = NAMED.exec(folder) ?? [];
  return brandId === undefined ? undefined : { brandId: Number(brandId), clientId: clientId === undefined ? null : Number(clientId) };
}

/** Every column that says which file a row has, with the columns of its tenant. */
const COLUMNS = resourceNames.flatMap((name) => {
  const { scope } = resourceOf(name);
  return fieldEntries(name).flatMap(([key, { kind }]) =>
    kind === 'file' ? [{ table: snakeCase(name), column: snakeCase(`${key}Sha256`), brand: scope.brand, client: scope.client }] : [],
  );
});

/** The condition of a tenant column: undefined when the table has none and the owner needs one. */
function tenantSql(column: string | undefined, id: number | null): string | undefined {
  if (column === undefined) return id === null ? '1 = 1' : undefined;
  return id === null ? `${snakeCase(column)} IS NULL` : `${snakeCase(column)} = ${id}`;
}

async function ofColumns(manager: EntityManager, { brandId, clientId }: FileOwner, digests: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column, brand, client } of COLUMNS) {
    const conditions = [tenantSql(brand, brandId), tenantSql(client, clientId)];
    if (conditions.includes(undefined)) continue;
    const rows = (await manager.query(
      `SELECT DISTINCT \`${column}\` AS sha256 FROM \`${table}\` WHERE ${conditions.join(' AND ')} AND \`${column}\` IN (?)`,
      [digests],
    )) as { sha256: string }[];
    found.push(...rows.map(({ sha256 }) => sha256));
  }
  return found;
}

/** Files of rows as they were, which a way back to an older revision would bring back (NX-4). */
async function ofRevisions(manager: EntityManager, { brandId }: FileOwner, digests: readonly string[]): Promise<string[]> {
  if (brandId === null || digests.length === 0) return [];
  const like = digests.map(() => 'state_before LIKE ?').join(' OR ');
  const rows = (await manager.query(`SELECT state_before AS state FROM change_state WHERE brand_id = ? AND (${like})`, [
    brandId,
    ...digests.map((digest) => `%${digest}%`),
  ])) as { state: string }[];
  return digests.filter((digest) => rows.some(({ state }) => state.includes(digest)));
}

/** Which of these files (by SHA-256) rows of the tenant have or can have again, or imports that are not done still need. */
export async function filesInUse(database: Database, owner: FileOwner, digests: readonly string[]): Promise<ReadonlySet<string>> {
  if (digests.length === 0) return new Set();
  const manager = managerOf(database);
  const waiting =
    owner.brandId === null
      ? []
      : ((await manager.query(
          `SELECT DISTINCT sha256 FROM import_job
            WHERE brand_id = ? AND ${owner.clientId === null ? 'client_id IS NULL' : 'client_id = ?'} AND state IN ('waiting', 'running') AND sha256 IN (?)`,
          owner.clientId === null ? [owner.brandId, digests] : [owner.brandId, owner.clientId, digests],
        )) as { sha256: string }[]);
  const used = new Set([...(await ofColumns(manager, owner, digests)), ...waiting.map(({ sha256 }) => sha256)]);
  const others = digests.filter((digest) => !used.has(digest));
  for (const digest of await ofRevisions(manager, owner, others)) used.add(digest);
  return used;
}
