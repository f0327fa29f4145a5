import { describe, expect, it } from 'vitest';
import { endingOfFar } from './ending-of-far.js';

describe('what the caller is told when the far side fails', () => {
  it.each([
    [486, 17, 'busy', 486],
    [600, 17, 'busy', 600],
    [480, 19, 'no-answer', 480],
    [408, 18, 'no-answer', 480],
    [487, 16, 'no-answer', 480],
    [404, 1, 'number-unknown', 404],
    [603, 21, 'rejected', 603],
    [402, 21, 'credit-exhausted', 402],
    [403, 21, 'carrier-refused', 403],
    [488, 58, 'media-refused', 488],
    [503, 34, 'gateways-exhausted', 503],
    [302, 16, 'gateways-exhausted', 503],
    [401, 21, 'gateways-exhausted', 503],
    [407, 21, 'gateways-exhausted', 503],
  ])('is for SIP %i (Q.850 %i) %s with %i', (sip, q850, cause, sipStatus) => {
    expect(endingOfFar(sip, q850)).toEqual({ cause, sipStatus });
  });
  it.each([
    [17, 'busy', 486],
    [20, 'not-registered', 480],
    [3, 'number-unknown', 404],
    [38, 'internal-error', 500],
  ])('is without a SIP response for Q.850 %i %s with %i', (q850, cause, sipStatus) => {
    expect(endingOfFar(undefined, q850)).toEqual({ cause, sipStatus });
    expect(endingOfFar(200, q850)).toEqual({ cause, sipStatus });
  });
});
