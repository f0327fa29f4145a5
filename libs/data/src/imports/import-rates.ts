import { toAmount, toMicros, type RequestContext } from '@switchyard/kernel';
import { createSchema, problemsOf, RESOURCES, type AnyResource, type FieldProblem } from '@switchyard/model';
import type { WriteSession } from '../repository/write-session.js';

/** One line of a table of rates, as the fields of the two resources that it becomes rows of. */
export interface RateLine {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}
export interface RateOutcome {
  readonly created: number;
  readonly changed: number;
  readonly problems: readonly (FieldProblem & { readonly line: number })[];
}

const RATE_KEYS = ['ratePerMinute', 'connectFee', 'incrementSec', 'intervalStartSec'] as const;
/** Columns of the table; `name` is the destination's where it is new. */
export const RATE_COLUMNS: readonly string[] = ['prefix', 'name', ...RATE_KEYS];

/**
 * Puts rates into a rate group that the caller may write (asked by whoever calls): prefixes without a destination get one, a
 * destination's rate in the group is changed or made. Tens of thousands of lines take seconds: they are checked against the
 * field tables like any body and stored many at a time. With problems the transaction must not be kept.
 */
export async function importRates(
  session: WriteSession,
  caller: RequestContext,
  { brandId, groupId }: { readonly brandId: number; readonly groupId: number },
  lines: readonly RateLine[],
): Promise<RateOutcome> {
  const { manager } = session;
  const { level } = caller.scope;
  const problems: (FieldProblem & { readonly line: number })[] = [];
  const idsByPrefix = async (): Promise<Map<string, number>> => {
    const rows = (await manager.query('SELECT id, prefix FROM destination WHERE brand_id = ?', [brandId])) as {
      id: number;
      prefix: string;
    }[];
    return new Map(rows.map(({ id, prefix }) => [prefix, id]));
  };
  const rate = RESOURCES.destinationRate as AnyResource;
  const destination = RESOURCES.destination as AnyResource;
  const [rateSchema, destinationSchema] = [createSchema(rate, level), createSchema(destination, level)];
  const before = await idsByPrefix();
  const fresh = new Map<string, Record<string, unknown>>();
  const seen = new Map<string, number>();
  const good: { readonly prefix: string; readonly values: Record<string, unknown> }[] = [];
  for (const { line, values } of lines) {
    const prefix = typeof values['prefix'] === 'string' ? values['prefix'] : '';
    const body = { ...Object.fromEntries(RATE_KEYS.map((key) => [key, values[key]])), destinationRateGroupId: groupId, destinationId: 1 };
    const place = { prefix: values['prefix'], name: values['name'] ?? prefix };
    const [asRate, asDestination] = [rateSchema.safeParse(body), destinationSchema.safeParse(place)];
    const own = [
      ...(asRate.success ? [] : problemsOf(rate, level, 'create', asRate.error, body)),
      ...(asDestination.success ? [] : problemsOf(destination, level, 'create', asDestination.error, place)),
    ];
    const twin = seen.get(prefix);
    if (twin !== undefined) own.push({ field: 'prefix', rule: `is in line ${twin} already`, value: prefix });
    seen.set(prefix, line);
    problems.push(...own.map((problem) => ({ line, ...problem })));
    if (own.length > 0 || !asRate.success || !asDestination.success) continue;
    if (!before.has(prefix)) fresh.set(prefix, asDestination.data);
    const amounts = Object.fromEntries(
      (['ratePerMinute', 'connectFee'] as const).map((key) => [key, toAmount(toMicros(String(asRate.data[key])))]),
    );
    good.push({ prefix, values: { ...asRate.data, ...amounts } });
  }
  if (problems.length > 0) return { created: 0, changed: 0, problems };

  await session.insertMany('destination', [...fresh.values()].map((values) => ({ ...values, brandId }))); // prettier-ignore
  const ids = fresh.size === 0 ? before : await idsByPrefix();
  const known = (await manager.query('SELECT id, destination_id FROM destination_rate WHERE destination_rate_group_id = ?', [groupId])) as {
    id: number;
    destination_id: number;
  }[];
  const rateOf = new Map(known.map(({ id, destination_id }) => [destination_id, id]));
  const added: Record<string, unknown>[] = [];
  let changed = 0;
  for (const { prefix, values } of good) {
    const destinationId = ids.get(prefix);
    const existing = destinationId === undefined ? undefined : rateOf.get(destinationId);
    const row = { ...values, brandId, destinationId };
    if (existing === undefined) added.push(row);
    else {
      await session.update('destinationRate', existing, row);
      changed++;
    }
  }
  await session.insertMany('destinationRate', added);
  return { created: added.length, changed, problems };
}
