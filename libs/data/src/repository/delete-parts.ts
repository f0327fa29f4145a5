import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { references, referencesTo, resourceNames, type Reference } from '../schema/references.js';
import { select } from './stored-row.js';

/** Children before parents: the field tables are declared the other way round. */
const byDepth = (a: Reference, b: Reference): number => resourceNames.indexOf(b.from) - resourceNames.indexOf(a.from);
const partsOf = (name: ResourceName): readonly Reference[] =>
  referencesTo(name)
    .filter(({ kind }) => kind === 'part')
    .sort(byDepth);

/** What rows of a resource point at without belonging to it, where that may be empty. */
const looseColumns = (name: ResourceName): readonly string[] =>
  references.filter(({ from, kind, nullable }) => from === name && kind !== 'part' && nullable).map(({ field }) => field);

/** The numbers of a client that goes return to the brand's pool, without a route to what will no longer exist. */
const releaseNumbers = (manager: EntityManager, clientId: number): Promise<unknown> =>
  manager.update(
    'ddi',
    { clientId },
    { clientId: null, routeType: 'none', userId: null, residentialDeviceId: null, retailAccountId: null },
  );

/**
 * Deletes everything that is a part of a row, over any number of steps, children first; the row itself is the caller's. Rows of
 * one tenant may point at each other in circles (a user's extension leads to the user), so those columns are emptied first.
 */
export async function deleteParts(manager: EntityManager, name: ResourceName, id: number): Promise<void> {
  if (name === 'client') await releaseNumbers(manager, id);
  const parts = partsOf(name);
  for (const { from, field } of parts) {
    const loose = looseColumns(from);
    if (loose.length > 0) await manager.update(from, { [field]: id }, Object.fromEntries(loose.map((column) => [column, null])));
  }
  for (const { from, field } of parts) {
    // Every row of a brand has its brand's id, so all of them are in the list already.
    if (name !== 'brand' && partsOf(from).length > 0)
      for (const row of await select(manager, from, { [field]: id }).getMany()) await deleteParts(manager, from, row['id'] as number);
    await manager.delete(from, { [field]: id });
  }
}
