import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TimerQueues } from './timer-queues.js';

let queues: TimerQueues;
let told: string[];
const waiter = { onTime: (event: string): void => void told.push(`${event}@${Math.round(performance.now() - startMs)}`) };
let startMs: number;

beforeEach(() => {
  vi.useFakeTimers();
  queues = new TimerQueues();
  told = [];
  startMs = performance.now();
});
afterEach(() => {
  queues.stop();
  vi.useRealTimers();
});

it('tells everybody when his time has come, whatever the order of joining', () => {
  queues.add(500, waiter, 'b');
  queues.add(200, waiter, 'a');
  vi.advanceTimersByTime(100);
  queues.add(500, waiter, 'c');
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['a@200', 'b@500', 'c@600']);
});

it('never tells who has left, be he first, last, between or alone', () => {
  const waits = ['a', 'b', 'c', 'd'].map((event) => queues.add(500, waiter, event));
  for (const at of [0, 2, 3]) queues.cancel(waits[at]);
  queues.cancel(queues.add(100, waiter, 'alone'));
  queues.cancel(waits[0]);
  vi.advanceTimersByTime(1_000);
  queues.cancel(waits[1]);
  expect(told).toEqual(['b@500']);
});

it('lets a waiter join and cancel others while it is told', () => {
  const last = queues.add(500, waiter, 'never');
  queues.add(100, { onTime: () => (queues.cancel(last), void queues.add(100, waiter, 'again')) }, 'first');
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['again@200']);
});

it('goes on after a waiter that throws', () => {
  queues.add(100, { onTime: () => { throw new Error('a bug'); } }, 'throws'); // prettier-ignore
  queues.add(100, waiter, 'next');
  queues.add(300, waiter, 'later');
  expect(() => vi.advanceTimersByTime(100)).toThrow('a bug');
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['next@101', 'later@300']);
});

it('forgets everybody on stop', () => {
  queues.add(100, waiter, 'a');
  queues.stop();
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
});
