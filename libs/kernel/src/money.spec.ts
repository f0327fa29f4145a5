import { describe, expect, it } from 'vitest';
import { isAmount, toAmount, toMicros } from './money.js';

describe('money', () => {
  it.each(['0.000000', '1.500000', '-0.000001', '123456789012.999999'])('reads and writes %s unchanged', (amount) => {
    expect(toAmount(toMicros(amount))).toBe(amount);
  });
  it.each(['', '1.', '.5', '1.0000001', '1e3', 'NaN', '1234567890123', '0x10', ' 1'])('refuses %j', (text) => {
    expect(isAmount(text)).toBe(false);
    expect(() => toMicros(text)).toThrow(/not a decimal amount/);
  });
});
