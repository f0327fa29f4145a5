import type { ResourceName } from '@switchyard/model';
import type { EntityManager, InsertQueryBuilder, QueryRunner, SelectQueryBuilder } from 'typeorm';
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

/** Brands and clients that a transaction has read: every rule of a write asks for the same ones. */
const tenantsRead = new WeakMap<QueryRunner, Map<string, Promise<StoredRow | undefined>>>();
const isTenant = (name: ResourceName, where: Values): boolean =>
  (name === 'brand' || name === 'client') && typeof where['id'] === 'number' && Object.keys(where).length === 1;

/** Reads tenants anew from now on; to be called by whoever writes rows in the transaction. */
export function forgetTenants({ queryRunner }: EntityManager): void {
  if (queryRunner) tenantsRead.delete(queryRunner);
}

const readOne = async (manager: EntityManager, name: ResourceName, where: Values): Promise<StoredRow | undefined> =>
  (await readRows(manager, name, select(manager, name, where).limit(1)))[0];

export function findRow(manager: EntityManager, name: ResourceName, where: Values): Promise<StoredRow | undefined> {
  const { queryRunner } = manager;
  if (!queryRunner?.isTransactionActive || !isTenant(name, where)) return readOne(manager, name, where);
  const read = tenantsRead.get(queryRunner) ?? new Map<string, Promise<StoredRow | undefined>>();
  tenantsRead.set(queryRunner, read);
  const key = `${name} ${String(where['id'])}`;
  const known = read.get(key) ?? readOne(manager, name, where);
  read.set(key, known);
  return known;
}

export const findRows = (manager: EntityManager, name: ResourceName, where: Values): Promise<StoredRow[]> =>
  readRows(manager, name, select(manager, name, where).orderBy(`${ALIAS}.id`));

/** Adds a row with its links. `values` may name hidden columns. Answers its id. */
export async function insertRow(manager: EntityManager, name: ResourceName, values: Values): Promise<number> {
  // Without reading back what the database filled in: whoever needs the row reads it whole.
  const builder: InsertQueryBuilder<Values> = manager.createQueryBuilder().insert().into<Values>(name).values(toColumns(name, values));
  const { raw } = (await builder.updateEntity(false).execute()) as { readonly raw: { readonly insertId: number | string } };
  const id = Number(raw.insertId);
  forgetTenants(manager);
  await writeLinks(manager, name, id, values);
  return id;
}

/** Changes columns and links of a row. */
export async function updateRow(manager: EntityManager, name: ResourceName, id: number, values: Values): Promise<void> {
  const columns = toColumns(name, values);
  if (Object.keys(columns).length > 0) await manager.update(name, { id }, columns);
  await writeLinks(manager, name, id, values);
}
