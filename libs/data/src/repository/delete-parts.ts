import type { Field, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { snakeCase } from '../schema/names.js';
import { fieldEntries, references, referencesTo, resourceNames, resourceOf, type Reference } from '../schema/references.js';
import { initialRow, shapeOf, toColumns } from '../schema/row-shape.js';
import { readRows, select, withHidden, type StoredRow } from './stored-row.js';

/** Children before parents: the field tables are declared the other way round. */
const byDepth = (a: Reference, b: Reference): number => resourceNames.indexOf(b.from) - resourceNames.indexOf(a.from);
const partsOf = (name: ResourceName): readonly Reference[] =>
  referencesTo(name)
    .filter(({ kind }) => kind === 'part')
    .sort(byDepth);

/** What rows of a resource point at without belonging to it, where that may be empty. */
const looseColumns = (name: ResourceName): readonly string[] =>
  references.filter(({ from, kind, nullable, many }) => from === name && !many && kind !== 'part' && nullable).map(({ field }) => field);

/** Rows of a resource, as a condition on their ids with one parameter. */
interface RowSet {
  readonly name: ResourceName;
  readonly ids: string;
  readonly parameter: number;
}
const tableOf = (name: ResourceName): string => `\`${snakeCase(name)}\``;

/** Takes rows out of everything that may forget them, and lets go of what they hold themselves in links. */
async function detach(manager: EntityManager, { name, ids, parameter }: RowSet): Promise<void> {
  if (shapeOf(name).refs.length > 0) await manager.query(`DELETE FROM link WHERE resource = ? AND row_id IN (${ids})`, [name, parameter]);
  for (const { from, field, many, kind } of referencesTo(name))
    if (many) await manager.query(`DELETE FROM link WHERE resource = ? AND field = ? AND target_id IN (${ids})`, [from, field, parameter]);
    else if (kind === 'loose') {
      const column = `\`${snakeCase(field)}\``;
      // A table that is changed may be read in a subquery only by way of a derived table (ER_UPDATE_TABLE_USED).
      await manager.query(`UPDATE ${tableOf(from)} SET ${column} = NULL WHERE ${column} IN (SELECT id FROM (${ids}) gone)`, [parameter]);
    }
}

const single = (name: ResourceName, id: number): RowSet => ({ name, ids: `SELECT id FROM ${tableOf(name)} WHERE id = ?`, parameter: id });
const pointing = (from: ResourceName, field: string, id: number): RowSet => ({
  name: from,
  ids: `SELECT id FROM ${tableOf(from)} WHERE \`${snakeCase(field)}\` = ?`,
  parameter: id,
});

/** True for a field that means nothing without its client: a reference to a row of the client, or a target of the route. */
const isOfClient = (field: Field): boolean =>
  field.when !== undefined ||
  ((field.kind === 'ref' || field.kind === 'refs') && resourceOf(field.to as ResourceName).scope.client !== undefined);

/** The numbers of a client that goes return to the brand's pool, without a route to what will no longer exist. */
async function releaseNumbers(manager: EntityManager, clientId: number): Promise<Consequence[]> {
  const numbers = await wholeRows(manager, 'ddi', { clientId });
  const initial = initialRow('ddi');
  const decides = new Set(fieldEntries('ddi').flatMap(([, { when }]) => (when ? [when.field] : [])));
  const released = fieldEntries('ddi').filter(([key, field]) => (isOfClient(field) || decides.has(key)) && Object.hasOwn(initial, key));
  await detachOwn(
    manager,
    pointing('ddi', 'clientId', clientId),
    released.map(([key]) => key),
  );
  const pooled = { ...Object.fromEntries(released.map(([key]) => [key, initial[key]])), clientId: null };
  await manager.update('ddi', { clientId }, toColumns('ddi', pooled));
  return numbers.map((before) => ({ name: 'ddi', before, after: { ...before, ...pooled } }));
}

async function detachOwn(manager: EntityManager, { name, ids, parameter }: RowSet, fields: readonly string[]): Promise<void> {
  for (const field of shapeOf(name).refs.filter((key) => fields.includes(key)))
    await manager.query(`DELETE FROM link WHERE resource = ? AND field = ? AND row_id IN (${ids})`, [name, field, parameter]);
}

/** A row that goes, or that forgets one that goes. */
export interface Consequence {
  readonly name: ResourceName;
  readonly before: StoredRow;
  /** Undefined: it goes. */
  readonly after: StoredRow | undefined;
}

const wholeRows = (manager: EntityManager, name: ResourceName, where: Readonly<Record<string, unknown>>): Promise<StoredRow[]> =>
  readRows(manager, name, withHidden(select(manager, name, where), name));

/** Rows outside that forget this one, as they are and as they will be. */
async function forgetting(manager: EntityManager, name: ResourceName, id: number): Promise<Consequence[]> {
  const found: Consequence[] = [];
  for (const { from, field, many, kind } of referencesTo(name))
    if (kind === 'loose')
      for (const before of await wholeRows(manager, from, { [field]: id })) {
        const rest = many ? (before[field] as number[]).filter((other) => other !== id) : null;
        found.push({ name: from, before, after: { ...before, [field]: rest } });
      }
  return found;
}

/**
 * Deletes everything that is a part of a row, over any number of steps, children first; the row itself is the caller's. Rows of
 * one tenant may point at each other in circles (a user's extension leads to the user), so those columns are emptied first, the
 * row's own as well. Answers what went with it and what changed because of it, parts before their wholes.
 */
export async function deleteParts(manager: EntityManager, name: ResourceName, id: number): Promise<readonly Consequence[]> {
  const consequences = await forgetting(manager, name, id);
  const parts = partsOf(name);
  const gone: Consequence[] = [];
  for (const { from, field } of parts)
    for (const before of await wholeRows(manager, from, { [field]: id })) gone.push({ name: from, before, after: undefined });
  await detach(manager, single(name, id));
  const own = looseColumns(name);
  if (own.length > 0) await manager.update(name, { id }, Object.fromEntries(own.map((column) => [column, null])));
  if (name === 'client') consequences.push(...(await releaseNumbers(manager, id)));
  for (const { from, field } of parts) {
    await detach(manager, pointing(from, field, id));
    const loose = looseColumns(from);
    if (loose.length > 0) await manager.update(from, { [field]: id }, Object.fromEntries(loose.map((column) => [column, null])));
  }
  for (const { from, field } of parts) {
    // Rows below a brand or a client have its id, so they are in the list already.
    const listed = name === 'brand' || name === 'client' ? parts : [];
    if (partsOf(from).some((part) => !listed.some((other) => other.from === part.from)))
      for (const row of await select(manager, from, { [field]: id })
        .select('t.id')
        .getMany())
        consequences.push(...(await deleteParts(manager, from, row['id'] as number)));
    await manager.delete(from, { [field]: id });
  }
  const goes = new Set(gone.map(({ name: part, before }) => `${part} ${before.id}`));
  return [...consequences.filter(({ name: other, before, after }) => !after || !goes.has(`${other} ${before.id}`)), ...gone];
}
