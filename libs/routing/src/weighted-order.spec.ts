import { describe, expect, it } from 'vitest';
import { weightedOrder } from './weighted-order.js';

const items = [
  { name: 'one', weight: 1 },
  { name: 'three', weight: 3 },
  { name: 'six', weight: 6 },
];
const order = (seed: string) => weightedOrder(items, (item) => item.weight, seed).map((item) => item.name);

describe('weightedOrder', () => {
  it('gives first places in proportion to the weights over many numbers', () => {
    const first = new Map<string, number>();
    for (let number = 0; number < 10_000; number += 1) {
      const name = order(`+34910000101>+34600${String(number).padStart(6, '0')}`)[0] ?? '';
      first.set(name, (first.get(name) ?? 0) + 1);
    }
    expect(first.get('one')).toBeGreaterThan(900);
    expect(first.get('one')).toBeLessThan(1100);
    expect(first.get('three')).toBeGreaterThan(2850);
    expect(first.get('three')).toBeLessThan(3150);
  });
  it('is the same for the same seed and keeps every item once', () => {
    for (const seed of ['', 'a>b', 'b>a']) {
      expect(order(seed)).toEqual(order(seed));
      expect([...order(seed)].sort()).toEqual(['one', 'six', 'three']);
    }
  });
  it.each([[[]], [[{ name: 'only', weight: 1 }]]])('leaves %j alone', (few) => {
    expect(weightedOrder(few, (item) => item.weight, 'x')).toEqual(few);
  });
});
