import type { AnyResource, FieldProblem, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { refused } from '../errors.js';
import { references, resourceOf } from '../schema/references.js';
import { ownersOf } from './tenancy.js';
import { findRow, type StoredRow } from './stored-row.js';

type Row = Readonly<Record<string, unknown>> & { readonly id?: number };

/** True when `target` lies in the tenant of `row`: same brand, and same client where both belong to one. */
function sameTenant(resource: AnyResource, row: Row, to: AnyResource, target: StoredRow): boolean {
  const own = ownersOf(resource, row);
  const other = ownersOf(to, target);
  // The tenant itself is compared by the rows that hang below it: its own columns decide.
  if (to.scope.brand !== undefined && to.scope.brand !== 'id' && other.brandId !== own.brandId) return false;
  const bothHaveClients = to.scope.client !== undefined && to.scope.client !== 'id' && resource.scope.client !== undefined;
  return !bothHaveClients || (own.clientId !== null && other.clientId === own.clientId);
}

/**
 * Every reference of a row must name a row of its tenant. Throws `reference-unknown` with the field and the value; a row
 * of somebody else is unknown in exactly the same words as a row that does not exist (invariant I3).
 */
export async function checkReferences(manager: EntityManager, name: ResourceName, row: Row): Promise<void> {
  const resource = resourceOf(name);
  const problems: FieldProblem[] = [];
  for (const { field, to } of references.filter(({ from }) => from === name)) {
    const value = row[field];
    if (value === null || value === undefined) continue;
    const target = await findRow(manager, to, { id: value });
    if (!target || !sameTenant(resource, row, resourceOf(to), target))
      problems.push({ field, rule: `names no ${resourceOf(to).singular} of this ${row['clientId'] ? 'client' : 'tenant'}`, value });
  }
  if (problems.length > 0) throw refused('reference-unknown', problems);
}
