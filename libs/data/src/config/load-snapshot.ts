import { isConfig, Snapshot, type ConfigName, type SnapshotTables } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { readRows, select } from '../repository/stored-row.js';
import type { ConfigChange } from '../repository/config-change.js';
import { affectedBy, resourceNames } from '../schema/references.js';
import { type Database, sourceOf } from '../database.js';

export const configNames = resourceNames.filter(isConfig);
type AnyTables = Partial<Record<ConfigName, ReadonlyMap<number, unknown>>>;
type AnyRow = Record<string, unknown>;
const ROWS_PER_QUERY = 500;

/** One consistent view of the database: what is read belongs to exactly one revision. */
export async function consistently<T>(dataSource: Database, read: (manager: EntityManager) => Promise<T>): Promise<T> {
  return sourceOf(dataSource).transaction('REPEATABLE READ', read);
}

export async function readRevision(manager: EntityManager): Promise<number> {
  const [row] = (await manager.query('SELECT revision FROM config_revision WHERE id = 1')) as { revision: number | string }[];
  return Number(row?.revision ?? 0);
}

const keyed = (rows: readonly Readonly<AnyRow>[]): Map<number, unknown> =>
  new Map(rows.map((row) => [row['id'] as number, Object.freeze(row)]));

const readTable = async (manager: EntityManager, name: ConfigName): Promise<Map<number, unknown>> =>
  keyed(await readRows(manager, name, select(manager, name).orderBy('t.id')));

/** The whole configuration at its present revision. */
export const loadSnapshot = (dataSource: Database): Promise<Snapshot> =>
  consistently(dataSource, async (manager) => {
    const revision = await readRevision(manager);
    const tables: AnyTables = {};
    for (const name of configNames) tables[name] = await readTable(manager, name);
    return new Snapshot(revision, tables as SnapshotTables);
  });

/** A table with only the changed rows read again; rows that are gone are taken out. */
async function patchTable(manager: EntityManager, name: ConfigName, old: ReadonlyMap<number, unknown>, ids: readonly number[]) {
  const table = new Map(old);
  for (let at = 0; at < ids.length; at += ROWS_PER_QUERY) {
    const part = ids.slice(at, at + ROWS_PER_QUERY);
    const rows = keyed(await readRows(manager, name, select(manager, name).andWhere('t.id IN (:...ids)', { ids: part })));
    for (const id of part) {
      const row = rows.get(id);
      if (row === undefined) table.delete(id);
      else table.set(id, row);
    }
  }
  return table;
}

/** The snapshot after `changes`: changed rows one by one, and whole tables where a deletion may have reached (cascades). */
export async function applyChanges(
  manager: EntityManager,
  snapshot: Snapshot,
  revision: number,
  changes: readonly ConfigChange[],
): Promise<Snapshot> {
  const whole = new Set(changes.filter(({ operation }) => operation === 'delete').flatMap(({ resource }) => [...affectedBy(resource)]));
  const tables: AnyTables = {};
  for (const name of configNames) {
    if (whole.has(name)) tables[name] = await readTable(manager, name);
    else {
      const ids = [...new Set(changes.filter(({ resource }) => resource === name).map(({ id }) => id))];
      if (ids.length > 0) tables[name] = await patchTable(manager, name, snapshot.table(name), ids);
    }
  }
  return snapshot.with(revision, tables as Partial<SnapshotTables>);
}
