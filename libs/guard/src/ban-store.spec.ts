import { once } from 'node:events';
import { silentLogger, systemClock } from '@switchyard/kernel';
import { openCallPathConnection } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuardEvent } from './ban.js';
import { readBanEvents } from './ban-events.js';
import { BanList } from './ban-list.js';
import { BanStore, releaseBan } from './ban-store.js';
import { Guard, GUARD_LIMITS } from './guard.js';

const SOURCE = '198.51.100.7';
const aor = 'alice@aurora.northwind.test';
const suspect = { source: SOURCE, aor, userAgent: 'Desk 7', brandId: 1, clientId: 2 };

describe('bans in a real Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const opened: (() => void)[] = [];
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    redis = openCallPathConnection(server.url, silentLogger);
    await once(redis, 'ready');
    await redis.flushall();
  });
  afterEach(() => {
    for (const close of opened.splice(0)) close();
    redis.disconnect();
  });

  /** A node as a proxy has it. */
  const node = async (): Promise<{ guard: Guard; list: BanList }> => {
    const connection = openCallPathConnection(server.url, silentLogger);
    await once(connection, 'ready');
    const list = new BanList(systemClock);
    const store: BanStore = new BanStore({
      redis: connection,
      list,
      clock: systemClock,
      logger: silentLogger,
      onBanned: (ban) => guard.bannedElsewhere(ban),
      onReleased: (source, who) => guard.released(source, who),
    });
    const guard: Guard = new Guard({ clock: systemClock, logger: silentLogger, list, share: store });
    await store.start();
    opened.push(
      () => store.close(),
      () => connection.disconnect(),
    );
    return { guard, list };
  };
  const fail = (guard: Guard, times: number): void => {
    for (let n = 0; n < times; n++) guard.badCredentials(suspect);
  };
  /** Waits for the subscriptions of the nodes, which come a moment after their start. */
  const listening = (count: number) => expect.poll(async () => (await redis.pubsub('NUMSUB', 'sy:ban:changed'))[1]).toBe(count);

  it('shuts out on all nodes at once, lets in on all nodes at once', async () => {
    const [one, two] = [await node(), await node()];
    await listening(2);
    fail(one.guard, 100);
    expect(one.guard.isBanned(SOURCE, aor)).toBe(true);
    await expect.poll(() => two.guard.isBanned(SOURCE, aor)).toBe(true);
    expect(await releaseBan(redis, SOURCE, aor)).toBe(true);
    await expect.poll(() => [one, two].map(({ guard }) => guard.isBanned(SOURCE, aor))).toEqual([false, false]);
    // What was counted before the release is forgotten, on all nodes.
    fail(two.guard, 99);
    expect(two.guard.isBanned(SOURCE, aor)).toBe(false);
    expect(await releaseBan(redis, SOURCE, aor)).toBe(false);
  });

  it('counts bad credentials over all nodes', async () => {
    const [one, two] = [await node(), await node()];
    await listening(2);
    fail(one.guard, 60);
    fail(two.guard, 60);
    await expect.poll(() => [one, two].map(({ guard }) => guard.isBanned(SOURCE, aor))).toEqual([true, true]);
  });

  it('tells a node that starts what is in force', async () => {
    const one = await node();
    fail(one.guard, 100);
    await expect.poll(() => redis.hlen('sy:ban:list')).toBe(1);
    const later = await node();
    expect(later.guard.isBanned(SOURCE, aor)).toBe(true);
  });

  it('keeps on alone while Redis is away, and tells it afterwards', async () => {
    const one = await node();
    await server.kill();
    fail(one.guard, 100);
    expect(one.guard.isBanned(SOURCE, aor)).toBe(true);
    await server.start();
    await expect.poll(() => redis.hlen('sy:ban:list').catch(() => 0), { timeout: 10_000 }).toBe(1);
    expect(one.guard.isBanned(SOURCE, aor)).toBe(true);
  });

  it('keeps what it counts bounded in Redis', async () => {
    const list = new BanList(systemClock);
    const store = new BanStore({
      redis,
      list,
      clock: systemClock,
      logger: silentLogger,
      onBanned: () => undefined,
      onReleased: () => undefined,
    });
    const limits = { ...GUARD_LIMITS.badAuthentications, maxPairs: 50 };
    for (let n = 0; n < 500; n++) await store.countFailure(`u${n}@nowhere.test|${SOURCE}`, limits);
    expect(await redis.zcard('sy:ban:failures')).toBe(50);
    expect((await redis.keys('sy:ban:failure:*')).length).toBe(50);
  });

  it('gives every ban and refusal to one worker, and again when the worker fails', async () => {
    const one = await node();
    one.guard.filtered(suspect);
    fail(one.guard, 100);
    const got: GuardEvent[][] = [];
    let tries = 0;
    const connection = openCallPathConnection(server.url, silentLogger).duplicate({ commandTimeout: undefined, enableOfflineQueue: true });
    const store = async (events: readonly GuardEvent[]): Promise<void> => {
      if (++tries === 1) throw new Error('the database is away');
      got.push([...events]);
    };
    // Idle events are taken over at once here, so that the second try does not wait.
    const reader = readBanEvents({ redis: connection, consumer: 'w1', store, logger: silentLogger, takeOverMs: 0 });
    await expect.poll(() => got.flat().map(({ blocker }) => blocker)).toEqual(['ipFilter', 'antiBruteForce']);
    expect(got.flat()[1]).toMatchObject({ source: SOURCE, aor, userAgent: 'Desk 7', brandId: 1, clientId: 2 });
    await reader.close();
  });
});
