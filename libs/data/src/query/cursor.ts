import type { AnyResource } from '@switchyard/model';
import { refused } from '../errors.js';
import type { Sort } from './list-query.js';

/** Where a page ended: the order it was in, the value of its last row in that order, and its id. */
interface Mark {
  readonly by: string;
  readonly value: string | number | boolean | null;
  readonly id: number;
}

const refuse = (rule: string, value: string): never => {
  throw refused('query-invalid', [{ field: 'cursor', rule, value }]);
};
const wordOf = ({ field, descending }: Sort): string => `${descending ? '-' : ''}${field}`;

/** The field an order goes by, besides the id; a cursor needs one that is never empty, and only one. */
function leadOf(resource: AnyResource, order: readonly Sort[]): Sort {
  const [lead, ...rest] = order.filter(({ field }, at) => field !== 'id' || at === 0);
  const field = lead && resource.fields[lead.field];
  if (!lead || rest.length > 0 || (field && (field.nullable || field.kind === 'texts' || field.kind === 'list')))
    return refuse('needs an order by one field that is never empty', order.map(wordOf).join(','));
  return lead;
}

/** The cursor behind a row, for the next page. */
export function cursorAfter(resource: AnyResource, order: readonly Sort[], row: Readonly<Record<string, unknown>>): string {
  const lead = leadOf(resource, order);
  const mark: Mark = { by: wordOf(lead), value: row[lead.field] as Mark['value'], id: row['id'] as number };
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

function markOf(cursor: string): Mark | undefined {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Partial<Mark> | null;
    const { by, value, id } = read ?? {};
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return typeof by === 'string' && isScalar && Number.isSafeInteger(id) ? { by, value, id: Number(id) } : undefined;
  } catch {
    return undefined;
  }
}

/** The rows behind the cursor, as a condition an index answers; undefined at the beginning. Throws `query-invalid`. */
export function cursorCondition(
  resource: AnyResource,
  order: readonly Sort[],
  cursor: string,
): readonly [sql: string, bound: Record<string, unknown>] | undefined {
  const lead = leadOf(resource, order);
  if (cursor === '') return undefined;
  const mark = markOf(cursor);
  if (mark?.by !== wordOf(lead)) return refuse('must be the next of an answer in the same order', cursor);
  const sign = lead.descending ? '<' : '>';
  if (lead.field === 'id') return [`t.id ${sign} :afterId`, { afterId: mark.id }];
  const value = resource.fields[lead.field]?.kind === 'datetime' ? new Date(String(mark.value)) : mark.value;
  const column = `t.${lead.field}`;
  return [`(${column} ${sign}= :afterValue AND (${column} ${sign} :afterValue OR t.id ${sign} :afterId))`, { afterValue: value, afterId: mark.id }]; // prettier-ignore
}
