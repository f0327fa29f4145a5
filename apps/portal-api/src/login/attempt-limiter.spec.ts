import { describe, expect, it } from 'vitest';
import { AttemptLimiter } from './attempt-limiter.js';

function limiterAt() {
  let nowMs = 0;
  const limiter = new AttemptLimiter({ nowMs: () => nowMs } as never);
  return { limiter, pass: (ms: number) => (nowMs += ms) };
}
const fail = (limiter: AttemptLimiter, key: string, times: number) => {
  for (let n = 0; n < times; n++) limiter.failed(key);
};

describe('AttemptLimiter', () => {
  it.each([
    [4, 0],
    [5, 1],
    [6, 2],
    [8, 8],
    [40, 300],
  ])('asks after %i failures to wait %i s', (failures, waitSec) => {
    const { limiter } = limiterAt();
    fail(limiter, 'a', failures);
    expect(limiter.waitSec('a')).toBe(waitSec);
    expect(limiter.waitSec('b')).toBe(0);
  });

  it('lets go when the time is over, and forgets on success', () => {
    const { limiter, pass } = limiterAt();
    fail(limiter, 'a', 6);
    pass(2000);
    expect(limiter.waitSec('a')).toBe(0);
    limiter.failed('a');
    expect(limiter.waitSec('a')).toBe(4);
    limiter.succeeded('a');
    expect(limiter.waitSec('a')).toBe(0);
  });

  it('forgets the oldest of more than ten thousand names', () => {
    const { limiter } = limiterAt();
    fail(limiter, 'first', 6);
    for (let n = 0; n < 10_000; n++) limiter.failed(`name ${n}`);
    expect(limiter.waitSec('first')).toBe(0);
  });
});
