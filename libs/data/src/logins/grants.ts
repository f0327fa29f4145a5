import { VERBS, type Grants, type Level, type Verb } from '@switchyard/kernel';
import { mayUse } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { type Database, managerOf } from '../database.js';
import { resourceNames, resourceOf } from '../schema/references.js';
import type { LoginRow } from './login-rows.js';

/** A restricted administrator who could write these would grant everything to himself, or make somebody who may. */
const NEVER_WRITTEN: ReadonlySet<string> = new Set(['administrator', 'administratorGrant', 'singleSignOn', 'webPortal']);

/** What may be granted of a resource to administrators of a level; empty: the level knows no such resource. */
export function grantableVerbs(name: string, level: Level): readonly Verb[] {
  const known = resourceNames.find((other) => other === name);
  if (!known) return [];
  return VERBS.filter((verb) => mayUse(resourceOf(known), level, verb) && (verb === 'read' || !NEVER_WRITTEN.has(name)));
}

/** Names of the resources that a level has at all. */
export const grantableAt = (level: Level): readonly string[] => resourceNames.filter((name) => grantableVerbs(name, level).length > 0);

/** Columns of a grant with these verbs, as far as they are possible. */
export const grantColumns = (name: string, level: Level, verbs: readonly Verb[]): Readonly<Record<string, boolean>> => {
  const possible = grantableVerbs(name, level).filter((verb) => verbs.includes(verb));
  return {
    mayCreate: possible.includes('create'),
    mayRead: possible.includes('read'),
    mayUpdate: possible.includes('update'),
    mayDelete: possible.includes('delete'),
  };
};

/** What a restricted administrator may do; undefined for everybody else: all that the level may. */
export async function grantsOf(
  source: Database | EntityManager,
  login: Pick<LoginRow, 'kind' | 'id' | 'restricted' | 'scope'>,
): Promise<Grants | undefined> {
  if (login.kind !== 'administrator' || !login.restricted) return undefined;
  const rows = (await managerOf(source).query(
    'SELECT resource, may_create, may_read, may_update, may_delete FROM administrator_grant WHERE administrator_id = ?',
    [login.id],
  )) as ({ resource: string } & Record<`may_${Verb}`, number>)[];
  return new Map(
    rows.map((row) => [row.resource, new Set(grantableVerbs(row.resource, login.scope.level).filter((verb) => row[`may_${verb}`] === 1))]),
  );
}

/** What both allow: a key never gives more than its owner has. */
export function bothGrant(a: Grants | undefined, b: Grants | undefined): Grants | undefined {
  if (!a || !b) return a ?? b;
  const both = new Map<string, ReadonlySet<Verb>>();
  for (const [resource, verbs] of a) {
    const shared = new Set([...verbs].filter((verb) => b.get(resource)?.has(verb)));
    if (shared.size > 0) both.set(resource, shared);
  }
  return both;
}
