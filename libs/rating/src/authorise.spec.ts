import type { ResolvedRate } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { authorise } from './authorise.js';

const rate: ResolvedRate = {
  ratingPlanId: 1,
  ratingPlanName: 'Retail',
  destinationId: 1,
  destinationName: 'Spain',
  prefix: '+34',
  currency: 'EUR',
  ratePerMinute: '0.060000',
  connectFee: '0.000000',
  incrementSec: 1,
  intervalStartSec: 0,
};
const allowed = (maxDurationSec: number | null) => ({ ok: true, value: { maxDurationSec } });
const refused = (error: string) => ({ ok: false, error });

describe('authorise', () => {
  it.each([
    ['a client that is not rated, without a rate', 'none', null, null, allowed(null)],
    ['a postpaid client with a rate', 'postpaid', rate, null, allowed(null)],
    ['a postpaid client in debt', 'postpaid', rate, '-100.000000', allowed(null)],
    ['a postpaid client without a rate', 'postpaid', null, null, refused('rate-missing')],
    ['a prepaid client with a minute of credit', 'prepaid', rate, '0.060000', allowed(60)],
    ['a prepaid client without a rate', 'prepaid', null, '10.000000', refused('rate-missing')],
    ['a prepaid client without credit', 'prepaid', rate, '0.000999', refused('credit-exhausted')],
    ['a prepaid client whose balance is not known', 'prepaid', rate, null, refused('credit-exhausted')],
    ['a pseudoprepaid client with a minute of credit', 'pseudoprepaid', rate, '0.060000', allowed(60)],
    ['a pseudoprepaid client without credit', 'pseudoprepaid', rate, '0.000000', refused('credit-exhausted')],
    ['a prepaid client to a free destination', 'prepaid', { ...rate, ratePerMinute: '0' }, '0.000000', allowed(null)],
  ] as const)('decides on %s', (_who, billingMethod, given, balance, outcome) => {
    const decided = authorise({ billingMethod, rate: given, balance });
    expect(decided.outcome).toEqual(outcome);
    expect(decided.step).toMatchObject({ step: 'credit', chose: { allowed: outcome.ok } });
  });
});
