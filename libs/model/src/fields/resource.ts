import type { Level } from '@switchyard/kernel';
import type { ClientType, Feature, Sight } from './client-type.js';
import type { Fields, RowOf } from './field.js';

/** `edit`: read and change. `remove`: read and delete. `keep`: read, change and delete, not create. `write`: everything. */
export type Access = 'none' | 'read' | 'edit' | 'remove' | 'keep' | 'write';

export interface ResourceSpec<F extends Fields> {
  /** English plural and singular, as the operator says them. */
  readonly plural: string;
  readonly singular: string;
  /** URL segment: `carriers` in `/api/brand/carriers`. */
  readonly path: string;
  /**
   * Tenancy: the column that must equal the caller's id at each level. `id` where the row is the tenant itself.
   * A level without a column sees every row the levels above it allow (only `platform` has none by nature).
   * It may name a `refs` field: the row is the caller's when the caller's id is among them.
   */
  readonly scope: Partial<Record<Exclude<Level, 'platform'>, (keyof F & string) | 'id'>>;
  readonly levels: Readonly<Record<Level, Access>>;
  /** True: held in the config snapshot of every process. False: grows with subscribers or calls, read by key or by list. */
  readonly inSnapshot: boolean;
  /** Column that names a row to a person. */
  readonly title: keyof F & string;
  readonly fields: F;
  /** Its rows exist for clients of these types only. */
  readonly clientTypes?: readonly ClientType[];
  /** The client (a row without one: its brand) needs the feature. */
  readonly feature?: Feature;
  /** Clients and users see its rows only where their brand lets the client see such. */
  readonly seenWith?: Sight;
  /** Fields that are unique together; empty counts as a value. */
  readonly uniqueTogether?: readonly (readonly (keyof F & string)[])[];
  /** Rows whose tenant column is null belong to the level above: read and referred to below, never changed below. */
  readonly shared?: true;
  /** What lists are sorted and filtered by, besides what is unique or a reference; the tenant column comes first by itself. */
  readonly indexes?: readonly (readonly (keyof F & string)[])[];
  /** Written by the platform only, in great numbers: bigint ids, no foreign keys; outlives what it names. */
  readonly records?: true;
  /** Order of lists, `-startedAt` for descending; otherwise by id. */
  readonly defaultSort?: (keyof F & string) | `-${keyof F & string}`;
}

export interface Resource<N extends string = string, F extends Fields = Fields, S extends boolean = boolean> extends ResourceSpec<F> {
  readonly name: N;
  /** The literal, so that `ConfigName` is derived from the tables. */
  readonly inSnapshot: S;
}

/** Defines a resource once; schema, zod, OpenAPI, controllers, lists and forms are derived from the result. */
export const defineResource = <const N extends string, const F extends Fields, const S extends boolean>(
  name: N,
  spec: ResourceSpec<F> & { readonly inSnapshot: S },
): Resource<N, F, S> => ({ name, ...spec });

export type Row<R> = R extends Resource<string, infer F> ? RowOf<F> : never;
