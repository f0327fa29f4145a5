import type { ResourceName } from '@switchyard/model';
import type { Write } from '../rules/rule.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * A write as an effect sees it: inside its transaction. What an effect writes itself is recorded like any change and checked
 * by the database only: no zod, no rules, no further effects. Values are those of whole rows; defaults are filled in.
 */
export interface EffectWrite extends Write {
  readonly id: number;
  /** Adds a row and answers its id. */
  readonly insert: (name: ResourceName, values: Values) => Promise<number>;
  /** Adds many rows by one statement; for resources without `refs` fields. */
  readonly insertMany: (name: ResourceName, rows: readonly Values[]) => Promise<void>;
  /** Changes a row; `refs` fields are given as ids. Nothing happens when there is no such row or nothing changes. */
  readonly update: (name: ResourceName, id: number, values: Values) => Promise<void>;
  /** Removes a row with its parts. Nothing happens when there is no such row. Throws `row-in-use`. */
  readonly remove: (name: ResourceName, id: number) => Promise<void>;
}

/** What follows from a write: automatic rows, mirrors, derived rows. One transaction with it, or neither. */
export interface Effect {
  readonly name: string;
  readonly on: readonly ResourceName[];
  /**
   * `create`, `update`: the row is written (`after`). `delete`: the row and its parts are still there (`before` is `after`), and
   * what an effect removes does not keep the row from going.
   */
  readonly after: 'create' | 'update' | 'delete';
  readonly run: (write: EffectWrite) => Promise<void>;
}
