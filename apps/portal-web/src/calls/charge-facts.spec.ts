import { expect, it } from 'vitest';
import { marginOf } from './charge-facts.js';

it.each([
  ['0.0110', 'EUR', '0.0004', 'EUR', '0.010600'],
  ['0.0100', 'EUR', '0.0400', 'EUR', '-0.030000'],
  ['0.0110', 'EUR', '0.0004', 'USD', undefined],
  [null, null, '0.0004', 'EUR', undefined],
])('price %s %s less cost %s %s is %s', (price, currency, cost, costCurrency, margin) => {
  expect(marginOf({ id: 1, price, currency, cost, costCurrency })).toBe(margin);
});
