import type { ResourceName } from '@switchyard/model';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { hiddenColumnsOf } from '../schema/columns.js';

/** A row as the table has it, hidden columns included. Stays inside this library. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: number };

export type RowBuilder = SelectQueryBuilder<Record<string, unknown>>;
const ALIAS = 't';

/** A query over one resource, with every condition `column = value` of `where`. */
export function select(manager: EntityManager, name: ResourceName, where: Readonly<Record<string, unknown>> = {}): RowBuilder {
  const builder = manager.createQueryBuilder<Record<string, unknown>>(name, ALIAS);
  for (const [column, value] of Object.entries(where))
    if (value === null) builder.andWhere(`${ALIAS}.${column} IS NULL`);
    else builder.andWhere(`${ALIAS}.${column} = :is_${column}`, { [`is_${column}`]: value });
  return builder;
}

/** The row with its hidden columns, locked until the transaction ends. */
export async function lockRow(
  manager: EntityManager,
  name: ResourceName,
  where: Readonly<Record<string, unknown>>,
): Promise<StoredRow | undefined> {
  const builder = select(manager, name, where).addSelect(hiddenColumnsOf(name).map((column) => `${ALIAS}.${column}`));
  return ((await builder.setLock('pessimistic_write').getOne()) ?? undefined) as StoredRow | undefined;
}

export const findRow = async (
  manager: EntityManager,
  name: ResourceName,
  where: Readonly<Record<string, unknown>>,
): Promise<StoredRow | undefined> => ((await select(manager, name, where).limit(1).getOne()) ?? undefined) as StoredRow | undefined;
