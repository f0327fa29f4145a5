import type { AnyResource } from '@switchyard/model';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Filter, ListQuery, Scalar } from './list-query.js';

const COMPARE = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Driver value of a filter value: times as `Date`, everything else as it is. */
const bound = (resource: AnyResource, field: string, value: Scalar): unknown =>
  resource.fields[field]?.kind === 'datetime' ? new Date(String(value)) : value;

/** Escaped for `LIKE … ESCAPE '!'`, which does not depend on the server's backslash mode. */
const escapeLike = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);

function applyFilter<T extends ObjectLiteral>(builder: SelectQueryBuilder<T>, resource: AnyResource, filter: Filter, n: number): void {
  const column = `${builder.alias}.${filter.field}`;
  const name = `filter${n}`;
  const { op, value } = filter;
  const values = (Array.isArray(value) ? value : [value]) as readonly Scalar[];
  const [first] = values;
  if (op === 'exists') builder.andWhere(`${column} IS ${first === true ? 'NOT NULL' : 'NULL'}`);
  else if (op === 'in')
    builder.andWhere(`${column} IN (:...${name})`, { [name]: values.map((item) => bound(resource, filter.field, item)) });
  else if (op === 'contains') builder.andWhere(`${column} LIKE :${name} ESCAPE '!'`, { [name]: `%${escapeLike(String(first))}%` });
  else if (first !== undefined) builder.andWhere(`${column} ${COMPARE[op]} :${name}`, { [name]: bound(resource, filter.field, first) });
}

/** Newest first where rows have a time, else as created; the id makes pages stable. */
function defaultSort(resource: AnyResource): ListQuery['sort'] {
  const moment = ['startedAt', 'createdAt'].find((field) => Object.hasOwn(resource.fields, field));
  return moment === undefined ? [] : [{ field: moment, descending: true }];
}

/** Filters, order and page of an already checked query. Field names come from the whitelist, values are bound. */
export function applyListQuery<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  resource: AnyResource,
  query: ListQuery,
): SelectQueryBuilder<T> {
  query.filters.forEach((filter, n) => applyFilter(builder, resource, filter, n));
  const sort = query.sort.length > 0 ? query.sort : defaultSort(resource);
  for (const { field, descending } of sort) builder.addOrderBy(`${builder.alias}.${field}`, descending ? 'DESC' : 'ASC');
  if (!sort.some(({ field }) => field === 'id')) builder.addOrderBy(`${builder.alias}.id`, sort[0]?.descending ? 'DESC' : 'ASC');
  return builder.offset((query.page - 1) * query.itemsPerPage).limit(query.itemsPerPage);
}
