import type { Json } from './openapi-parts.js';

/** TypeScript of an OpenAPI document: its schemas as types, its operations by method and address. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
  readonly format?: string;
}
interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
interface OperationObject {
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const WORD = /^[A-Za-z_$][\w$]*$/;
const keyOf = (name: string): string => (WORD.test(name) ? name : quote(name));
const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const literal = (value: unknown): string => (typeof value === 'string' ? quote(value) : JSON.stringify(value));
const lastOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
const comment = (text: string): string => `/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */`;
const unionOf = (types: readonly string[]): string => [...new Set(types)].join(' | ');
const grouped = (type: string): string => (type.includes(' | ') ? `(${type})` : type);

function typeNamed(type: string, schema: Schema, pad: string): string {
  switch (type) {
    case 'string':
      return schema.format === 'binary' ? 'Blob' : 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
    case 'null':
      return type;
    case 'array':
      return `readonly ${grouped(schema.items ? typeOf(schema.items, pad) : 'unknown')}[]`;
    default:
      return objectType(schema, pad);
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema, pad: string): string {
  const inner = `${pad}  `;
  const lines = Object.entries(properties).flatMap(([name, schema]) => {
    const line = `${inner}readonly ${keyOf(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)};`;
    return schema.description === undefined ? [line] : [`${inner}${comment(schema.description)}`, line];
  });
  const others = typeof additionalProperties === 'object' ? typeOf(additionalProperties, pad) : 'unknown';
  if (lines.length === 0) return `Readonly<Record<string, ${others}>>`;
  const own = `{\n${lines.join('\n')}\n${pad}}`;
  return typeof additionalProperties === 'object' ? `${own} & Readonly<Record<string, unknown>>` : own;
}

function typeOf(schema: Schema, pad: string): string {
  if (schema.$ref !== undefined) return lastOf(schema.$ref);
  if (schema.enum) return unionOf(schema.enum.map(literal));
  if (schema.const !== undefined) return literal(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return unionOf(choices.map((one) => typeOf(one, pad)));
  if (schema.type === undefined) return schema.properties ? objectType(schema, pad) : 'unknown';
  return typeof schema.type === 'string'
    ? typeNamed(schema.type, schema, pad)
    : unionOf(schema.type.map((type) => typeNamed(type, schema, pad)));
}

function schemaSource([name, schema]: readonly [string, Schema]): string {
  const type = typeOf(schema, '');
  return type.startsWith('{') && type.endsWith('}') ? `export interface ${name} ${type}\n` : `export type ${name} = ${type};\n`;
}

/** A list takes page, order and filters of its fields: one generic type, instead of twelve keys a field. */
function listQuery(parameters: readonly Parameter[]): string {
  const fields = parameters.flatMap(({ $ref, in: place, name }) =>
    $ref === undefined && place === 'query' && name !== undefined ? [quote(name)] : [],
  );
  return `  readonly query?: ListQuery<${unionOf(fields)}>;`;
}

function partOf(place: string, key: string, parameters: readonly Parameter[]): string[] {
  const of = parameters.filter(({ in: at }) => at === place);
  if (of.length === 0) return [];
  const isNeeded = of.some(({ required }) => required);
  const fields = of.map(
    ({ name = '', required, schema = {} }) =>
      `${keyOf(name)}${required ? '' : '?'}: ${place === 'query' ? grouped(typeOf(schema, '')) : typeOf(schema, '')}`,
  );
  return [`    readonly ${key}${isNeeded ? '' : '?'}: { ${fields.map((field) => `readonly ${field}`).join('; ')} };`];
}

function operationSource(document: Document, key: string, operation: OperationObject, shared: readonly Parameter[]): string {
  const { summary, responses, requestBody } = operation;
  const given = [...shared, ...(operation.parameters ?? [])];
  const parameters = given.map((one) => (one.$ref === undefined ? one : (document.components.parameters[lastOf(one.$ref)] ?? one)));
  const isList = given.some(({ $ref }) => $ref !== undefined && lastOf($ref) === 'Sort');
  const body = requestBody && Object.values(requestBody.content)[0];
  const success = Object.entries(responses).find(([status]) => status.startsWith('2') || status.startsWith('3'))?.[1];
  const answer = success?.content && (success.content['application/json'] ?? Object.values(success.content)[0]);
  return [
    `  ${comment(summary)}`,
    `  ${quote(key)}: {`,
    ...partOf('path', 'path', parameters),
    ...(isList ? [`  ${listQuery(given)}`] : partOf('query', 'query', parameters)),
    ...partOf('header', 'headers', parameters),
    ...(body ? [`    readonly body: ${typeOf(body.schema, '    ')};`] : []),
    `    readonly answer: ${answer ? typeOf(answer.schema, '    ') : 'undefined'};`,
    '  };',
  ].join('\n');
}

/**
 * The source of the client of a level, from its OpenAPI document as it is checked in: one type per schema, and one interface with
 * every operation by method and address (`GET /ddis/{id}`; what is not below a level begins with `/api/`).
 */
export function clientSource(level: string, openApi: Json): string {
  const document = openApi as unknown as Document;
  const operations = Object.entries(document.paths).flatMap(([path, at]) => {
    const above = at['servers'] === undefined ? '' : '/api';
    const shared = (at['parameters'] ?? []) as readonly Parameter[];
    return METHODS.flatMap((method) => {
      const operation = at[method] as OperationObject | undefined;
      return operation ? [operationSource(document, `${method.toUpperCase()} ${above}${path}`, operation, shared)] : [];
    });
  });
  const name = `${level.charAt(0).toUpperCase()}${level.slice(1)}Operations`;
  return [
    `// Written by \`npm run openapi\` from docs/openapi/${level}.json: change the tables and controllers it is made of, not this file.`,
    "import type { ListQuery } from '../operation.js';\n",
    ...Object.entries(document.components.schemas).map(schemaSource),
    `export interface ${name} {\n${operations.join('\n')}\n}\n`,
  ].join('\n');
}
