import type { FieldProblem, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { refused } from '../errors.js';
import { uniquesOf, type Unique } from '../schema/uniques.js';
import { select } from './stored-row.js';

type Values = Readonly<Record<string, unknown>>;

/** The refusal of a value that another row has, for every field that is unique together. */
export const taken = ({ fields, within }: Unique, row: Values): readonly FieldProblem[] =>
  fields.map((field) => ({
    field,
    rule: fields.length === 1 ? `is taken${within}` : `is taken: ${fields.join(', ')} are unique together`,
    value: row[field] ?? null,
  }));

/**
 * Uniqueness where null counts, which an index does not see: names among the rows of the platform, and fields that are unique
 * together. All writes hold the lock of the revision, so nobody can come between. Throws `not-unique`.
 */
export async function checkUnique(manager: EntityManager, name: ResourceName, after: Values, id?: number): Promise<void> {
  for (const unique of uniquesOf(name)) {
    const where = Object.fromEntries(unique.columns.map((column) => [column, after[column] ?? null]));
    const empty = unique.columns.filter((column) => where[column] === null);
    if (empty.length === 0 || empty.some((column) => !unique.nullCounts.includes(column))) continue;
    const other = select(manager, name, where).limit(1);
    if (id !== undefined) other.andWhere('t.id <> :self', { self: id });
    if (await other.getExists()) throw refused('not-unique', taken(unique, after));
  }
}
