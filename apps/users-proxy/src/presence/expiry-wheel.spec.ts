import { describe, expect, it } from 'vitest';
import { ExpiryWheel } from './expiry-wheel.js';

describe('ExpiryWheel', () => {
  it('gives out what is due, once, and not before', () => {
    const wheel = new ExpiryWheel<string>(1_000_000);
    wheel.set('soon', 1_002_000);
    wheel.set('later', 1_010_500);
    expect(wheel.take(1_001_999)).toEqual([]);
    expect(wheel.take(1_002_000)).toEqual(['soon']);
    expect(wheel.take(1_010_999)).toEqual([]);
    expect(wheel.take(1_011_000)).toEqual(['later']);
    expect(wheel.size).toBe(0);
  });

  it('moves and removes', () => {
    const wheel = new ExpiryWheel<string>(0);
    wheel.set('moved', 5000);
    wheel.set('gone', 5000);
    wheel.set('moved', 90_000);
    wheel.delete('gone');
    expect(wheel.take(60_000)).toEqual([]);
    expect(wheel.take(90_000)).toEqual(['moved']);
  });

  it('catches up after the clock stood still, and takes what was due before it looked', () => {
    const wheel = new ExpiryWheel<number>(0);
    for (let at = 1; at <= 100; at++) wheel.set(at, at * 1000);
    expect(wheel.take(1e9)).toHaveLength(100);
    wheel.set(7, 3000);
    expect(wheel.take(1e9 + 1000)).toEqual([7]);
  });
});
