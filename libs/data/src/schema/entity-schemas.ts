import { mayUse, type Field, type ResourceName } from '@switchyard/model';
import { EntitySchema, type EntitySchemaIndexOptions } from 'typeorm';
import { columnsOf } from './columns.js';
import { indexName, snakeCase, textOf } from './names.js';
import { platformEntities } from './platform-entities.js';
import { fieldEntries, isRecord, resourceNames, resourceOf } from './references.js';
import { uniquesOf } from './uniques.js';

const uniqueIndexes = (resource: ResourceName): EntitySchemaIndexOptions[] =>
  uniquesOf(resource).map(({ index, columns }) => ({ name: index, columns: [...columns], unique: true }));

/** The property that a list is sorted by when it is sorted by the field. */
export const sortProperty = (key: string, field: Field | undefined): string => (field?.kind === 'texts' ? textOf(key, 'en') : key);
const isSortable = (field: Field | undefined): boolean =>
  field !== undefined &&
  field.kind !== 'refs' &&
  field.kind !== 'file' &&
  field.kind !== 'json' &&
  !(field.kind === 'text' && (field.long || field.max > MAX_INDEXED));
const MAX_INDEXED = 255;

/** Lists are read by tenant and in the order of their default sort, of their title, and as the field table asks. */
function listIndexes(resource: ResourceName): EntitySchemaIndexOptions[] {
  const { fields, scope, title, indexes = [], defaultSort } = resourceOf(resource);
  // Records are many, so each index costs; nobody looks for a call by its title.
  const byTitle = isRecord(resource) ? [] : [[title]];
  const wanted = [...indexes, ...(defaultSort === undefined ? [] : [[defaultSort.replace(/^-/, '')]]), ...byTitle]
    .filter((keys) => keys.every((key) => isSortable(fields[key])))
    .map((keys) => keys.map((key) => sortProperty(key, fields[key])));
  const tenants = [...new Set(Object.values(scope))].filter((column) => column !== 'id' && fields[column]?.kind === 'ref');
  const byTenant = (tenants.length === 0 ? [[]] : tenants.map((tenant) => [tenant])).flatMap((tenant) =>
    wanted.map((keys) => [...tenant, ...keys.filter((key) => !tenant.includes(key))]),
  );
  // The platform opens the list with the rows of all tenants in it.
  const opening = defaultSort === undefined ? title : defaultSort.replace(/^-/, '');
  const ofAll = mayUse(resourceOf(resource), 'platform', 'read') && isSortable(fields[opening]) ? [[sortProperty(opening, fields[opening])]] : []; // prettier-ignore
  const listed = [...byTenant, ...ofAll];
  const unique = uniquesOf(resource).map(({ columns }) => columns);
  const covered = (columns: readonly string[], others: readonly (readonly string[])[]): boolean =>
    others.some((other) => columns.every((column, at) => other[at] === column));
  return listed
    .filter(
      (columns, at) =>
        !covered(columns, unique) &&
        !covered(columns, [...listed.slice(0, at), ...listed.slice(at + 1).filter((other) => other.length > columns.length)]),
    ) // prettier-ignore
    .map((columns) => ({ name: indexName(resource, ...columns), columns }));
}

/** Records are listed by tenant and time, and found by call. */
function recordIndexes(resource: ResourceName): EntitySchemaIndexOptions[] {
  if (!isRecord(resource)) return [];
  const keys = new Set(fieldEntries(resource).map(([key]) => key));
  const moment = ['startedAt', 'createdAt'].find((key) => keys.has(key));
  if (moment === undefined) return [];
  const lists = [...Object.values(resourceOf(resource).scope), 'carrierId'].filter((key) => keys.has(key));
  return [
    { name: indexName(resource, moment), columns: [moment] },
    ...lists.map((key) => ({ name: indexName(resource, key, moment), columns: [key, moment] })),
    // The newest balance of a client is asked for after every restart.
    ...(moment === 'createdAt' ? [{ name: indexName(resource, 'clientId', 'id'), columns: ['clientId', 'id'] }] : []),
    ...(keys.has('callUid') ? [{ name: indexName(resource, 'callUid'), columns: ['callUid'] }] : []),
  ];
}

const distinct = (indexes: readonly EntitySchemaIndexOptions[]): EntitySchemaIndexOptions[] => [
  ...new Map(indexes.map((index) => [index.name, index])).values(),
];

const schemaOf = (resource: ResourceName): EntitySchema<Record<string, unknown>> =>
  new EntitySchema<Record<string, unknown>>({
    name: resource,
    tableName: snakeCase(resource),
    columns: columnsOf(resource),
    indices: distinct([...uniqueIndexes(resource), ...recordIndexes(resource), ...listIndexes(resource)]),
  });

/** Everything TypeORM knows about: one schema per field table, and the platform's own tables. */
export const entitySchemas: readonly EntitySchema[] = [...resourceNames.map(schemaOf), ...platformEntities];
