import { expect, it } from 'vitest';
import { DatagramMemory } from './datagram-memory.js';

const MB = 1024 * 1024;

it('collects by the bytes of a flood, and never without one', () => {
  const collected: object[] = [];
  const memory = new DatagramMemory((options) => collected.push(options));
  for (let mb = 0; mb <= 100; mb += 1) memory.step(mb * MB, false);
  expect(collected).toEqual([]);
  for (let mb = 100; mb <= 120; mb += 1) memory.step(mb * MB, true);
  expect(collected).toEqual(Array(5).fill({ type: 'minor' }));
});

it('has the collector of V8, and lets nobody else have it', () => {
  const memory = new DatagramMemory();
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 2_000; i += 1) Buffer.alloc(10_000);
  memory.step(0, false);
  memory.step(20 * MB, true);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * MB);
  expect((globalThis as { gc?: unknown }).gc).toBeUndefined();
});
