import { CodedError, toMicros, type Micros } from '@switchyard/kernel';
import type { ResolvedRate } from '@switchyard/model';

/** A resolved rate as numbers that can be calculated with. */
export interface Tariff {
  readonly ratePerMinute: Micros;
  readonly connectFee: Micros;
  readonly incrementSec: number;
  readonly intervalStartSec: number;
}

const refuse = (field: string, rule: string, value: unknown): never => {
  throw new CodedError('rate-invalid', `rate: ${field} ${rule}, got '${String(value)}'`, { field, rule, value });
};

/** Throws `rate-invalid` (field, rule, value) or `amount-malformed`: a frozen rate that cannot be calculated with is a bug. */
export function tariffOf(rate: ResolvedRate): Tariff {
  const ratePerMinute = toMicros(rate.ratePerMinute);
  const connectFee = toMicros(rate.connectFee);
  if (ratePerMinute < 0n) refuse('ratePerMinute', 'must not be negative', rate.ratePerMinute);
  if (connectFee < 0n) refuse('connectFee', 'must not be negative', rate.connectFee);
  if (!Number.isSafeInteger(rate.incrementSec) || rate.incrementSec < 1)
    refuse('incrementSec', 'must be a whole number of at least 1', rate.incrementSec);
  if (!Number.isSafeInteger(rate.intervalStartSec) || rate.intervalStartSec < 0)
    refuse('intervalStartSec', 'must be a whole number of at least 0', rate.intervalStartSec);
  return { ratePerMinute, connectFee, incrementSec: rate.incrementSec, intervalStartSec: rate.intervalStartSec };
}
