import type { Level } from '@switchyard/kernel';
import { fieldsAt, tenantColumns, type AnyResource, type Field, type FieldProblem } from '@switchyard/model';
import { refused } from '../errors.js';
import { utcOfLocal } from './local-time.js';

export const OPERATORS = ['eq', 'neq', 'in', 'gt', 'gte', 'lt', 'lte', 'between', 'contains', 'start', 'end', 'exists'] as const;
export type Operator = (typeof OPERATORS)[number];
/** Other words for operators: those of the reference product. */
export const OPERATOR_ALIASES: Readonly<Record<string, Operator>> = {
  exact: 'eq',
  partial: 'contains',
  before: 'lte',
  strictly_before: 'lt',
  after: 'gte',
  strictly_after: 'gt',
};
export type Scalar = string | number | boolean;

export interface Filter {
  readonly field: string;
  readonly op: Operator;
  readonly value: Scalar | readonly Scalar[];
}
export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}
export interface ListQuery {
  /** From 1. */
  readonly page: number;
  readonly itemsPerPage: number;
  readonly sort: readonly Sort[];
  readonly filters: readonly Filter[];
  /** Where the last answer ended (`next`); empty: the beginning. Pages do not count then. */
  readonly cursor?: string;
}
/** What a caller inside the platform gives; the rest has defaults. */
export type ListRequest = Partial<ListQuery>;

export const MAX_ITEMS_PER_PAGE = 500;
const DEFAULT_ITEMS_PER_PAGE = 30;
const MAX_PAGE = 1_000_000;
const MAX_VALUES = 500;
const ID: Field = { kind: 'int', label: 'Id', min: 1, max: Number.MAX_SAFE_INTEGER };

const UNKNOWN: Field = { kind: 'json', label: '', readOnly: true };

const EQUALITY = ['eq', 'neq', 'in'] as const;
const ORDER = [...EQUALITY, 'gt', 'gte', 'lt', 'lte', 'between'] as const;
const PARTS = ['contains', 'start', 'end'] as const;
const OPERATORS_OF: Partial<Record<Field['kind'], readonly Operator[]>> = {
  text: [...ORDER, ...PARTS],
  texts: ['eq', 'neq', ...PARTS],
  list: ['contains', 'in'],
  refs: ['contains', 'in', 'exists'],
  file: ['exists'],
  int: ORDER,
  money: ORDER,
  datetime: ORDER,
  date: ORDER,
  time: ORDER,
  bool: EQUALITY,
  enum: EQUALITY,
  ref: EQUALITY,
};

const UNSORTED: ReadonlySet<Field['kind']> = new Set(['refs', 'file', 'json']);
/** True for fields that have an order: not for lists of ids, files and data of any shape. */
export const isSortable = (field: Field): boolean => !UNSORTED.has(field.kind) && !(field.kind === 'text' && field.long === true);

/** Fields a level may filter and sort by: those it reads. Its own tenant columns are implied and not among them. */
export function listableFields(resource: AnyResource, level: Level): ReadonlyMap<string, Field> {
  return new Map([['id', ID] as const, ...fieldsAt(resource, level, 'read')]);
}

/** Operators of a field; `exists` where it may be empty. */
export const operatorsOf = (field: Field): readonly Operator[] => [
  ...(OPERATORS_OF[field.kind] ?? []),
  ...(field.nullable && field.kind !== 'json' && field.kind !== 'file' ? (['exists'] as const) : []),
];

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;
/** A text of the URL as the value of the field; a string that is not one: the rule it breaks. */
function scalarOf(field: Field, text: string, timezone: string | undefined): { readonly value: Scalar } | { readonly rule: string } {
  switch (field.kind) {
    case 'int':
    case 'ref':
    case 'refs':
      return /^-?\d{1,15}$/.test(text) ? { value: Number(text) } : { rule: 'must be a whole number' };
    case 'bool':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : { rule: 'must be true or false' };
    case 'money':
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? { value: text } : { rule: 'must be a decimal amount with at most 6 decimals' };
    case 'datetime': {
      const local = timezone === undefined ? undefined : utcOfLocal(text, timezone);
      if (local !== undefined) return { value: local };
      return ISO_TIME.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: new Date(text).toISOString() }
        : { rule: 'must be a time in UTC, as 2026-11-21T09:55:00Z, or a date' };
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { rule: 'must be a day, as 2026-11-21' };
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text) ? { value: text } : { rule: 'must be a time of day, as 09:55:00' };
    case 'list':
    case 'enum':
      return field.values.includes(text) ? { value: text } : { rule: `must be one of ${field.values.join(', ')}` };
    default:
      return text.length <= 255 ? { value: text } : { rule: 'must be at most 255 characters' };
  }
}

