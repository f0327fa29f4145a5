import type { ConfigName, RowByName } from './tables/index.js';

export type SnapshotTables = { readonly [N in ConfigName]: ReadonlyMap<number, RowByName<N>> };

/** Indexes live with the table they were made of, so that a change rebuilds only those of the tables it touched. */
const indexes = new WeakMap<object, Map<string, ReadonlyMap<unknown, readonly unknown[]>>>();

/**
 * The configuration as it was at one revision: immutable, whole, and shared by every decision made at that moment
 * (architecture §3). A change makes a new snapshot that shares the untouched tables.
 */
export class Snapshot {
  constructor(
    readonly revision: number,
    private readonly tables: SnapshotTables,
  ) {}

  get<N extends ConfigName>(name: N, id: number | null | undefined): RowByName<N> | undefined {
    if (id === null || id === undefined) return undefined;
    return (this.tables[name] as ReadonlyMap<number, RowByName<N>>).get(id);
  }

  all<N extends ConfigName>(name: N): readonly RowByName<N>[] {
    return [...(this.tables[name] as ReadonlyMap<number, RowByName<N>>).values()];
  }

  /** Rows whose `field` equals `value`, by id ascending; the index is built on first use and kept. */
  by<N extends ConfigName, F extends keyof RowByName<N> & string>(name: N, field: F, value: RowByName<N>[F]): readonly RowByName<N>[] {
    const table = this.tables[name] as ReadonlyMap<number, RowByName<N>>;
    let ofTable = indexes.get(table);
    if (!ofTable) indexes.set(table, (ofTable = new Map<string, ReadonlyMap<unknown, readonly unknown[]>>()));
    let index = ofTable.get(field);
    if (!index) {
      const built = new Map<unknown, RowByName<N>[]>();
      for (const row of [...table.values()].sort((one, other) => one.id - other.id)) {
        const list = built.get(row[field]);
        if (list) list.push(row);
        else built.set(row[field], [row]);
      }
      ofTable.set(field, (index = built));
    }
    return (index.get(value) ?? []) as readonly RowByName<N>[];
  }

  /** The next snapshot: `changed` replaces whole tables, everything else is shared. */
  with(revision: number, changed: Partial<SnapshotTables>): Snapshot {
    return new Snapshot(revision, { ...this.tables, ...changed });
  }

  table<N extends ConfigName>(name: N): SnapshotTables[N] {
    return this.tables[name];
  }
}
