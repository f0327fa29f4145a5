import type { ResourceName } from '@switchyard/model';
import { uniqueName } from './names.js';
import { fieldEntries, resourceOf } from './references.js';

/** What may be in a table only once. */
export interface Unique {
  readonly index: string;
  readonly columns: readonly string[];
  /** The fields that are named when it is taken. */
  readonly fields: readonly string[];
  /** `in the brand`, or nothing where it is unique everywhere. */
  readonly within: string;
  /** Columns in which null is a value like any other; MySQL's index does not see it so, `checkUnique` does. */
  readonly nullCounts: readonly string[];
}

const WITHIN = {
  everywhere: { columns: [], words: '' },
  'in-brand': { columns: ['brandId'], words: ' in the brand' },
  'in-client': { columns: ['clientId'], words: ' in the client' },
} as const;

/** The unique indexes of a resource: of single fields within their tenant, and of several fields together. */
export const uniquesOf = (name: ResourceName): readonly Unique[] => [
  ...fieldEntries(name).flatMap(([key, { unique }]): Unique[] => {
    if (!unique) return [];
    const { columns, words } = WITHIN[unique];
    return [{ index: uniqueName(name, key), columns: [...columns, key], fields: [key], within: words, nullCounts: columns }];
  }),
  ...(resourceOf(name).uniqueTogether ?? []).map((fields): Unique => {
    const tenants = new Set<string>(Object.values(resourceOf(name).scope));
    const named = fields.filter((field) => !tenants.has(field));
    return {
      index: uniqueName(name, ...fields),
      columns: fields,
      fields: named.length > 0 ? named : fields,
      within: '',
      nullCounts: fields,
    };
  }),
];
