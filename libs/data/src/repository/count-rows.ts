import type { AnyResource } from '@switchyard/model';
import type { RowBuilder } from './stored-row.js';

/** Records beyond these are not counted: nobody turns so many pages, and counting millions takes longer than reading a page. */
const MAX_COUNTED = 50_000;

/** How many rows a query without its page has; of records `MAX_COUNTED + 1` at most. */
export async function countRows(builder: RowBuilder, { records }: Pick<AnyResource, 'records'>): Promise<number> {
  const all = builder.clone().offset(undefined).limit(undefined).orderBy();
  if (!records) return all.getCount();
  const some = all.select(`${all.alias}.id`).limit(MAX_COUNTED + 1);
  const row = await all.connection
    .createQueryBuilder()
    .select('COUNT(*)', 'count')
    .from(`(${some.getQuery()})`, 'counted')
    .setParameters(some.getParameters())
    .getRawOne<{ count: number | string }>();
  return Number(row?.count ?? 0);
}

/** What an answer says of it: the number, or the least that there is, a page behind this one included. */
export function totalOf(
  counted: number,
  { page, itemsPerPage }: { readonly page: number; readonly itemsPerPage: number },
  items: number,
): { readonly total: number; readonly isTotalExact: boolean } {
  if (counted <= MAX_COUNTED) return { total: counted, isTotalExact: true };
  const behind = items === itemsPerPage ? 1 : 0;
  return { total: Math.max(MAX_COUNTED, (page - 1) * itemsPerPage + items + behind), isTotalExact: false };
}
