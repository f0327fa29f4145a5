import type { AnyResource, FieldProblem, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { refused } from '../errors.js';
import { references, resourceOf, type Reference } from '../schema/references.js';
import { sameValue } from '../schema/row-shape.js';
import { ALIAS, findRow, readRows, select, type StoredRow } from './stored-row.js';
import { ownersOf } from './tenancy.js';

type Row = Readonly<Record<string, unknown>> & { readonly id?: number };
type Owners = ReturnType<typeof ownersOf>;

/** True when the column of the target names the owner; an empty one names everybody below where the resource is shared. */
function isOwner(to: AnyResource, target: StoredRow, column: string, owner: number | null, mayBeShared: boolean): boolean {
  const value = target[column];
  if (Array.isArray(value)) return owner !== null && value.includes(owner);
  if (value === null && to.shared && (mayBeShared || owner === null)) return true;
  return owner !== null && value === owner;
}

/** True when `target` lies in the tenant of `row`: same brand, and same client where both belong to one. */
function sameTenant(resource: AnyResource, own: Owners, to: AnyResource, target: StoredRow, mayBeShared: boolean): boolean {
  const { brand, client } = to.scope;
  // The tenant itself is compared by the rows that hang below it: its own columns decide.
  if (brand !== undefined && brand !== 'id' && !isOwner(to, target, brand, own.brandId, mayBeShared)) return false;
  if (client === undefined || client === 'id' || resource.scope.client === undefined) return true;
  return isOwner(to, target, client, own.clientId, mayBeShared);
}

/** Ids that a reference holds in the row. */
const idsOf = (row: Row, { field, many }: Reference): readonly number[] => {
  const value = row[field];
  if (many) return Array.isArray(value) ? (value as number[]) : [];
  return typeof value === 'number' ? [value] : [];
};

async function findByIds(manager: EntityManager, name: ResourceName, ids: readonly number[]): Promise<readonly StoredRow[]> {
  const [only, ...others] = ids;
  if (only === undefined || others.length > 0)
    return readRows(manager, name, select(manager, name).andWhere(`${ALIAS}.id IN (:...ids)`, { ids }));
  const row = await findRow(manager, name, { id: only });
  return row ? [row] : [];
}

/**
 * Every reference of a row must name a row of its tenant, or one that is shared with it from above (a part has its whole in
 * its own tenant). Throws `reference-unknown` with the field and the value; a row of somebody else is unknown in exactly the
 * same words as a row that does not exist (invariant I3). What did not change since `before` was checked then.
 */
export async function checkReferences(manager: EntityManager, name: ResourceName, row: Row, before?: StoredRow): Promise<void> {
  const resource = resourceOf(name);
  const isMoved = !before || Object.values(resource.scope).some((column) => !sameValue(before[column], row[column]));
  const problems: FieldProblem[] = [];
  const own = ownersOf(resource, row);
  for (const reference of references.filter(({ from }) => from === name)) {
    const { field, to, many, kind } = reference;
    const ids = idsOf(row, reference);
    if (ids.length === 0 || (!isMoved && sameValue(before[field], row[field]))) continue;
    const found = await findByIds(manager, to, ids);
    const mine = new Set(found.filter((target) => sameTenant(resource, own, resourceOf(to), target, kind !== 'part')).map(({ id }) => id));
    const unknown = ids.filter((id) => !mine.has(id));
    if (unknown.length === 0) continue;
    const rule = `names no ${resourceOf(to).singular} of this ${row['clientId'] ? 'client' : 'tenant'}`;
    problems.push({ field, rule, value: many ? unknown : unknown[0] });
  }
  if (problems.length > 0) throw refused('reference-unknown', problems);
}
