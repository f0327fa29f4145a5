import type { Level } from '@switchyard/kernel';
import { createSchema, mayUse, patchSchema, readSchema, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { listableFields, MAX_ITEMS_PER_PAGE, operatorsOf } from '@switchyard/data';
import { PROBLEMS } from './problem.js';

type Json = Record<string, unknown>;

/** An address outside the resources: login, trace, simulation. Written by the app beside its controller. */
export interface ExtraPath {
  readonly path: string;
  readonly levels: readonly Level[];
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly summary: string;
  readonly open?: boolean;
  readonly body?: z.ZodType;
  /** What is answered with 200; without it 204 and nothing. */
  readonly answer?: z.ZodType;
  /** Group that it is shown in. */
  readonly tag?: string;
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Json;
  return rest;
};
const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const nameOf = (resource: Resource): string => resource.name.charAt(0).toUpperCase() + resource.name.slice(1);
const problem = (description: string): Json => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
const REFUSALS: Json = { 401: problem('No valid token'), 403: problem('Not at this level'), 422: problem('A rule is broken') };
const ID: Json = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } };

function filterParameters(resource: Resource, level: Level): Json[] {
  return [...listableFields(resource, level)].map(([name, field]) => ({
    name,
    in: 'query',
    description: `${field.label}; also ${name}[${operatorsOf(field).join('|')}]`,
    schema: { type: 'string' },
  }));
}

function resourcePaths(resource: Resource, level: Level): Json {
  const name = nameOf(resource);
  if (!mayUse(resource, level, 'read')) return {};
  const tags = [resource.plural];
  const missing = { 404: problem('Not there, or not yours') };
  const paging = ['page', 'itemsPerPage'].map((key) => ({
    name: key,
    in: 'query',
    schema: { type: 'integer', minimum: 1, ...(key === 'page' ? {} : { maximum: MAX_ITEMS_PER_PAGE }) },
  }));
  const sort = { name: 'sort', in: 'query', description: 'Field names, comma-separated, - for descending', schema: { type: 'string' } };
  return {
    [`/${resource.path}`]: {
      get: {
        tags,
        operationId: `list${name}`,
        summary: `List ${resource.plural.toLowerCase()}`,
        parameters: [...paging, sort, ...filterParameters(resource, level)],
        responses: { 200: { description: 'A page', ...json(ref(`${name}Page`)) }, ...REFUSALS },
      },
      ...(mayUse(resource, level, 'create')
        ? {
            post: {
              tags,
              operationId: `create${name}`,
              summary: `Create a ${resource.singular}`,
              requestBody: { required: true, ...json(ref(`${name}Create`)) },
              responses: {
                201: {
                  description: 'Created; Location has its address',
                  headers: { Location: { schema: { type: 'string' } } },
                  ...json(ref(name)),
                },
                ...REFUSALS,
              },
            },
          }
        : {}),
    },
    [`/${resource.path}/{id}`]: {
      parameters: [ID],
      get: {
        tags,
        operationId: `get${name}`,
        summary: `One ${resource.singular}`,
        responses: { 200: { description: 'The row', ...json(ref(name)) }, ...REFUSALS, ...missing },
      },
      ...(mayUse(resource, level, 'update')
        ? {
            patch: {
              tags,
              operationId: `update${name}`,
              summary: `Change a ${resource.singular}`,
              requestBody: { required: true, ...json(ref(`${name}Patch`)) },
              responses: { 200: { description: 'The changed row', ...json(ref(name)) }, ...REFUSALS, ...missing },
            },
          }
        : {}),
      ...(mayUse(resource, level, 'delete')
        ? {
            delete: {
              tags,
              operationId: `remove${name}`,
              summary: `Delete a ${resource.singular}`,
              responses: { 204: { description: 'Deleted' }, ...REFUSALS, ...missing, 409: problem('Other rows need it') },
            },
          }
        : {}),
    },
  };
}

function resourceSchemas(resource: Resource, level: Level): Json {
  if (!mayUse(resource, level, 'read')) return {};
  const name = nameOf(resource);
  return {
    [name]: schemaOf(readSchema(resource, level)),
    [`${name}Page`]: {
      type: 'object',
      required: ['items', 'total', 'page', 'itemsPerPage'],
      properties: {
        items: { type: 'array', items: ref(name) },
        total: { type: 'integer' },
        page: { type: 'integer' },
        itemsPerPage: { type: 'integer' },
      },
    },
    ...(mayUse(resource, level, 'create') ? { [`${name}Create`]: schemaOf(createSchema(resource, level), 'input') } : {}),
    ...(mayUse(resource, level, 'update') ? { [`${name}Patch`]: schemaOf(patchSchema(resource, level), 'input') } : {}),
  };
}

/** `{id}` of our rows is a number, everything else in an address a text. */
const addressParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    name === 'id' ? ID : { name, in: 'path', required: true, schema: { type: 'string' } },
  );

function extraPath({ path, method, summary, open, body, answer, tag }: ExtraPath): Json {
  const parameters = addressParameters(path);
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    [method]: {
      summary,
      operationId: summary.replace(/[^A-Za-z]+(.)?/g, (_gap, letter: string | undefined) => letter?.toUpperCase() ?? ''),
      ...(tag ? { tags: [tag] } : {}),
      ...(open ? { security: [] } : {}),
      ...(body ? { requestBody: { required: true, ...json(schemaOf(body, 'input')) } } : {}),
      responses: {
        ...(answer ? { 200: { description: 'The answer', ...json(schemaOf(answer)) } } : { 204: { description: 'Done' } }),
        ...REFUSALS,
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
    security: [{ token: [] }],
    paths: merge([
      extraPaths(extras.filter(({ levels }) => levels.includes(level))),
      ...resources.map((resource) => resourcePaths(resource, level)),
    ]),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: Object.keys(PROBLEMS) },
            detail: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['field', 'rule', 'value'],
                properties: { field: { type: 'string' }, rule: { type: 'string' }, value: {} },
              },
            },
          },
        },
        ...merge(resources.map((resource) => resourceSchemas(resource, level))),
      },
    },
  };
}
