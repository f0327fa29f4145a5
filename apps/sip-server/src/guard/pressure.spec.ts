import { expect, it } from 'vitest';
import { GUARD_LIMITS } from './guard-limits.js';
import { Pressure } from './pressure.js';
import { ReceiveQueue } from './receive-queue.js';

const IDLE = { transactions: 0, waiting: 0, unsent: 0 };

/** Steps with so many bytes in a queue whose buffer has room for 1,000. */
function pressed(queued: readonly number[], limits = GUARD_LIMITS): Pressure {
  const pressure = new Pressure(limits);
  const queue = new ReceiveQueue([], 1_000);
  pressure.start(queue);
  let nowMs = performance.now();
  for (const bytes of queued) {
    queue.read = () => ({ bytes, drops: 0 });
    pressure.step((nowMs += 100), IDLE, true, true);
  }
  return pressure;
}

it('takes a queue for too long by the room its sockets have, and by the setting where that is less', () => {
  expect(pressed([600]).load).toEqual({ level: 1, sign: 'queuedBytes' });
  expect(pressed([600], { ...GUARD_LIMITS, overloadQueueBytes: 300 }).load.level).toBe(2);
});

it.each([
  [[1_000, 1_000], 'two steps near the end of the room', 1],
  [[700, 700], 'two steps just above the mark', 0],
  [[700, 700, 700], 'three steps just above the mark', 1],
  [[1_000, 0, 1_000], 'a step in between without', 0],
] as const)('believes %j: %s', (queued, _what, least) => {
  const level = pressed(queued).steadyLevel(false);
  if (least === 0) expect(level).toBe(0);
  else expect(level).toBeGreaterThan(least);
});

it('minds the latest step alone once work is shed', () => {
  expect(pressed([1_000, 1_000, 0]).steadyLevel(true)).toBe(0);
  expect(pressed([0, 0, 900]).steadyLevel(true)).toBe(1.5);
});
