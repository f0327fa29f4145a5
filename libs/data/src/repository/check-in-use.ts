import { CodedError } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { referencesTo, resourceOf } from '../schema/references.js';
import { findLink } from './links.js';
import { ALIAS, select } from './stored-row.js';

/** Throws `row-in-use` when a row that is not a part of this one points at it. `facts.by`: resource, field and id of one each. */
export async function checkNotInUse(manager: EntityManager, name: ResourceName, id: number): Promise<void> {
  const by: { resource: ResourceName; field: string; id: number }[] = [];
  for (const { from, field, many } of referencesTo(name).filter(({ kind }) => kind === 'use')) {
    const user = many ? await findLink(manager, from, field, id) : await findUser(manager, from, field, id, name);
    if (user !== undefined) by.push({ resource: from, field, id: user });
  }
  if (by.length === 0) return;
  const words = by.map((use) => `${resourceOf(use.resource).singular} ${use.id}`).join(', ');
  throw new CodedError('row-in-use', `${resourceOf(name).singular} ${id} is used by ${words}`, {
    resource: name,
    id,
    by,
    errors: by.map((use) => ({ field: use.field, rule: `is used by ${resourceOf(use.resource).singular} ${use.id}`, value: id })),
  });
}

/** A row that points at this one; the row itself does not keep itself. */
async function findUser(manager: EntityManager, from: ResourceName, field: string, id: number, name: ResourceName) {
  const builder = select(manager, from, { [field]: id }).select(`${ALIAS}.id`);
  if (from === name) builder.andWhere(`${ALIAS}.id <> :id`, { id });
  return (await builder.limit(1).getOne())?.['id'] as number | undefined;
}
