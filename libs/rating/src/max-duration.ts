import { toMicros, type Amount } from '@switchyard/kernel';
import type { ResolvedRate } from '@switchyard/model';
import { PRICE_STEP, SIXTIETHS } from './round-price.js';
import { tariffOf } from './tariff.js';

/** No call is authorised for longer (63 years): keeps the figure an exact number and within the columns of a call. */
export const LONGEST_CALL_SEC = 2_000_000_000;

/**
 * The longest duration in seconds whose price (`priceOf`) the balance covers: 0 when not even the first second, null when
 * time costs nothing. Never more than `LONGEST_CALL_SEC`. Throws `rate-invalid` or `amount-malformed`.
 */
export function maxDurationSec(rate: ResolvedRate, balance: Amount): number | null {
  const tariff = tariffOf(rate);
  const credit = toMicros(balance);
  if (credit < 0n) return 0;
  // A price rounded up to a step fits in the credit exactly when the exact price fits in the credit rounded down to a step.
  const budgetSixtieths = (credit / PRICE_STEP) * PRICE_STEP * SIXTIETHS;
  const forTime = budgetSixtieths - tariff.connectFee * SIXTIETHS;
  if (forTime < 0n) return 0;
  if (tariff.ratePerMinute === 0n) return null;
  const increment = BigInt(tariff.incrementSec);
  const increments = forTime / (tariff.ratePerMinute * increment);
  const seconds = BigInt(tariff.intervalStartSec) + increments * increment;
  return seconds > BigInt(LONGEST_CALL_SEC) ? LONGEST_CALL_SEC : Number(seconds);
}
