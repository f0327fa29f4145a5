import type { ResourceName } from '@switchyard/model';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { hiddenColumnsOf } from '../schema/columns.js';
import { fromColumns, shapeOf, toColumns } from '../schema/row-shape.js';
import { readLinks, writeLinks } from './links.js';

/** A row as the table has it, hidden columns included. Stays inside this library. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: number };

export type RowBuilder = SelectQueryBuilder<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;
export const ALIAS = 't';

/** The condition that a `refs` field names an id; bind `parameter` to it. */
export const linkCondition = (name: ResourceName, field: string, parameter: string): string =>
  `EXISTS (SELECT 1 FROM link WHERE link.resource = '${name}' AND link.field = '${field}' AND link.row_id = ${ALIAS}.id AND link.target_id ${parameter})`;

/** A query over one resource, with every condition `column = value` of `where`; a `refs` field must hold the value. */
export function select(manager: EntityManager, name: ResourceName, where: Values = {}): RowBuilder {
  const builder = manager.createQueryBuilder<Record<string, unknown>>(name, ALIAS);
  const { refs } = shapeOf(name);
  for (const [column, value] of Object.entries(where))
    if (refs.includes(column)) builder.andWhere(linkCondition(name, column, `= :is_${column}`), { [`is_${column}`]: value });
    else if (value === null) builder.andWhere(`${ALIAS}.${column} IS NULL`);
    else builder.andWhere(`${ALIAS}.${column} = :is_${column}`, { [`is_${column}`]: value });
  return builder;
}

/** The same with what is never returned: hashes and sealed secrets. */
export const withHidden = (builder: RowBuilder, name: ResourceName): RowBuilder =>
  builder.addSelect(hiddenColumnsOf(name).map((column) => `${ALIAS}.${column}`));

/** The rows of a query as they are shown: texts by language, files, ids of many rows. */
export async function readRows(manager: EntityManager, name: ResourceName, builder: RowBuilder): Promise<StoredRow[]> {
  const rows = await builder.getMany();
  for (const row of rows) fromColumns(name, row);
  await readLinks(manager, name, rows);
  return rows as unknown as StoredRow[];
}

/** The row with its hidden columns, locked until the transaction ends. */
export async function lockRow(manager: EntityManager, name: ResourceName, where: Values): Promise<StoredRow | undefined> {
  return (
    await readRows(
      manager,
      name,
      withHidden(select(manager, name, where), name)
        .setLock('pessimistic_write')
        .limit(1),
    )
  )[0];
}

export const findRow = async (manager: EntityManager, name: ResourceName, where: Values): Promise<StoredRow | undefined> =>
  (await readRows(manager, name, select(manager, name, where).limit(1)))[0];

export const findRows = (manager: EntityManager, name: ResourceName, where: Values): Promise<StoredRow[]> =>
  readRows(manager, name, select(manager, name, where).orderBy(`${ALIAS}.id`));

/** Adds a row with its links. `values` may name hidden columns. Answers its id. */
export async function insertRow(manager: EntityManager, name: ResourceName, values: Values): Promise<number> {
  const { identifiers } = await manager.insert(name, toColumns(name, values));
  const id = Number(identifiers[0]?.['id']);
  await writeLinks(manager, name, id, values);
  return id;
}

/** Changes columns and links of a row. */
export async function updateRow(manager: EntityManager, name: ResourceName, id: number, values: Values): Promise<void> {
  const columns = toColumns(name, values);
  if (Object.keys(columns).length > 0) await manager.update(name, { id }, columns);
  await writeLinks(manager, name, id, values);
}
