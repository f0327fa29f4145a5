import { describe, expect, it } from 'vitest';
import { relayOrder } from './relay-order.js';

const relays = [
  { host: '10.0.0.1', port: 2223, weight: 1 },
  { host: '10.0.0.2', port: 2223, weight: 3 },
  { host: '10.0.0.3', port: 2223, weight: 1 },
];
const calls = Array.from({ length: 5000 }, (_, n) => `call-${n}@example`);

describe('the order of relays for a call', () => {
  it('is the same each time, whatever the order of the configuration', () => {
    for (const call of calls.slice(0, 50)) expect(relayOrder([...relays].reverse(), call)).toEqual(relayOrder(relays, call));
  });

  it('gives each relay its share by weight', () => {
    const share = (host: string): number => calls.filter((call) => relayOrder(relays, call)[0]?.host === host).length / calls.length;
    expect(share('10.0.0.1')).toBeCloseTo(0.2, 1);
    expect(share('10.0.0.2')).toBeCloseTo(0.6, 1);
    expect(share('10.0.0.3')).toBeCloseTo(0.2, 1);
  });

  it('moves only the calls of a relay that is taken away', () => {
    const without = relays.filter(({ host }) => host !== '10.0.0.3');
    for (const call of calls.slice(0, 500)) {
      const before = relayOrder(relays, call)[0];
      if (before?.host !== '10.0.0.3') expect(relayOrder(without, call)[0]).toEqual(before);
    }
  });
});
