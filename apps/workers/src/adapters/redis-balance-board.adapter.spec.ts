import { RedisServer } from '@switchyard/queue/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { balanceKey } from '@switchyard/queue';
import { redisBalanceBoard } from './redis-balance-board.adapter.js';

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await RedisServer.start();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.close();
});
beforeEach(() => redis.flushall());

describe('the balance board on a real Redis', () => {
  it('shows a balance as a decimal string that does not expire', async () => {
    expect(await redisBalanceBoard(redis).show(10, { balance: '99.970000', version: 1 })).toBe(true);
    expect(await redis.get(balanceKey(10))).toBe('99.970000');
    expect(await redis.ttl(balanceKey(10))).toBe(-1);
  });
  it('never goes back to an older balance, whichever job writes last', async () => {
    const board = redisBalanceBoard(redis);
    expect(await board.show(10, { balance: '98.000000', version: 7 })).toBe(true);
    expect(await board.show(10, { balance: '99.000000', version: 6 })).toBe(false);
    expect(await redis.get(balanceKey(10))).toBe('98.000000');
  });
  it('shows a balance again, as a repeated job does', async () => {
    const board = redisBalanceBoard(redis);
    await board.show(10, { balance: '98.000000', version: 7 });
    expect(await board.show(10, { balance: '98.000000', version: 7 })).toBe(true);
  });
  it('compares versions as numbers and keeps clients apart', async () => {
    const board = redisBalanceBoard(redis);
    await board.show(10, { balance: '1.000000', version: 9 });
    await board.show(11, { balance: '5.000000', version: 1 });
    expect(await board.show(10, { balance: '0.500000', version: 10 })).toBe(true);
    expect(await redis.mget(balanceKey(10), balanceKey(11))).toEqual(['0.500000', '5.000000']);
  });
  it('ends with the last of many balances written at the same time in any order', async () => {
    const [one, two] = [redisBalanceBoard(redis), redisBalanceBoard(redis)];
    const versions = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
    await Promise.all(
      versions.map((version, index) => (index % 2 === 0 ? one : two).show(10, { balance: `${100 - version}.000000`, version })),
    );
    expect(await redis.get(balanceKey(10))).toBe('0.000000');
  });
});
