import type { ResourceName } from '@switchyard/model';
import { EntitySchema, type EntitySchemaIndexOptions } from 'typeorm';
import { columnsOf } from './columns.js';
import { indexName, snakeCase, uniqueName } from './names.js';
import { platformEntities } from './platform-entities.js';
import { fieldEntries, isRecord, resourceNames, resourceOf } from './references.js';

function uniqueIndexes(resource: ResourceName): EntitySchemaIndexOptions[] {
  return fieldEntries(resource).flatMap(([key, field]) => {
    if (!field.unique) return [];
    const within = { everywhere: [], 'in-brand': ['brandId'], 'in-client': ['clientId'] }[field.unique];
    return [{ name: uniqueName(resource, key), columns: [...within, key], unique: true }];
  });
}

/** Records are listed by tenant and time, and found by call. */
function recordIndexes(resource: ResourceName): EntitySchemaIndexOptions[] {
  if (!isRecord(resource)) return [];
  const keys = new Set(fieldEntries(resource).map(([key]) => key));
  const moment = keys.has('startedAt') ? 'startedAt' : 'createdAt';
  const lists = [...Object.values(resourceOf(resource).scope), 'carrierId'].filter((key) => keys.has(key));
  return [
    { name: indexName(resource, moment), columns: [moment] },
    ...lists.map((key) => ({ name: indexName(resource, key, moment), columns: [key, moment] })),
    // The newest balance of a client is asked for after every restart.
    ...(moment === 'createdAt' ? [{ name: indexName(resource, 'clientId', 'id'), columns: ['clientId', 'id'] }] : []),
    ...(keys.has('callUid') ? [{ name: indexName(resource, 'callUid'), columns: ['callUid'] }] : []),
  ];
}

const schemaOf = (resource: ResourceName): EntitySchema<Record<string, unknown>> =>
  new EntitySchema<Record<string, unknown>>({
    name: resource,
    tableName: snakeCase(resource),
    columns: columnsOf(resource),
    indices: [...uniqueIndexes(resource), ...recordIndexes(resource)],
  });

/** Everything TypeORM knows about: one schema per field table, and the platform's own tables. */
export const entitySchemas: readonly EntitySchema[] = [...resourceNames.map(schemaOf), ...platformEntities];
