import { once } from 'node:events';
import { silentLogger } from '@switchyard/kernel';
import { openCallPathConnection } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InstantMessage } from '../messages/instant-message.js';
import { messageSeal } from '../messages/message-seal.js';
import { RedisMessages } from './redis-messages.adapter.js';

const BOX = { aor: 'bob@aurora.northwind.test', clientId: 1 };
let now = Date.now();
const message = (id: string, more: Partial<InstantMessage> = {}): InstantMessage => ({
  id,
  from: '<sip:101@aurora.northwind.test>',
  to: '<sip:bob@aurora.northwind.test>',
  contentType: 'text/plain',
  body: `secret text of ${id}`,
  sentAtMs: now,
  expiresAtMs: now + 60_000,
  ...more,
});

describe('messages that wait in a real Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const opened: (() => void)[] = [];
  const open = async (more: { key?: string; maxPerReader?: number; maxPerClient?: number; perMinute?: number } = {}) => {
    const connection = openCallPathConnection(server.url, silentLogger);
    if (connection.status !== 'ready') await once(connection, 'ready');
    const store = new RedisMessages({
      redis: connection,
      seal: messageSeal(more.key ?? 'the key'),
      clock: { nowMs: () => now },
      logger: silentLogger,
      maxPerReader: more.maxPerReader ?? 10,
      maxPerClient: more.maxPerClient ?? 10,
      perMinute: more.perMinute ?? 10,
    });
    opened.push(() => {
      store.close();
      connection.disconnect();
    });
    return { store, connection };
  };

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = openCallPathConnection(server.url, silentLogger);
    if (redis.status !== 'ready') await once(redis, 'ready');
  });
  beforeEach(async () => {
    now = Date.now();
    await redis.flushall();
  });
  afterEach(() => {
    for (const close of opened.splice(0)) close();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  it('come out in their order, once, and are readable by nobody who has Redis alone', async () => {
    const { store } = await open();
    for (const id of ['a', 'b']) expect(await store.add(BOX, message(id))).toBe('stored');
    expect((await redis.lrange(`sy:im:of:${BOX.aor}`, 0, -1)).join()).not.toContain('secret');
    expect(await store.first(BOX)).toEqual(message('a'));
    await store.remove(BOX, 'a');
    expect(await store.first(BOX)).toEqual(message('b'));
    await store.remove(BOX, 'b');
    expect(await store.first(BOX)).toBeUndefined();
    expect(store.mayWait(BOX.aor)).toBe(false);
    expect((await redis.keys('sy:im:*')).length).toBe(0);
  });

  it('are known to other processes without asking, also to one that starts later', async () => {
    const [here, there] = [await open(), await open()];
    await vi.waitFor(async () => expect(Number((await redis.pubsub('NUMSUB', 'sy:im-waiting'))[1])).toBe(2));
    await here.store.add(BOX, message('a'));
    await vi.waitFor(() => expect(there.store.mayWait(BOX.aor)).toBe(true));
    const later = await open();
    await vi.waitFor(() => expect(later.store.mayWait(BOX.aor)).toBe(true));
    await later.store.remove(BOX, 'a');
    await vi.waitFor(() => expect(here.store.mayWait(BOX.aor)).toBe(false));
  });

  it('are bounded for a reader and for a client; what has expired makes room', async () => {
    const { store } = await open({ maxPerReader: 2, maxPerClient: 3 });
    const carol = { aor: 'carol@aurora.northwind.test', clientId: 1 };
    expect(await store.add(BOX, message('a', { expiresAtMs: now + 1000 }))).toBe('stored');
    expect(await store.add(BOX, message('b'))).toBe('stored');
    expect(await store.add(BOX, message('c'))).toBe('full');
    expect(await store.add(carol, message('d'))).toBe('stored');
    expect(await store.add(carol, message('e'))).toBe('full');
    now += 2000;
    expect(await store.add(carol, message('f'))).toBe('stored');
    expect((await store.first(BOX))?.id).toBe('b');
  });

  it('that were sealed with another key are passed over', async () => {
    await (await open()).store.add(BOX, message('a'));
    const { store } = await open({ key: 'another key' });
    expect(await store.first(BOX)).toBeUndefined();
  });

  it('are delivered by one process at a time', async () => {
    const [one, other] = [await open(), await open()];
    const letGo = await one.store.claim(BOX.aor);
    expect(letGo).toBeDefined();
    expect(await other.store.claim(BOX.aor)).toBeUndefined();
    await letGo?.();
    expect(await other.store.claim(BOX.aor)).toBeDefined();
  });

  it('are counted per client and minute over all processes, and in the process alone while Redis is away', async () => {
    const [one, other] = [await open({ perMinute: 3 }), await open({ perMinute: 3 })];
    const counted = [await one.store.count(1), await other.store.count(1), await one.store.count(1), await other.store.count(1)];
    expect(counted).toEqual([true, true, true, false]);
    expect(await one.store.count(2)).toBe(true);
    one.connection.disconnect();
    await vi.waitFor(() => expect(one.connection.status).toBe('end'));
    expect([await one.store.count(1), await one.store.count(1), await one.store.count(1), await one.store.count(1)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(await one.store.add(BOX, message('a'))).toBe('away');
  });
});
