import { describe, expect, it } from 'vitest';
import { afterGatewayFailure } from './gateway-failover.js';

/** Reference §2.6 step 9, as one row per status: [with gateways left, at the last one]. */
const TABLE: readonly (readonly [number, 'next' | 'give-up', 'next' | 'give-up'])[] = [
  [0, 'next', 'next'],
  [302, 'next', 'next'],
  [400, 'next', 'next'],
  [401, 'next', 'next'],
  [403, 'next', 'next'],
  [404, 'next', 'give-up'],
  [407, 'next', 'next'],
  [408, 'next', 'next'],
  [410, 'next', 'give-up'],
  [422, 'give-up', 'give-up'],
  [480, 'give-up', 'give-up'],
  [484, 'next', 'give-up'],
  [486, 'give-up', 'give-up'],
  [487, 'give-up', 'give-up'],
  [488, 'next', 'next'],
  [500, 'next', 'next'],
  [502, 'next', 'next'],
  [503, 'next', 'next'],
  [504, 'next', 'next'],
  [600, 'give-up', 'give-up'],
  [603, 'give-up', 'give-up'],
  [604, 'next', 'give-up'],
  [606, 'give-up', 'give-up'],
];

describe('a gateway that failed', () => {
  it.each(TABLE)('with %i: %s, and at the last one %s', (status, between, atLast) => {
    expect([afterGatewayFailure(status, false), afterGatewayFailure(status, true)]).toEqual([between, atLast]);
  });
  it('goes by what a carrier says of its answers, but never past a caller who gave up', () => {
    expect(afterGatewayFailure(486, false, [404])).toBe('next');
    expect(afterGatewayFailure(404, false, [404])).toBe('give-up');
    expect(afterGatewayFailure(487, false, [])).toBe('give-up');
  });
});
