import { isGranted, type Amount, type RequestContext } from '@switchyard/kernel';
import { sourceOf, type Database } from '../database.js';

export interface BalanceFigure {
  readonly id: number;
  readonly name: string;
  readonly balance: Amount;
  readonly currency: string;
}
export interface BrandBalances {
  /** Clients that pay before and have nothing left. */
  readonly empty: number;
  /** Those of them, and of the others that pay before, that have least. */
  readonly lowest: readonly BalanceFigure[];
  readonly carriers: readonly BalanceFigure[];
}

const SHOWN = 10;
const PAID_BEFORE = "brand_id = ? AND billing_method IN ('prepaid', 'pseudoprepaid')";

/** What needs the brand's attention; undefined at other levels and where clients or carriers were not granted. */
export async function brandBalances(database: Database, ctx: RequestContext): Promise<BrandBalances | undefined> {
  const { scope } = ctx;
  if (scope.level !== 'brand' || !isGranted(ctx, 'client', 'read') || !isGranted(ctx, 'carrier', 'read')) return undefined;
  const { brandId } = scope;
  const [empty, lowest, carriers] = (await Promise.all([
    sourceOf(database).query(`SELECT COUNT(*) AS total FROM client WHERE ${PAID_BEFORE} AND balance <= 0`, [brandId]),
    sourceOf(database).query(`SELECT id, name, balance, currency FROM client WHERE ${PAID_BEFORE} ORDER BY balance, id LIMIT ${SHOWN}`, [
      brandId,
    ]),
    sourceOf(database).query(`SELECT id, name, balance, currency FROM carrier WHERE brand_id = ? ORDER BY balance, id LIMIT ${SHOWN}`, [
      brandId,
    ]),
  ])) as [{ total: number | string }[], BalanceFigure[], BalanceFigure[]];
  return { empty: Number(empty[0]?.total ?? 0), lowest, carriers };
}
