import { LEVELS, type Level, type Verb } from '@switchyard/kernel';
import type { Field, Fields } from './field.js';
import type { Access, Resource, ResourceSpec } from './resource.js';

/** `create` and `patch` bodies, and rows as they are answered. */
export type FieldUse = 'create' | 'patch' | 'read';

/** Any resource, whatever its fields: what the derivations take. */
export type AnyResource = Pick<
  Resource,
  | 'name'
  | 'scope'
  | 'levels'
  | 'inSnapshot'
  | 'singular'
  | 'plural'
  | 'path'
  | 'title'
  | 'clientTypes'
  | 'feature'
  | 'seenWith'
  | 'shared'
  | 'records'
> & {
  readonly fields: Fields;
  readonly uniqueTogether?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  readonly defaultSort?: string;
};

const VERBS_OF: Readonly<Record<Access, readonly Verb[]>> = {
  none: [],
  read: ['read'],
  edit: ['read', 'update'],
  remove: ['read', 'delete'],
  keep: ['read', 'update', 'delete'],
  write: ['create', 'read', 'update', 'delete'],
};
/** What a level may do with a resource, restrictions of single logins aside. */
export const mayUse = (resource: Pick<ResourceSpec<Fields>, 'levels'>, level: Level, verb: Verb): boolean =>
  VERBS_OF[resource.levels[level]].includes(verb);

const SECRET_KINDS: ReadonlySet<Field['kind']> = new Set(['password', 'sipPassword', 'secret']);
/** True for what may be written and is never returned. */
export const isSecretField = (field: Field): boolean => SECRET_KINDS.has(field.kind);

/** Tenant columns that follow from the caller's login: those of its own level and of the levels above it. */
export function tenantColumns(resource: AnyResource, level: Level): ReadonlySet<string> {
  const implied = LEVELS.slice(1, LEVELS.indexOf(level) + 1) as Exclude<Level, 'platform'>[];
  return new Set(implied.flatMap((at) => resource.scope[at] ?? []).filter((column) => column !== 'id'));
}

/** Why a field may not be used so at this level; undefined: it may. The words are a rule to show to a person. */
export function refusalOf(resource: AnyResource, level: Level, use: FieldUse, key: string): string | undefined {
  const field = Object.hasOwn(resource.fields, key) ? resource.fields[key] : undefined;
  if (!field || field.hiddenAt?.includes(level)) return `is not a field of ${resource.singular}`;
  if (tenantColumns(resource, level).has(key)) return 'follows from the login and cannot be given';
  if (use === 'read') return isSecretField(field) ? 'is never returned' : undefined;
  if (field.readOnly || resource.records || field.kind === 'json') return 'is set by the platform only';
  if (field.kind === 'file') return 'is set by an upload only';
  if (field.readOnlyAt?.includes(level)) return 'cannot be set at this level';
  return use === 'patch' && field.immutable ? 'cannot be changed after creation' : undefined;
}

/** The fields of a resource that a level may use so, in the order of the table. */
export const fieldsAt = (resource: AnyResource, level: Level, use: FieldUse): readonly (readonly [string, Field])[] =>
  Object.entries(resource.fields).filter(([key]) => refusalOf(resource, level, use, key) === undefined);

const readableKeys = new WeakMap<AnyResource, Partial<Record<Level, readonly string[]>>>();
/** Keys of the fields that a level reads, worked out once: lists ask for every row. */
function keysRead(resource: AnyResource, level: Level): readonly string[] {
  const ofResource = readableKeys.get(resource) ?? {};
  readableKeys.set(resource, ofResource);
  return (ofResource[level] ??= fieldsAt(resource, level, 'read').map(([key]) => key));
}

/** A row as a level may see it: id and readable fields, nothing else. */
export function viewOf(resource: AnyResource, level: Level, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const view: Record<string, unknown> = { id: row['id'] };
  for (const key of keysRead(resource, level)) view[key] = row[key];
  return view;
}
