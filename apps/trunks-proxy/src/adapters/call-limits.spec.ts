import { describe, expect, it } from 'vitest';
import { CallLimits } from './call-limits.js';

const client = { owner: 'client:1', max: 2 } as const;
const brand = { owner: 'brand:1', max: 3 } as const;

describe('CallLimits', () => {
  it('gives as many places as there are and frees them by leg', () => {
    const limits = new CallLimits();
    expect([limits.take('a', [brand, client]), limits.take('b', [brand, client])]).toEqual([undefined, undefined]);
    expect(limits.take('c', [brand, client])).toBe('client:1');
    limits.free('a');
    expect(limits.take('c', [brand, client])).toBeUndefined();
  });

  it('takes no place at all when one owner is full', () => {
    const limits = new CallLimits();
    limits.take('a', [client]);
    limits.take('b', [client]);
    expect(limits.take('c', [brand, client])).toBe('client:1');
    expect([limits.inUse, limits.isFull({ owner: 'brand:1', max: 1 })]).toEqual([2, false]);
  });

  it('has no end where the maximum is 0', () => {
    const limits = new CallLimits();
    for (let n = 0; n < 1000; n++) expect(limits.take(`leg-${n}`, [{ owner: 'client:1', max: 0 }])).toBeUndefined();
  });

  it('counts a leg with one carrier at a time', () => {
    const limits = new CallLimits();
    limits.hold('a', 'carrier:1');
    limits.hold('a', 'carrier:2');
    limits.hold('a', 'carrier:2');
    expect([1, 2].map((id) => limits.isFull({ owner: `carrier:${id}`, max: 1 }))).toEqual([false, true]);
    limits.free('a');
    expect([limits.inUse, limits.isFull({ owner: 'carrier:2', max: 1 })]).toEqual([0, false]);
  });

  it('frees nothing for a leg it does not know', () => {
    const limits = new CallLimits();
    limits.take('a', [client]);
    limits.free('b');
    limits.free('a');
    limits.free('a');
    expect(limits.inUse).toBe(0);
  });
});
