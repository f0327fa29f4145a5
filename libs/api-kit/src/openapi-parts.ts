import { MAX_ITEMS_PER_PAGE } from '@switchyard/data';
import { PROBLEMS } from './problem.js';

export type Json = Record<string, unknown>;

export const schemaRef = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
export const parameterRef = (name: keyof typeof PARAMETERS): Json => ({ $ref: `#/components/parameters/${name}` });
const headerRef = (name: keyof typeof HEADERS): Json => ({ $ref: `#/components/headers/${name}` });
export const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });

const text = { type: 'string' } as const;
const whole = { type: 'integer', minimum: 1 } as const;
const header = (description: string, schema: Json = text): Json => ({ description, schema });

/** What several operations take besides their own. */
const PARAMETERS = {
  Id: { name: 'id', in: 'path', required: true, schema: whole },
  Page: { name: 'page', in: 'query', schema: { ...whole, maximum: 1_000_000 } },
  ItemsPerPage: { name: 'itemsPerPage', in: 'query', schema: { ...whole, maximum: MAX_ITEMS_PER_PAGE } },
  Sort: { name: 'sort', in: 'query', description: 'Field names, comma-separated, - for descending', schema: text },
  Cursor: { name: 'cursor', in: 'query', description: 'next of the last answer, empty at first; instead of page', schema: text },
  Properties: { name: '_properties', in: 'query', description: 'Fields that are wanted, comma-separated', schema: text },
  Timezone: {
    name: '_timezone',
    in: 'query',
    description: 'IANA time zone of the times answered, and of those asked without one',
    schema: { ...text, examples: ['Europe/Madrid'] },
  },
  Format: { name: 'format', in: 'query', description: 'As Accept: text/csv', schema: { ...text, enum: ['json', 'csv'] } },
  Ids: {
    name: 'id',
    in: 'query',
    required: true,
    description: 'Ids of the rows to delete, comma-separated; all of them or none',
    schema: { ...text, pattern: String.raw`^[1-9]\d{0,15}(,[1-9]\d{0,15}){0,499}$` },
  },
  IfMatch: { name: 'If-Match', in: 'header', description: 'ETag of the state that is changed; another state: 412', schema: text },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'A word of the sender’s own; sent again within a day the request is answered as at first and done once',
    schema: { ...text, maxLength: 255, pattern: '^[!-~]+$' },
  },
  ChangeComment: {
    name: 'Change-Comment',
    in: 'header',
    description: 'Why; kept in the change log',
    schema: { ...text, maxLength: 500 },
  },
} as const satisfies Record<string, Json>;

const HEADERS = {
  ETag: header('Tag of the state of the row'),
  Location: header('Address of the new row'),
  TotalItems: header('Rows in all', { type: 'integer' }),
  TotalExact: header('false where there are more rows than are counted; else absent', { type: 'boolean' }),
  TotalPages: header('Pages in all', { type: 'integer' }),
  FirstPage: header('Number of the first page', { type: 'integer' }),
  NextPage: header('Number of the next page; absent on the last', { type: 'integer' }),
  RetryAfter: header('Seconds to wait', { type: 'integer' }),
  NextCursor: header('Where the next rows begin; absent behind the last'),
  LastPage: header('Number of the last page', { type: 'integer' }),
} as const satisfies Record<string, Json>;

export const TAGGED: Json = { ETag: headerRef('ETag') };
export const CREATED: Json = { Location: headerRef('Location'), ETag: headerRef('ETag') };
export const PAGED: Json = {
  'X-Total-Items': headerRef('TotalItems'),
  'X-Total-Exact': headerRef('TotalExact'),
  'X-Total-Pages': headerRef('TotalPages'),
  'X-First-Page': headerRef('FirstPage'),
  'X-Next-Page': headerRef('NextPage'),
  'X-Last-Page': headerRef('LastPage'),
  'X-Next-Cursor': headerRef('NextCursor'),
};

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: schemaRef('Problem') } },
});
const RESPONSES = {
  Unauthorized: problem('No valid token'),
  Forbidden: problem('Not at this level, or not granted'),
  NotFound: problem('Not there, or not yours'),
  InUse: problem('Other rows need it'),
  Changed: problem('The row is not in the expected state'),
  Invalid: problem('A rule is broken; errors has every field'),
  TooMany: { ...problem('Too many requests'), headers: { 'Retry-After': headerRef('RetryAfter') } },
  Problem: problem('Any other refusal; code says which'),
} as const satisfies Record<string, Json>;
const STATUS_OF = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'InUse',
  412: 'Changed',
  422: 'Invalid',
  429: 'TooMany',
} as const;

/** Refusals of an operation by status; every operation has those of the guard, of its input and `default`. */
export const refusals = (...statuses: readonly (keyof typeof STATUS_OF)[]): Json =>
  Object.fromEntries([
    ...[...new Set([401, 403, ...statuses, 422, 429] as const)]
      .sort((one, other) => one - other)
      .map((status) => [status, { $ref: `#/components/responses/${STATUS_OF[status]}` }] as const),
    ['default', { $ref: '#/components/responses/Problem' }],
  ]);

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: { ...text, enum: Object.keys(PROBLEMS) },
    detail: text,
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'rule', 'value'], properties: { field: text, rule: text, value: {} } },
    },
    instance: { ...text, description: 'Id of the request, as in X-Request-Id and in the log' },
  },
};

/** Everything the operations refer to, besides the schemas of the resources. */
export const components = (schemas: Json): Json => ({
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Token of a login, or an API key' },
    apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  },
  parameters: PARAMETERS,
  headers: HEADERS,
  responses: RESPONSES,
  schemas: { Problem: PROBLEM_SCHEMA, ...schemas },
});