interface Term {
  readonly key: string;
  readonly op: string;
  readonly texts: readonly string[];
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

/** `field=a`, `field[gte]=b` as flat keys or nested by the HTTP server's parser, `field[in]=a,b`, repeated values. */
function termsOf(raw: Readonly<Record<string, unknown>>): readonly Term[] {
  return Object.entries(raw).flatMap(([name, value]): Term[] => {
    const flat = /^([^[\]]+)\[([^[\]]*)\](?:\[\])?$/.exec(name);
    if (flat) return [{ key: flat[1] ?? '', op: flat[2] ?? '', texts: textsOf(value) }];
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.entries(value).map(([op, inner]) => ({ key: name, op, texts: textsOf(inner) }));
    const texts = textsOf(value);
    return [{ key: name, op: texts.length > 1 ? 'in' : 'eq', texts }];
  });
}

/** `1..9`, `1,9` or the value given twice. */
const betweenOf = (texts: readonly string[]): readonly string[] =>
  texts.length > 1 ? texts : (texts[0] ?? '').split(/\.\.|,/).map((text) => text.trim());

function filterOf(
  fields: ReadonlyMap<string, Field>,
  { key, op, texts }: Term,
  problems: FieldProblem[],
  timezone: string | undefined,
): Filter | undefined {
  const refuse = (rule: string, value: unknown = texts.join(',')): undefined => void problems.push({ field: key, rule, value });
  const field = fields.get(key);
  if (!field) return refuse('is not a field to filter by');
  const allowed = operatorsOf(field);
  const plain = op === 'eq' && !allowed.includes('eq') && allowed.includes('contains') ? 'contains' : op;
  const operator = OPERATORS.find((known) => known === plain) ?? (Object.hasOwn(OPERATOR_ALIASES, op) ? OPERATOR_ALIASES[op] : undefined);
  if (!operator || !allowed.includes(operator)) return refuse(`can be compared by ${allowed.join(', ')} only`, op);
  if (operator === 'exists')
    return texts[0] === 'true' || texts[0] === 'false'
      ? { field: key, op: operator, value: texts[0] === 'true' }
      : refuse('must be true or false');
  const given =
    operator === 'in' ? texts.flatMap((text) => text.split(',')) : operator === 'between' ? betweenOf(texts) : texts.slice(0, 1);
  if (operator === 'between' && given.length !== 2) return refuse('must have two values, as 1..9');
  if (given.length > MAX_VALUES) return refuse(`takes at most ${MAX_VALUES} values`);
  const values: Scalar[] = [];
  for (const text of given) {
    const read = scalarOf(field, text, timezone);
    if ('rule' in read) return refuse(read.rule, text);
    values.push(read.value);
  }
  const [first] = values;
  if (first === undefined) return refuse('needs a value');
  return { field: key, op: operator, value: operator === 'in' || operator === 'between' ? values : first };
}

function sortOf(fields: ReadonlyMap<string, Field>, texts: readonly string[], problems: FieldProblem[]): readonly Sort[] {
  return texts
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '')
    .flatMap((text) => {
      const descending = text.startsWith('-');
      const field = descending ? text.slice(1) : text;
      const known = fields.get(field);
      if (known && isSortable(known)) return [{ field, descending }];
      problems.push({ field: 'sort', rule: 'must name fields of the list, with - for descending', value: text });
      return [];
    });
}

function wholeOf(name: string, texts: readonly string[] | undefined, fallback: number, max: number, problems: FieldProblem[]): number {
  const [text] = texts ?? [];
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= max) return value;
  problems.push({ field: name, rule: `must be a whole number from 1 to ${max}`, value: text });
  return fallback;
}

/**
 * The query string of a list as data. Throws `query-invalid` with every problem (`errors: {field, rule, value}`): unknown
 * or hidden fields, operators a field does not have, unreadable values, pages above the cap of 500 rows. With a time zone
 * (IANA), days and times that name no zone of their own are of that zone.
 */
export function parseListQuery(
  resource: AnyResource,
  level: Level,
  raw: Readonly<Record<string, unknown>>,
  { timezone }: { readonly timezone?: string } = {},
): ListQuery {
  const problems: FieldProblem[] = [];
  const fields = listableFields(resource, level);
  const terms = termsOf(raw);
  const special = (name: string) => (fields.has(name) ? undefined : terms.find(({ key }) => key === name)?.texts);
  const cursor = special('cursor')?.[0];
  const query: ListQuery = {
    ...(cursor === undefined ? {} : { cursor }),
    page: wholeOf('page', special('page'), 1, MAX_PAGE, problems),
    itemsPerPage: wholeOf('itemsPerPage', special('itemsPerPage'), DEFAULT_ITEMS_PER_PAGE, MAX_ITEMS_PER_PAGE, problems),
    sort: sortOf(fields, special('sort') ?? [], problems),
    filters: terms
      .filter(({ key }) => !['page', 'itemsPerPage', 'sort', 'cursor'].includes(key) || fields.has(key))
      .flatMap((term) => filterOf(fields, term, problems, timezone) ?? []),
  };
  if (problems.length > 0) throw refused('query-invalid', problems);
  return query;
}

/** Defaults of a request made inside the platform; the same whitelist and caps as for a query string. */
export function completeListQuery(resource: AnyResource, level: Level, request: ListRequest): ListQuery {
  const fields = listableFields(resource, level);
  const implied = tenantColumns(resource, level);
  const problems: FieldProblem[] = [];
  for (const { field, op } of request.filters ?? []) {
    const known = fields.get(field);
    if (!known || implied.has(field)) problems.push({ field, rule: 'is not a field to filter by', value: undefined });
    else if (!operatorsOf(known).includes(op))
      problems.push({ field, rule: `can be compared by ${operatorsOf(known).join(', ')} only`, value: op });
  }
  for (const { field } of request.sort ?? [])
    if (!isSortable(fields.get(field) ?? UNKNOWN)) problems.push({ field: 'sort', rule: 'must name fields of the list', value: field });
  const page = request.page ?? 1;
  const itemsPerPage = request.itemsPerPage ?? DEFAULT_ITEMS_PER_PAGE;
  wholeOf('page', [String(page)], 1, MAX_PAGE, problems);
  wholeOf('itemsPerPage', [String(itemsPerPage)], 1, MAX_ITEMS_PER_PAGE, problems);
  if (problems.length > 0) throw refused('query-invalid', problems);
  const { cursor } = request;
  return { page, itemsPerPage, sort: request.sort ?? [], filters: request.filters ?? [], ...(cursor === undefined ? {} : { cursor }) };
}
