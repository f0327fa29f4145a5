import { isAmount, type Level } from '@switchyard/kernel';
import type { Field, Resource } from '@switchyard/model';
import { refusal, type FieldProblem } from './problem.js';

export const OPERATORS = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'contains', 'in', 'exists'] as const;
export type Operator = (typeof OPERATORS)[number];
export type FilterValue = string | number | boolean | null;

export interface ListFilter {
  readonly field: string;
  readonly op: Operator;
  readonly value: FilterValue | readonly FilterValue[];
}
export interface ListQuery {
  readonly filters: readonly ListFilter[];
  readonly sort: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  readonly page: number;
  readonly itemsPerPage: number;
}

export const MAX_ITEMS_PER_PAGE = 500;
const DEFAULT_ITEMS_PER_PAGE = 50;
const ID: Field = { kind: 'int', label: 'Id', min: 1, max: 2_147_483_647 };
const SECRET = new Set<Field['kind']>(['password', 'sipPassword', 'secret']);

/** The fields of a row a level may filter and sort by: those it can see. */
export function visibleFields(resource: Resource, level: Level): Readonly<Record<string, Field>> {
  const seen = Object.entries(resource.fields).filter(([, field]) => !SECRET.has(field.kind) && !field.hiddenAt?.includes(level));
  return { id: ID, ...Object.fromEntries(seen) };
}

/**
 * `?page=2&itemsPerPage=50&sort=-startedAt,callee&callee=+34…&startedAt[gte]=…` → a typed query. Only visible fields are
 * accepted (a sort or filter by anything else would be a way into the SQL or past `hiddenAt`); every problem is named.
 */
export function parseListQuery(resource: Resource, level: Level, raw: Readonly<Record<string, unknown>>): ListQuery {
  const fields = visibleFields(resource, level);
  const problems: FieldProblem[] = [];
  const filters: ListFilter[] = [];
  let sort: ListQuery['sort'] = [];
  let page = 1;
  let itemsPerPage = DEFAULT_ITEMS_PER_PAGE;

  for (const [name, given] of Object.entries(raw)) {
    const value = typeof given === 'string' ? given : undefined;
    if (value === undefined) {
      problems.push({ field: name, rule: 'may be given once', value: given });
      continue;
    }
    if (name === 'page') page = whole(name, value, 1_000_000, problems);
    else if (name === 'itemsPerPage') itemsPerPage = whole(name, value, MAX_ITEMS_PER_PAGE, problems);
    else if (name === 'sort') sort = sortOf(value, fields, problems);
    else {
      const filter = filterOf(name, value, fields, problems);
      if (filter) filters.push(filter);
    }
  }
  if (problems.length > 0)
    throw refusal(
      'query-invalid',
      `${problems.length === 1 ? 'A query parameter is' : `${problems.length} query parameters are`} not valid.`,
      problems,
    );
  return { filters, sort, page, itemsPerPage };
}

function whole(name: string, value: string, max: number, problems: FieldProblem[]): number {
  const number = /^\d{1,7}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= max) return number;
  problems.push({ field: name, rule: `must be a whole number from 1 to ${max}`, value });
  return 1;
}

function sortOf(value: string, fields: Readonly<Record<string, Field>>, problems: FieldProblem[]): ListQuery['sort'] {
  return value.split(',').flatMap((word) => {
    const field = word.replace(/^-/, '');
    if (Object.hasOwn(fields, field)) return [{ field, direction: word.startsWith('-') ? ('desc' as const) : ('asc' as const) }];
    problems.push({ field: 'sort', rule: `must name fields of the list: ${Object.keys(fields).join(', ')}`, value: word });
    return [];
  });
}

function filterOf(name: string, text: string, fields: Readonly<Record<string, Field>>, problems: FieldProblem[]): ListFilter | undefined {
  const match = /^([A-Za-z0-9]+)(?:\[([a-z]+)\])?$/.exec(name);
  const key = match?.[1] ?? '';
  const op = OPERATORS.find((known) => known === (match?.[2] ?? 'eq'));
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (!field) problems.push({ field: name, rule: 'is not a parameter of this list', value: text });
  else if (!op) problems.push({ field: name, rule: `has an operator that is none of ${OPERATORS.join(', ')}`, value: text });
  else {
    const value =
      op === 'in' ? text.split(',').map((part) => valueOf(field, op, part)) : op === 'exists' ? flag(text) : valueOf(field, op, text);
    const bad = Array.isArray(value) ? value.includes(undefined) : value === undefined;
    if (!bad) return { field: key, op, value: value as FilterValue };
    problems.push({ field: name, rule: op === 'exists' ? 'must be true or false' : `must be ${WORDS[field.kind]}`, value: text });
  }
  return undefined;
}

const WORDS: Readonly<Record<Field['kind'], string>> = {
  text: 'text',
  enum: 'one of the values of the field',
  int: 'a whole number',
  ref: 'an id',
  bool: 'true or false',
  money: 'a decimal amount',
  datetime: 'a time in UTC, as 2026-11-21T09:55:00.000Z',
  password: 'left out',
  sipPassword: 'left out',
  secret: 'left out',
};

const flag = (text: string): boolean | undefined => (text === 'true' ? true : text === 'false' ? false : undefined);

/** Text of the address → a value of the field's kind; undefined when it is none. */
function valueOf(field: Field, op: Operator, text: string): FilterValue | undefined {
  switch (field.kind) {
    case 'text':
      return text.length <= 300 ? text : undefined;
    case 'enum':
      return op === 'contains' || field.values.includes(text) ? text : undefined;
    case 'int':
    case 'ref':
      return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
    case 'bool':
      return flag(text);
    case 'money':
      return isAmount(text) ? text : undefined;
    case 'datetime':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z$/.test(text) && !Number.isNaN(Date.parse(text))
        ? new Date(text).toISOString()
        : undefined;
    default:
      return undefined;
  }
}
