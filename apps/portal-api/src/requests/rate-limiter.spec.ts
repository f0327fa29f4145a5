import { describe, expect, it } from 'vitest';
import { RateLimiter, WINDOW_MS } from './rate-limiter.js';

const away = { status: 'end', multi: () => expect.unreachable() } as never;
const limiter = (perAddress: number, perLogin: number) => new RateLimiter(away, { perAddress, perLogin });

describe('the limit of requests', () => {
  it('lets so many through in a window, and says how long to wait', async () => {
    const limit = limiter(2, 0);
    const now = 5 * WINDOW_MS + 1000;
    expect([await limit.take('perAddress', 'a', now), await limit.take('perAddress', 'a', now)]).toEqual([0, 0]);
    expect(await limit.take('perAddress', 'a', now)).toBe(9);
    expect(await limit.take('perAddress', 'b', now)).toBe(0);
    expect(await limit.take('perAddress', 'a', 6 * WINDOW_MS)).toBe(0);
  });

  it('is none at 0', async () => {
    const limit = limiter(1, 0);
    for (let n = 0; n < 100; n++) expect(await limit.take('perLogin', 'a', 0)).toBe(0);
  });

  it('does not grow with the number of addresses', async () => {
    const limit = limiter(1, 0);
    for (let n = 0; n < 250_000; n++) await limit.take('perAddress', `address ${n}`, 0);
    expect(await limit.take('perAddress', 'the last', 0)).toBe(0);
  });
});
