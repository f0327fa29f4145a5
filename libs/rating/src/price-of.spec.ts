import { toMicros } from '@switchyard/kernel';
import type { ResolvedRate } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { LONGEST_CALL_SEC, maxDurationSec } from './max-duration.js';
import { priceOf } from './price-of.js';

const base: ResolvedRate = {
  ratingPlanId: 1,
  ratingPlanName: 'Retail',
  destinationId: 1,
  destinationName: 'Spain',
  prefix: '+34',
  currency: 'EUR',
  ratePerMinute: '0.020000',
  connectFee: '0.010000',
  incrementSec: 1,
  intervalStartSec: 0,
};
const rateOf = (given: Partial<ResolvedRate>): ResolvedRate => ({ ...base, ...given });

/** Mulberry32: the same numbers on every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const sixDecimals = (micros: number): string => `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;

/**
 * The same rules said slowly: one second after another is bought, and the sum is carried in sixtieths of a micro, so that
 * nothing is ever divided before the single rounding at the end.
 */
function slowPriceInSteps(rate: ResolvedRate, durationMs: number): bigint {
  let seconds = 0;
  for (let left = durationMs; left > 0; left -= 1000) seconds += 1;
  let sixtieths = toMicros(rate.connectFee) * 60n;
  let paidUntil = rate.intervalStartSec;
  while (paidUntil < seconds) {
    for (let second = 0; second < rate.incrementSec; second += 1) sixtieths += toMicros(rate.ratePerMinute);
    paidUntil += rate.incrementSec;
  }
  let steps = 0n;
  const step = 100n * 60n;
  steps += sixtieths / step;
  if (sixtieths % step > 0n) steps += 1n;
  return steps;
}

describe('priceOf', () => {
  it.each([
    // why, rate, durationMs, amount, billedSec
    ['an answered call of no duration costs the connect fee', {}, 0, '0.010000', 0],
    ['one millisecond is a whole second', {}, 1, '0.010400', 1],
    ['a second is not more than a second', {}, 1000, '0.010400', 1],
    ['a second and a millisecond are two', {}, 1001, '0.010700', 2],
    ['a minute', {}, 60_000, '0.030000', 60],
    ['five minutes', {}, 300_000, '0.110000', 300],
    [
      'increments of a minute charge the minute that began',
      { ratePerMinute: '0.030000', incrementSec: 60, connectFee: '0.000000' },
      61_000,
      '0.060000',
      120,
    ],
    [
      'increments of a minute charge an even minute once',
      { ratePerMinute: '0.030000', incrementSec: 60, connectFee: '0.000000' },
      60_000,
      '0.030000',
      60,
    ],
    ['nothing within the free interval but the fee', { intervalStartSec: 30 }, 30_000, '0.010000', 0],
    ['the first second after the free interval', { intervalStartSec: 30 }, 30_001, '0.010400', 1],
    ['increments are counted from the end of the free interval', { intervalStartSec: 30, incrementSec: 60 }, 31_000, '0.030000', 60],
    ['the smallest rate is rounded up to a ten-thousandth', { ratePerMinute: '0.000001', connectFee: '0' }, 1, '0.000100', 1],
    [
      'a fee of more than four decimals is rounded with the rest, once',
      { ratePerMinute: '0.000060', connectFee: '0.000099' },
      1000,
      '0.000100',
      1,
    ],
    ['a free destination', { ratePerMinute: '0', connectFee: '0' }, 3_600_000, '0.000000', 3600],
    ['a third of a cent is not lost', { ratePerMinute: '0.100000', connectFee: '0' }, 1000, '0.001700', 1],
    ['three seconds of it are rounded together, not one by one', { ratePerMinute: '0.100000', connectFee: '0' }, 3000, '0.005000', 3],
    ['figures beyond the exact range of a float', { ratePerMinute: '999999999.999999', connectFee: '0' }, 60_000, '1000000000.000000', 60],
  ] as const)('%s', (_why, given, durationMs, amount, billedSec) => {
    const price = priceOf(rateOf(given), durationMs);
    expect({ amount: price.amount, billedSec: price.billedSec }).toEqual({ amount, billedSec });
  });

  it.each([-1, 0.5, Number.NaN, Infinity])('refuses a duration of %s ms', (durationMs) => {
    expect(() => priceOf(base, durationMs)).toThrow(/durationMs must be a whole number/);
  });
  it.each([
    ['ratePerMinute', '-0.000001'],
    ['connectFee', '-1'],
    ['incrementSec', 0],
    ['incrementSec', 1.5],
    ['intervalStartSec', -1],
  ] as const)('refuses a rate whose %s is %s, by name', (field, value) => {
    expect(() => priceOf(rateOf({ [field]: value }), 1000)).toThrow(new RegExp(field));
  });
  it('tells in its step what it multiplied', () => {
    const [step] = priceOf(base, 61_500).steps;
    expect(step).toMatchObject({
      step: 'price',
      saw: { durationMs: 61_500, durationSec: 62 },
      chose: { amount: '0.030700', billedSec: 62 },
    });
  });

  it('equals the second-by-second reference in 5,000 random cases, and is the same when asked again', () => {
    const random = seeded(20_261_121);
    for (let round = 0; round < 5000; round += 1) {
      const rate = rateOf({
        ratePerMinute: sixDecimals(random(4) === 0 ? random(200) : random(3_000_000)),
        connectFee: sixDecimals(random(2) === 0 ? 0 : random(200_000)),
        incrementSec: [1, 6, 20, 30, 60, 61, 180][random(7)] ?? 1,
        intervalStartSec: [0, 0, 1, 30, 60][random(5)] ?? 0,
      });
      const durationMs = random(5) === 0 ? random(3000) : random(600_000);
      const { amount } = priceOf(rate, durationMs);
      const message = `${JSON.stringify(rate)} ${durationMs} ms`;
      expect(toMicros(amount), message).toBe(slowPriceInSteps(rate, durationMs) * 100n);
      expect(priceOf(rate, durationMs).amount, message).toBe(amount);
    }
  });
});

