import { toAmount, toMicros, micros, type Amount, type TenantScope } from '@switchyard/kernel';
import { sourceOf, type Database } from '../database.js';

/** What was charged and paid in one currency. */
export interface MoneyFigure {
  readonly currency: string;
  readonly price: Amount;
  /** Absent where costs are not seen. */
  readonly cost?: Amount;
  readonly margin?: Amount;
}
export interface CallFigures {
  readonly calls: number;
  readonly answered: number;
  /** Answer-seizure ratio: answered of all, 0 to 1; null without calls. */
  readonly asr: number | null;
  /** Average call duration in seconds, of answered calls; null without them. */
  readonly acd: number | null;
  readonly inbound: number;
  readonly outbound: number;
  /** Absent where prices are not seen. */
  readonly money?: readonly MoneyFigure[];
}
export interface HourFigures extends CallFigures {
  /** Its beginning, in UTC. */
  readonly hour: string;
}
/** Which sums a caller sees. */
export interface MoneySight {
  readonly price: boolean;
  readonly cost: boolean;
}

const HOUR_MS = 3_600_000;
const HOUR = "DATE_FORMAT(started_at, '%Y-%m-%dT%H:00:00.000Z')";

/** The narrowest tenant column has an index with the time; ids alone are the filter, so no row of another tenant is read. */
function within(scope: TenantScope): { readonly sql: string; readonly values: readonly number[] } {
  if (scope.level === 'platform') return { sql: '', values: [] };
  if (scope.level === 'brand') return { sql: 'brand_id = ? AND', values: [scope.brandId] };
  if (scope.level === 'client') return { sql: 'client_id = ? AND', values: [scope.clientId] };
  return { sql: 'user_id = ? AND client_id = ? AND', values: [scope.userId, scope.clientId] };
}

interface LegSums {
  readonly hourAt: string;
  readonly direction: string;
  readonly calls: number | string;
  readonly answered: number | string;
  readonly seconds: number | string;
}
interface MoneySums {
  readonly hourAt: string;
  readonly unit: string | null;
  readonly priceSum: Amount;
  readonly costSum: Amount;
}

function figuresOf(legs: readonly LegSums[], money: readonly MoneySums[], sight: MoneySight): CallFigures {
  const sum = (pick: (row: LegSums) => number | string, of = legs): number => of.reduce((total, row) => total + Number(pick(row)), 0);
  const calls = sum((row) => row.calls);
  const answered = sum((row) => row.answered);
  const seconds = sum((row) => row.seconds);
  const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
  const currencies = [...new Set(money.map(({ unit }) => unit ?? ''))].sort();
  return {
    calls,
    answered,
    asr: calls === 0 ? null : rounded(answered / calls),
    acd: answered === 0 ? null : rounded(seconds / answered),
    inbound: sum((row) => row.calls, legs.filter(({ direction }) => direction === 'inbound')), // prettier-ignore
    outbound: sum((row) => row.calls, legs.filter(({ direction }) => direction === 'outbound')), // prettier-ignore
    ...(sight.price && {
      money: currencies.map((currency) => {
        const rows = money.filter((row) => (row.unit ?? '') === currency);
        const total = (pick: (row: MoneySums) => Amount): bigint => rows.reduce((sofar, row) => sofar + toMicros(pick(row)), 0n);
        const [price, cost] = [total((row) => row.priceSum), total((row) => row.costSum)];
        return {
          currency,
          price: toAmount(micros(price)),
          ...(sight.cost && { cost: toAmount(micros(cost)), margin: toAmount(micros(price - cost)) }),
        };
      }),
    }),
  };
}

/**
 * The calls of a tenant in the `hours` before now, the current hour included: in all and hour by hour, hours without calls too.
 * Two queries over the index of tenant and time.
 */
export async function callFigures(
  database: Database,
  scope: TenantScope,
  sight: MoneySight,
  { nowMs, hours }: { readonly nowMs: number; readonly hours: number },
): Promise<{ readonly total: CallFigures; readonly hours: readonly HourFigures[] }> {
  const firstMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS - (hours - 1) * HOUR_MS;
  const { sql, values } = within(scope);
  const parameters = [...values, new Date(firstMs)];
  const where = `WHERE ${sql} started_at >= ?`;
  const sums = (currency: string, price: string, cost: string, given: string): string =>
    `SELECT ${HOUR} AS hourAt, ${currency} AS unit, ${price} AS priceSum, ${cost} AS costSum FROM billable_call ${where} AND ${given} IS NOT NULL GROUP BY hourAt, unit`;
  const [legs, prices, costs] = (await Promise.all([
    sourceOf(database).query(
      `SELECT ${HOUR} AS hourAt, direction, COUNT(*) AS calls, SUM(answered_at IS NOT NULL) AS answered,
         SUM(CASE WHEN answered_at IS NULL THEN 0 ELSE duration_sec END) AS seconds
       FROM call_leg ${where} GROUP BY hourAt, direction`,
      parameters,
    ),
    sight.price ? sourceOf(database).query(sums('currency', 'SUM(price)', "'0.000000'", 'price'), parameters) : [],
    sight.cost ? sourceOf(database).query(sums('cost_currency', "'0.000000'", 'SUM(cost)', 'cost'), parameters) : [],
  ])) as [LegSums[], MoneySums[], MoneySums[]];
  const money = [...prices, ...costs];
  const hourly = Array.from({ length: hours }, (_none, index) => {
    const hour = new Date(firstMs + index * HOUR_MS).toISOString();
    const own = <T extends { readonly hourAt: string }>(rows: readonly T[]): readonly T[] => rows.filter(({ hourAt }) => hourAt === hour);
    return { hour, ...figuresOf(own(legs), own(money), sight) };
  });
  return { total: figuresOf(legs, money, sight), hours: hourly };
}
