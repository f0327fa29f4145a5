import { once } from 'node:events';
import { silentLogger } from '@switchyard/kernel';
import { RedisServer } from '@switchyard/queue/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Blacklist } from './blacklist.js';

let server: RedisServer;
let redis: Redis;

beforeAll(async () => {
  server = await RedisServer.start();
  redis = new Redis(server.url);
  redis.on('error', () => undefined);
  await redis.sadd('bad', '192.0.2.1');
});

afterAll(async () => {
  redis.disconnect();
  await server.close();
});

it('is read at the start and again, and stays in force while Redis is away', async () => {
  let changes = 0;
  const blacklist = new Blacklist({ redis: server.url, key: 'bad', refreshMs: 60_000 }, silentLogger, () => (changes += 1));
  await blacklist.start();
  expect([blacklist.has('192.0.2.1'), blacklist.has('192.0.2.2')]).toEqual([true, false]);
  await redis.sadd('bad', '192.0.2.2');
  await redis.srem('bad', '192.0.2.1');
  await blacklist.refresh();
  expect([blacklist.has('192.0.2.1'), blacklist.has('192.0.2.2'), changes]).toEqual([false, true, 2]);
  await blacklist.refresh();
  expect(changes).toBe(2);
  const closed = once(redis, 'close');
  await server.kill();
  await closed;
  await blacklist.refresh();
  expect([blacklist.has('192.0.2.2'), blacklist.failedReads]).toEqual([true, 1]);
  const ready = once(redis, 'ready');
  await server.start();
  await ready;
  await redis.sadd('bad', '192.0.2.3');
  await blacklist.refresh();
  expect(blacklist.has('192.0.2.3')).toBe(true);
  expect(blacklist.ageSec(Date.now())).toBeLessThan(5);
  blacklist.stop();
});