describe('maxDurationSec', () => {
  it.each([
    ['the fee and ten minutes', {}, '0.210000', 600],
    ['one ten-thousandth less than a second needs', {}, '0.010399', 0],
    ['exactly one second', {}, '0.010400', 1],
    ['nothing', {}, '0.000000', 0],
    ['a negative balance', {}, '-0.000001', 0],
    ['a negative balance towards a free destination', { ratePerMinute: '0', connectFee: '0' }, '-1', 0],
    ['a free destination', { ratePerMinute: '0', connectFee: '0' }, '0', null],
    ['free time behind a fee that is covered', { ratePerMinute: '0' }, '0.010000', null],
    ['free time behind a fee that is not', { ratePerMinute: '0' }, '0.009999', 0],
    ['whole increments only', { incrementSec: 60, connectFee: '0' }, '0.039999', 60],
    ['the free interval alone', { intervalStartSec: 30, connectFee: '0' }, '0', 30],
    ['a balance beyond a lifetime is capped', { ratePerMinute: '0.000001', connectFee: '0' }, '999999999999', LONGEST_CALL_SEC],
  ] as const)('%s', (_why, given, balance, seconds) => {
    expect(maxDurationSec(rateOf(given), balance)).toBe(seconds);
  });

  it('is affordable, and one increment more is not, in 5,000 random cases', () => {
    const random = seeded(7);
    let bounded = 0;
    for (let round = 0; round < 5000; round += 1) {
      const rate = rateOf({
        ratePerMinute: sixDecimals(1 + random(2_000_000)),
        connectFee: sixDecimals(random(3) === 0 ? 0 : random(100_000)),
        incrementSec: [1, 6, 30, 60][random(4)] ?? 1,
        intervalStartSec: [0, 0, 0, 30][random(4)] ?? 0,
      });
      const balance = sixDecimals(random(5_000_000));
      const seconds = maxDurationSec(rate, balance);
      const message = `${JSON.stringify(rate)} ${balance} → ${seconds} s`;
      if (seconds === null) throw new Error(`never unlimited: ${message}`);
      const costs = (durationSec: number): bigint => toMicros(priceOf(rate, durationSec * 1000).amount);
      if (seconds > 0) {
        bounded += 1;
        expect(costs(seconds) <= toMicros(balance), message).toBe(true);
      }
      expect(costs(seconds + 1) > toMicros(balance), message).toBe(true);
    }
    expect(bounded).toBeGreaterThan(4000);
  });
});
