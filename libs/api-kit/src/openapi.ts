import type { Level } from '@switchyard/kernel';
import { createSchema, isSecretField, mayUse, patchSchema, readSchema, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { listableFields, operatorsOf } from '@switchyard/data';
import { components, CREATED, json, PAGED, parameterRef, refusals, schemaRef, TAGGED, type Json } from './openapi-parts.js';

/** An address outside the resources: login, trace, simulation. Written by the app beside its controller. */
export interface ExtraPath {
  readonly path: string;
  readonly levels: readonly Level[];
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly summary: string;
  readonly open?: boolean;
  /** What the query string may have. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media type of the body; without it JSON. */
  readonly bodyType?: string;
  /** What is answered with 200; without it 204 and nothing. */
  readonly answer?: z.ZodType;
  /** Media type of the answer; without it JSON. */
  readonly answerType?: string;
  /** Status of success, where it is not 200 (with an answer) or 204. */
  readonly status?: number;
  /** True: below `/api`, not below the level. */
  readonly isAboveLevels?: boolean;
  /** Group that it is shown in. */
  readonly tag?: string;
}

/** Definitions of a schema's own would be sought at the root of the document: what refers to itself (any JSON) is any value. */
const withoutOwnDefinitions = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && ((value as { $ref?: string }).$ref ?? '').startsWith('#/$defs/') ? {} : value;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Json => {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Json;
  const { $schema: _dialect, $defs, ...rest } = made;
  return $defs === undefined ? rest : (JSON.parse(JSON.stringify(rest, withoutOwnDefinitions)) as Json);
};
const nameOf = (resource: Resource): string => resource.name.charAt(0).toUpperCase() + resource.name.slice(1);

function filterParameters(resource: Resource, level: Level): Json[] {
  return [...listableFields(resource, level)].map(([name, field]) => ({
    name,
    in: 'query',
    description: `${field.label}; also ${name}[${operatorsOf(field).join('|')}]`,
    schema: { type: 'string' },
  }));
}

/** The SIP password that the platform makes is in one answer only. */
const showsSecret = (resource: Resource, level: Level): boolean =>
  mayUse(resource, level, 'create') && Object.values(resource.fields).some((field) => field.kind === 'sipPassword' && !field.nullable);

const LISTED = ['Page', 'ItemsPerPage', 'Cursor', 'Sort', 'Properties', 'Timezone', 'Format'] as const;

function collectionPath(resource: Resource, level: Level): Json {
  const name = nameOf(resource);
  const tags = [resource.plural];
  return {
    get: {
      tags,
      operationId: `list${name}`,
      summary: `List ${resource.plural.toLowerCase()}`,
      parameters: [
        ...LISTED.filter((name) => name !== 'Format' || !Object.hasOwn(resource.fields, 'format')).map(parameterRef),
        ...filterParameters(resource, level),
      ],
      responses: {
        200: {
          description: 'A page; as CSV the whole list, unless a page is asked for',
          headers: PAGED,
          content: { 'application/json': { schema: schemaRef(`${name}Page`) }, 'text/csv': { schema: { type: 'string' } } },
        },
        ...refusals(),
      },
    },
    ...(mayUse(resource, level, 'create') && {
      post: {
        tags,
        operationId: `create${name}`,
        summary: `Create a ${resource.singular}`,
        parameters: [parameterRef('IdempotencyKey'), parameterRef('ChangeComment')],
        requestBody: { required: true, ...json(schemaRef(`${name}Create`)) },
        responses: {
          201: {
            description: 'Created',
            headers: CREATED,
            ...json(schemaRef(showsSecret(resource, level) ? `${name}Created` : name)),
          },
          ...refusals(409),
        },
      },
    }),
    ...(mayUse(resource, level, 'delete') && {
      delete: {
        tags,
        operationId: `removeMany${name}`,
        summary: `Delete several ${resource.plural.toLowerCase()}`,
        parameters: [parameterRef('Ids'), parameterRef('ChangeComment')],
        responses: { 204: { description: 'All of them are deleted' }, ...refusals(404, 409) },
      },
    }),
  };
}

function rowPath(resource: Resource, level: Level): Json {
  const name = nameOf(resource);
  const tags = [resource.plural];
  const changing = [parameterRef('IfMatch'), parameterRef('ChangeComment')];
  return {
    parameters: [parameterRef('Id')],
    get: {
      tags,
      operationId: `get${name}`,
      summary: `One ${resource.singular}`,
      parameters: (['Properties', 'Timezone'] as const).map(parameterRef),
      responses: { 200: { description: 'The row', headers: TAGGED, ...json(schemaRef(name)) }, ...refusals(404) },
    },
    ...(mayUse(resource, level, 'update') && {
      patch: {
        tags,
        operationId: `update${name}`,
        summary: `Change a ${resource.singular}`,
        parameters: changing,
        requestBody: { required: true, ...json(schemaRef(`${name}Patch`)) },
        responses: { 200: { description: 'The changed row', headers: TAGGED, ...json(schemaRef(name)) }, ...refusals(404, 409, 412) },
      },
    }),
    ...(mayUse(resource, level, 'delete') && {
      delete: {
        tags,
        operationId: `remove${name}`,
        summary: `Delete a ${resource.singular}`,
        parameters: changing,
        responses: { 204: { description: 'Deleted' }, ...refusals(404, 409, 412) },
      },
    }),
  };
}

function resourcePaths(resource: Resource, level: Level): Json {
  if (!mayUse(resource, level, 'read')) return {};
  return { [`/${resource.path}`]: collectionPath(resource, level), [`/${resource.path}/{id}`]: rowPath(resource, level) };
}

function resourceSchemas(resource: Resource, level: Level): Json {
  if (!mayUse(resource, level, 'read')) return {};
  const name = nameOf(resource);
  const secrets = Object.keys(resource.fields).filter((key) => resource.fields[key] && isSecretField(resource.fields[key]));
  return {
    [name]: schemaOf(readSchema(resource, level)),
    ...(showsSecret(resource, level) && {
      // An `allOf` would not do: the row allows no other properties.
      [`${name}Created`]: schemaOf(
        readSchema(resource, level).extend(Object.fromEntries(secrets.map((key) => [key, z.string().optional()]))),
      ),
    }),
    [`${name}Page`]: {
      type: 'object',
      required: ['items', 'itemsPerPage'],
      properties: {
        items: { type: 'array', items: schemaRef(name) },
        total: { type: 'integer' },
        page: { type: 'integer' },
        itemsPerPage: { type: 'integer' },
        next: { type: ['string', 'null'], description: 'With cursor, instead of total and page' },
      },
    },
    ...(mayUse(resource, level, 'create') && { [`${name}Create`]: schemaOf(createSchema(resource, level), 'input') }),
    ...(mayUse(resource, level, 'update') && { [`${name}Patch`]: schemaOf(patchSchema(resource, level), 'input') }),
  };
}

/** `{id}` of our rows is a number, everything else in an address a text. */
const addressParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    name === 'id' ? parameterRef('Id') : { name, in: 'path', required: true, schema: { type: 'string' } },
  );

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) && { required: true }),
    schema,
  }));
}

