import { RedisServer } from '@switchyard/queue/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('the limit of requests over several instances', () => {
  let server: RedisServer;
  const clients: Redis[] = [];
  const instance = (perAddress: number, perLogin = 0): RateLimiter => {
    const redis = new Redis(server.url, { maxRetriesPerRequest: 1 });
    redis.on('error', () => undefined);
    clients.push(redis);
    return new RateLimiter(redis, { perAddress, perLogin });
  };
  beforeAll(async () => void (server = await RedisServer.start()));
  afterAll(async () => {
    for (const redis of clients) redis.disconnect();
    await server.close();
  });

  it('is one: what one let through the others count', async () => {
    const [one, two] = [instance(3), instance(3)];
    await Promise.all(clients.map((redis) => redis.ping()));
    const now = 7 * WINDOW_MS + 4000;
    const taken = [];
    for (const limit of [one, two, one, two, one]) taken.push(await limit.take('perAddress', '192.0.2.1', now));
    expect(taken).toEqual([0, 0, 0, 6, 6]);
    expect(await two.take('perAddress', '192.0.2.2', now)).toBe(0);
    expect(await two.take('perAddress', '192.0.2.1', 8 * WINDOW_MS)).toBe(0);
  });

  it('lets exactly so many through when all ask at once', async () => {
    const [one, two, three] = [instance(50), instance(50), instance(50)];
    await Promise.all(clients.map((redis) => redis.ping()));
    const now = 100 * WINDOW_MS;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => [one, two, three].map((limit) => limit.take('perAddress', 'flood', now))).flat(),
    );
    expect(answers.filter((wait) => wait === 0)).toHaveLength(50);
  });

  it('counts addresses and logins apart, and leaves nothing behind', async () => {
    const limit = instance(1, 1);
    const redis = clients.at(-1) as Redis;
    await redis.ping();
    const now = 200 * WINDOW_MS;
    expect([await limit.take('perAddress', 'x', now), await limit.take('perLogin', 'x', now)]).toEqual([0, 0]);
    for (const key of await redis.keys('sy:rate:*')) expect(await redis.pttl(key)).toBeGreaterThan(0);
  });

  it('is that of each instance alone while Redis is away, and nobody waits for it', async () => {
    const limit = instance(2);
    const redis = clients.at(-1) as Redis;
    await redis.ping();
    redis.disconnect();
    const now = 300 * WINDOW_MS;
    const taken = [];
    for (let n = 0; n < 3; n++) taken.push(await limit.take('perAddress', 'alone', now));
    expect(taken).toEqual([0, 0, 10]);
  });
});
