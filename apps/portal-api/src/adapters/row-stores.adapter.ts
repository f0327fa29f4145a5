import type { RowStore, RowStores } from '@switchyard/api-kit';
import { Repository, type Database } from '@switchyard/data';
import { resourceNameOf } from './resource-name.js';

/** Repositories of the data layer as the row stores of the controllers; one each, made on first use. */
export function rowStores(database: Database): RowStores {
  const made = new Map<string, RowStore>();
  return (resource) => {
    const known = made.get(resource);
    if (known) return known;
    const store = new Repository(database, resourceNameOf(resource)) as unknown as RowStore;
    made.set(resource, store);
    return store;
  };
}