function operationParameters({ query, method, open }: ExtraPath): Json {
  // A key belongs to a login; without one it is not looked at.
  const parameters = [...(query ? queryParameters(query) : []), ...(method === 'post' && !open ? [parameterRef('IdempotencyKey')] : [])];
  return parameters.length === 0 ? {} : { parameters };
}

const body = (schema: z.ZodType, type: string | undefined, io: 'input' | 'output'): Json => ({
  content: { [type ?? 'application/json']: { schema: schemaOf(schema, io) } },
});

function extraPath(extra: ExtraPath): Json {
  const { path, method, summary, answer } = extra;
  const parameters = addressParameters(path);
  const status = extra.status ?? (answer ? 200 : 204);
  return {
    ...(extra.isAboveLevels && { servers: [{ url: '/api' }] }),
    ...(parameters.length > 0 && { parameters }),
    [method]: {
      summary,
      operationId: summary.replace(/[^A-Za-z]+(.)?/g, (_gap, letter: string | undefined) => letter?.toUpperCase() ?? ''),
      ...(extra.tag !== undefined && { tags: [extra.tag] }),
      ...(extra.open && { security: [] }),
      ...operationParameters(extra),
      ...(extra.body && { requestBody: { required: true, ...body(extra.body, extra.bodyType, 'input') } }),
      responses: {
        [status]: answer ? { description: 'The answer', ...body(answer, extra.answerType, 'output') } : { description: 'Done' },
        ...refusals(...(parameters.length > 0 ? ([404] as const) : []), ...(method === 'post' && !extra.open ? ([409] as const) : [])),
      },
    },
  };
}

/** Several methods may stand at one address. */
function extraPaths(extras: readonly ExtraPath[]): Json {
  const paths: Record<string, Json> = {};
  for (const extra of extras) paths[extra.path] = { ...paths[extra.path], ...extraPath(extra) };
  return paths;
}

/** The OpenAPI 3.1 document of one level, from the field tables and the app's extra addresses. */
export function openApi(level: Level, resources: readonly Resource[], extras: readonly ExtraPath[]): Json {
  const merge = (parts: readonly Json[]): Json => Object.assign({}, ...parts) as Json;
  return {
    openapi: '3.1.0',
    info: {
      title: `Switchyard portal API, ${level} level`,
      version: '1',
      license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' },
    },
    servers: [{ url: `/api/${level}` }],
    security: [{ token: [] }, { apiKey: [] }],
    paths: merge([
      extraPaths(extras.filter(({ levels }) => levels.includes(level))),
      ...resources.map((resource) => resourcePaths(resource, level)),
    ]),
    components: components(merge(resources.map((resource) => resourceSchemas(resource, level)))),
  };
}
