import { SipMessage } from '@switchyard/sip';
import { describe, expect, it } from 'vitest';
import { bestResponse } from './best-response.js';

describe('bestResponse', () => {
  it.each([
    [[404, 603, 407], 603],
    [[404, 407, 486], 407],
    [[503, 404, 302], 404],
    [[404, 486], 404],
    [[302, 503], 503],
    [[302], 302],
    [[], undefined],
  ])('of %j is %s', (statuses, best) => {
    expect(bestResponse(statuses.map((status) => SipMessage.response(status)))?.status).toBe(best);
  });
});
