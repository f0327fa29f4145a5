import { CodedError } from '@switchyard/kernel';
import type { Field } from './fields/field.js';
import { initialOf } from './fields/zod.js';
import { Snapshot, type SnapshotTables } from './snapshot.js';
import { isConfig, RESOURCES, type ConfigName, type ResourceName, type RowByName } from './tables/index.js';

/** A row as a person writes it: what has a default or may be null can be left out. */
export type RowInput<N extends ResourceName> = { readonly id: number } & Partial<RowByName<N>>;
export type SnapshotInput = { readonly [N in ConfigName]?: readonly RowInput<N>[] };

/** A whole row from its field table. Throws `row-incomplete` (resource, field) when a field without a default is missing. */
export function rowOf<N extends ResourceName>(name: N, given: RowInput<N>): RowByName<N> {
  const row: Record<string, unknown> = { ...given };
  for (const [key, field] of Object.entries(RESOURCES[name].fields) as [string, Field][]) {
    if (row[key] !== undefined || field.kind === 'password' || field.kind === 'sipPassword' || field.kind === 'secret') continue;
    const value = initialOf(field);
    if (value === undefined)
      throw new CodedError('row-incomplete', `${name} ${given.id}: field '${key}' has no default and was not given`, {
        resource: name,
        id: given.id,
        field: key,
      });
    row[key] = value;
  }
  return row as RowByName<N>;
}

/** A snapshot from literal rows: decisions in tests and in dry runs without a database. */
export function snapshotOf(input: SnapshotInput, revision = 1): Snapshot {
  const tables: Partial<Record<ConfigName, ReadonlyMap<number, unknown>>> = {};
  for (const name of Object.keys(RESOURCES) as ResourceName[]) {
    if (!isConfig(name)) continue;
    const rows = (input[name] ?? []) as readonly RowInput<typeof name>[];
    tables[name] = new Map(rows.map((given) => [given.id, rowOf(name, given as never)]));
  }
  return new Snapshot(revision, tables as SnapshotTables);
}
