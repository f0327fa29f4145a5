import { err, ok, type Amount, type Result } from '@switchyard/kernel';
import type { Client, ResolvedRate, TraceStep } from '@switchyard/model';
import { maxDurationSec } from './max-duration.js';

export interface AuthorisationRequest {
  readonly billingMethod: Client['billingMethod'];
  /** Null: no rate matches the number. */
  readonly rate: ResolvedRate | null;
  /** Balance of a client that pays before (`paysBefore`); null: not known. Ignored by the other methods. */
  readonly balance: Amount | null;
}

export interface Authorisation {
  /** `maxDurationSec` null is unlimited. Errors are causes of the kernel's catalogue. */
  readonly outcome: Result<{ readonly maxDurationSec: number | null }, 'rate-missing' | 'credit-exhausted'>;
  readonly step: TraceStep;
}

/** True for the methods that need credit before a call may start; only their balance is looked up. */
export const paysBefore = (billingMethod: Client['billingMethod']): boolean =>
  billingMethod === 'prepaid' || billingMethod === 'pseudoprepaid';

/**
 * May the call start, and for how long (reference §5.2): `none` is not rated, `postpaid` must be ratable, `prepaid` and
 * `pseudoprepaid` (debited once, after the call) must cover the first second. A balance that is not known refuses: credit is
 * given by a figure, not by its absence.
 */
export function authorise({ billingMethod, rate, balance }: AuthorisationRequest): Authorisation {
  const decide = (outcome: Authorisation['outcome'], why: string): Authorisation => ({
    outcome,
    step: {
      step: 'credit',
      saw: { billingMethod, balance: paysBefore(billingMethod) ? balance : null },
      chose: outcome.ok ? { allowed: true, maxDurationSec: outcome.value.maxDurationSec } : { allowed: false, cause: outcome.error },
      why,
    },
  });
  if (billingMethod === 'none') return decide(ok({ maxDurationSec: null }), 'the client is not rated');
  if (!rate) return decide(err('rate-missing'), 'no rate prices the number');
  if (billingMethod === 'postpaid') return decide(ok({ maxDurationSec: null }), 'postpaid: debited after the call');
  if (balance === null) return decide(err('credit-exhausted'), `${billingMethod}, and the balance is not known`);
  const seconds = maxDurationSec(rate, balance);
  if (seconds === 0)
    return decide(err('credit-exhausted'), `${billingMethod}: ${balance} ${rate.currency} does not cover the first second`);
  if (seconds === null) return decide(ok({ maxDurationSec: null }), `${billingMethod}, and the time of this destination is free`);
  return decide(ok({ maxDurationSec: seconds }), `${billingMethod}: ${balance} ${rate.currency} lasts ${seconds} s`);
}
