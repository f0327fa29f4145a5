import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { shapeOf } from '../schema/row-shape.js';

type Row = Record<string, unknown>;
interface Link {
  readonly field: string;
  readonly row_id: number;
  readonly target_id: number;
}
const IDS_PER_QUERY = 1000;

/** Fills in the ids that `refs` fields hold, in their order. */
export async function readLinks(manager: EntityManager, name: ResourceName, rows: readonly Row[]): Promise<void> {
  const { refs } = shapeOf(name);
  if (refs.length === 0 || rows.length === 0) return;
  const byId = new Map(rows.map((row) => [row['id'] as number, row]));
  for (const row of rows) for (const key of refs) row[key] = [];
  const ids = [...byId.keys()];
  for (let at = 0; at < ids.length; at += IDS_PER_QUERY) {
    const part = ids.slice(at, at + IDS_PER_QUERY);
    const links = (await manager.query(
      `SELECT field, row_id, target_id FROM link WHERE resource = ? AND row_id IN (${part.map(() => '?').join(', ')}) ORDER BY row_id, field, position`,
      [name, ...part],
    )) as Link[];
    for (const { field, row_id, target_id } of links) (byId.get(row_id)?.[field] as number[] | undefined)?.push(target_id);
  }
}

/** Replaces the ids of those `refs` fields that `values` names. */
export async function writeLinks(manager: EntityManager, name: ResourceName, rowId: number, values: Readonly<Row>): Promise<void> {
  for (const field of shapeOf(name).refs) {
    const ids = values[field];
    if (!Array.isArray(ids)) continue;
    await manager.query('DELETE FROM link WHERE resource = ? AND row_id = ? AND field = ?', [name, rowId, field]);
    if (ids.length === 0) continue;
    await manager.query(
      `INSERT INTO link (resource, field, row_id, target_id, position) VALUES ${ids.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
      ids.flatMap((id: number, position) => [name, field, rowId, id, position]),
    );
  }
}

/** The first row that names this one in a `refs` field; undefined: none does. */
export async function findLink(manager: EntityManager, from: ResourceName, field: string, target: number): Promise<number | undefined> {
  const [link] = (await manager.query('SELECT row_id FROM link WHERE resource = ? AND field = ? AND target_id = ? LIMIT 1', [
    from,
    field,
    target,
  ])) as { row_id: number }[];
  return link?.row_id;
}
