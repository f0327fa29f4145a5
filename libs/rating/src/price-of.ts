import { CodedError, toAmount, type Amount } from '@switchyard/kernel';
import type { ResolvedRate, TraceStep } from '@switchyard/model';
import { roundPriceUp, SIXTIETHS } from './round-price.js';
import { tariffOf } from './tariff.js';

export interface Price {
  /** In the currency of the rate; six decimals, the last two always zero. */
  readonly amount: Amount;
  /** Seconds that were charged: whole increments after the free interval. */
  readonly billedSec: number;
  /** One step, for the trace of the call. */
  readonly steps: readonly TraceStep[];
}

/**
 * Price of an answered call of `durationMs`: connect fee + per-minute rate, in whole increments, of what lies after the
 * free first interval. Duration is rounded up to whole seconds, the amount once, up, at four decimals (`roundPriceUp`).
 * An answered call of no duration costs the connect fee. Throws `duration-invalid` unless `durationMs` is a whole number ≥ 0,
 * and `rate-invalid`.
 */
export function priceOf(rate: ResolvedRate, durationMs: number): Price {
  if (!Number.isSafeInteger(durationMs) || durationMs < 0)
    throw new CodedError('duration-invalid', `durationMs must be a whole number of at least 0, got '${durationMs}'`, { durationMs });
  const tariff = tariffOf(rate);
  const durationSec = Math.ceil(durationMs / 1000);
  const chargeableSec = Math.max(0, durationSec - tariff.intervalStartSec);
  const billedSec = Math.ceil(chargeableSec / tariff.incrementSec) * tariff.incrementSec;
  const exactSixtieths = tariff.connectFee * SIXTIETHS + BigInt(billedSec) * tariff.ratePerMinute;
  const amount = toAmount(roundPriceUp(exactSixtieths));
  const step: TraceStep = {
    step: 'price',
    saw: {
      durationMs,
      durationSec,
      ratePerMinute: rate.ratePerMinute,
      connectFee: rate.connectFee,
      incrementSec: rate.incrementSec,
      intervalStartSec: rate.intervalStartSec,
    },
    chose: { amount, currency: rate.currency, billedSec },
    why: `${durationSec} s, charged from second ${rate.intervalStartSec} in increments of ${rate.incrementSec} s: ${billedSec} s and the connect fee`,
  };
  return { amount, billedSec, steps: [step] };
}
