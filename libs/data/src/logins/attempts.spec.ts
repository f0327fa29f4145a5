import { describe, expect, it } from 'vitest';
import { delayMs, sourceOf } from './attempts.js';

describe('failed attempts', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('of %s count for %s', (ip, source) => {
    expect(sourceOf(ip)).toBe(source);
  });

  it('cost nothing at first, then twice as long each time, up to the longest', () => {
    const policy = { free: 5, maxDelayMs: 60_000 };
    expect([0, 4, 5, 6, 7, 10, 11, 12, 1000].map((failures) => delayMs(failures, policy))).toEqual([
      0, 0, 1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });
});
