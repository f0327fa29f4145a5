import { micros, type Micros } from '@switchyard/kernel';

/** Prices have four decimals: one ten-thousandth of a currency unit is 100 micros. */
export const PRICE_STEP: Micros = micros(100n);
/** Rates are per minute, durations in seconds: exact amounts are kept in sixtieths of a micro until they are rounded. */
export const SIXTIETHS = 60n;

/** Smallest integer not below `numerator / divisor`, for `divisor` > 0 and any sign of `numerator`. */
export const divideUp = (numerator: bigint, divisor: bigint): bigint => {
  const quotient = numerator / divisor;
  return numerator > quotient * divisor ? quotient + 1n : quotient;
};

/**
 * The only place where money is rounded (invariant I9): an exact amount in sixtieths of a micro, up to four decimals.
 * Never negative: rates and fees are not.
 */
export const roundPriceUp = (exactSixtieths: bigint): Micros => micros(divideUp(exactSixtieths, SIXTIETHS * PRICE_STEP) * PRICE_STEP);
