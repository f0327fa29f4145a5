import { PORTAL_LANGUAGES, type AnyResource, type ResourceName } from '@switchyard/model';
import { linkCondition, type RowBuilder } from '../repository/stored-row.js';
import { textOf } from '../schema/names.js';
import { cursorCondition } from './cursor.js';
import type { Filter, ListQuery, Scalar, Sort } from './list-query.js';

const COMPARE = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Driver value of a filter value: times as `Date`, everything else as it is. */
const bound = (resource: AnyResource, field: string, value: Scalar): unknown =>
  resource.fields[field]?.kind === 'datetime' ? new Date(String(value)) : value;

/** Escaped for `LIKE … ESCAPE '!'`, which does not depend on the server's backslash mode. */
const escapeLike = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);
const LIKE = { contains: (text: string) => `%${text}%`, start: (text: string) => `${text}%`, end: (text: string) => `%${text}` } as const;

/** A condition on one column, with the values that it binds. */
function conditionOf(column: string, filter: Filter, name: string, values: readonly unknown[]): [sql: string, bound: object] {
  const { op } = filter;
  const [first, second] = values;
  switch (op) {
    case 'exists':
      return [`${column} IS ${first === true ? 'NOT NULL' : 'NULL'}`, {}];
    case 'in':
      return [`${column} IN (:...${name})`, { [name]: values }];
    case 'between':
      return [`${column} BETWEEN :${name} AND :${name}To`, { [name]: first, [`${name}To`]: second }];
    case 'contains':
    case 'start':
    case 'end':
      return [`${column} LIKE :${name} ESCAPE '!'`, { [name]: LIKE[op](escapeLike(String(first))) }];
    default:
      return [`${column} ${COMPARE[op]} :${name}`, { [name]: first }];
  }
}

function applyFilter(builder: RowBuilder, resource: AnyResource, filter: Filter, n: number): void {
  const name = `filter${n}`;
  const { op, field, value } = filter;
  const given = (Array.isArray(value) ? value : [value]) as readonly Scalar[];
  const values = given.map((item) => bound(resource, field, item));
  const kind = resource.fields[field]?.kind;
  const column = (key: string): string => `${builder.alias}.${key}`;
  const add = (sql: string, parameters: object): void => void builder.andWhere(sql, parameters);
  if (kind === 'refs') {
    if (op === 'exists') add(`${values[0] === true ? '' : 'NOT '}${linkCondition(resource.name as ResourceName, field, '> 0')}`, {});
    else add(linkCondition(resource.name as ResourceName, field, `IN (:...${name})`), { [name]: values });
  } else if (kind === 'list')
    add(
      `(${values.map((_value, at) => `FIND_IN_SET(:${name}x${at}, ${column(field)}) > 0`).join(' OR ')})`,
      Object.fromEntries(values.map((word, at) => [`${name}x${at}`, word])),
    );
  else if (kind === 'file') add(...conditionOf(column(`${field}Sha256`), filter, name, values));
  else if (kind === 'texts') {
    const languages = PORTAL_LANGUAGES.map((language) => conditionOf(column(textOf(field, language)), { ...filter, op: op === 'neq' ? 'eq' : op }, name, values)); // prettier-ignore
    const any = languages.map(([sql]) => sql).join(' OR ');
    // An empty language is no text that could be the same.
    add(op === 'neq' ? `COALESCE(NOT (${any}), TRUE)` : `(${any})`, languages[0]?.[1] ?? {});
  } else add(...conditionOf(column(field), filter, name, values));
}

/** Newest first where rows have a time, else as the field table asks, else as created. */
export function defaultSort(resource: AnyResource): readonly Sort[] {
  const asked = resource.defaultSort;
  if (asked !== undefined) return [{ field: asked.replace(/^-/, ''), descending: asked.startsWith('-') }];
  const moment = ['startedAt', 'createdAt'].find((field) => Object.hasOwn(resource.fields, field));
  return moment === undefined ? [] : [{ field: moment, descending: true }];
}

/** The order of an answer; the id makes it whole, so that pages are stable, where no field before it does. */
export function orderOf(resource: AnyResource, query: Pick<ListQuery, 'sort'>): readonly Sort[] {
  const sort = query.sort.length > 0 ? query.sort : defaultSort(resource);
  const isWhole = sort.some(({ field }) => {
    const known = resource.fields[field];
    return field === 'id' || (known?.unique === 'everywhere' && known.nullable !== true && known.kind !== 'texts');
  });
  // MariaDB does not see by itself that an id behind a unique column adds nothing, and would sort the whole table.
  return isWhole ? sort : [...sort, { field: 'id', descending: sort[0]?.descending ?? false }];
}

/** Filters, order and page of an already checked query. Field names come from the whitelist, values are bound. */
export function applyListQuery(builder: RowBuilder, resource: AnyResource, query: ListQuery): RowBuilder {
  query.filters.forEach((filter, n) => applyFilter(builder, resource, filter, n));
  for (const { field, descending } of orderOf(resource, query)) {
    const key = resource.fields[field]?.kind === 'texts' ? textOf(field, 'en') : field;
    builder.addOrderBy(`${builder.alias}.${key}`, descending ? 'DESC' : 'ASC');
  }
  if (query.cursor === undefined) return builder.offset((query.page - 1) * query.itemsPerPage).limit(query.itemsPerPage);
  const after = cursorCondition(resource, orderOf(resource, query), query.cursor);
  if (after) builder.andWhere(...after);
  return builder.limit(query.itemsPerPage);
}
