import type { Level } from '@switchyard/kernel';
import type { Fields, RowOf } from './field.js';

export type Access = 'none' | 'read' | 'write';

export interface ResourceSpec<F extends Fields> {
  /** English plural and singular, as the operator says them. */
  readonly plural: string;
  readonly singular: string;
  /** URL segment: `carriers` in `/api/brand/carriers`. */
  readonly path: string;
  /**
   * Tenancy: the column that must equal the caller's id at each level. `id` where the row is the tenant itself.
   * A level without a column sees every row the levels above it allow (only `platform` has none by nature).
   */
  readonly scope: Partial<Record<Exclude<Level, 'platform'>, (keyof F & string) | 'id'>>;
  readonly levels: Readonly<Record<Level, Access>>;
  /** True: held in the config snapshot of every process. False: grows with subscribers or calls, read by key or by list. */
  readonly inSnapshot: boolean;
  /** Column that names a row to a person. */
  readonly title: keyof F & string;
  readonly fields: F;
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
