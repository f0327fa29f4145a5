import { once } from 'node:events';
import { silentLogger } from '@switchyard/kernel';
import { openCallPathConnection } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Subscription } from '../presence/subscription.js';
import { RedisSubscriptions } from './redis-subscriptions.adapter.js';

const subscription = (id: string): Subscription => ({
  id,
  dialogId: `${id};from-tag=f`,
  event: 'dialog',
  user: '102',
  host: 'aurora.northwind.test',
  watcher: { kind: 'terminal', id: 1, userId: 1, brandId: 1, clientId: 1, name: 'alice', domain: 'aurora.northwind.test' },
  transport: 'udp',
  type: 'application/dialog-info+xml',
  lists: false,
  createdAtMs: 1,
  expiresAtMs: Date.now() + 3_600_000,
  version: 3,
  writtenAtMs: 1,
});

describe('subscriptions in a real Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const opened: (() => void)[] = [];
  /** A process: what it holds, and what was handed to it. */
  const start = async (node: string, site = 'sip-1') => {
    const connection = openCallPathConnection(server.url, silentLogger);
    if (connection.status !== 'ready') await once(connection, 'ready');
    const held = new Map<string, Subscription>();
    const store = new RedisSubscriptions({ redis: connection, node, site, logger: silentLogger });
    await store.start(
      () => [...held.values()],
      async (found) => {
        for (const one of found) held.set(one.id, one);
      },
    );
    const stop = (): void => {
      store.close();
      connection.disconnect();
    };
    opened.push(stop);
    return { store, held, stop };
  };
  const ids = async (node: string): Promise<readonly string[]> => (await redis.hkeys(`sy:sub:of:${node}`)).sort();

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = openCallPathConnection(server.url, silentLogger);
    if (redis.status !== 'ready') await once(redis, 'ready');
  });
  beforeEach(() => redis.flushall());
  afterEach(() => {
    for (const stop of opened.splice(0)) stop();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  it('are there again in the next life of their process, as they were', async () => {
    const first = await start('a');
    first.store.save(subscription('one'));
    first.store.save(subscription('two'));
    first.store.remove('two');
    await vi.waitFor(async () => expect(await ids('a')).toEqual(['one']));
    first.stop();
    const second = await start('a');
    expect([...second.held.values()]).toMatchObject([{ id: 'one', version: 3, user: '102' }]);
  });

  it('are written anew to a Redis that lost them', async () => {
    const process = await start('a');
    process.held.set('one', subscription('one'));
    process.store.save(subscription('one'));
    await vi.waitFor(async () => expect(await ids('a')).toEqual(['one']));
    await redis.flushall();
    await redis.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await vi.waitFor(async () => expect(await ids('a')).toEqual(['one']), { timeout: 4000 });
  });

  it('that ended while Redis was away do not come back', async () => {
    const process = await start('a');
    process.store.save(subscription('over'));
    await vi.waitFor(async () => expect(await ids('a')).toEqual(['over']));
    await redis.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await vi.waitFor(async () => expect(await ids('a')).toEqual([]), { timeout: 4000 });
  });

  it('are taken over at a refresh by another process of the same SIP server, and by no other', async () => {
    const dead = await start('a');
    dead.store.save(subscription('one'));
    await vi.waitFor(async () => expect(await ids('a')).toEqual(['one']));
    dead.stop();
    const elsewhere = await start('c', 'sip-2');
    expect(await elsewhere.store.takeOver('one')).toBeUndefined();
    const next = await start('b');
    expect(await next.store.takeOver('one')).toMatchObject({ id: 'one' });
    expect([await ids('a'), await ids('b')]).toEqual([[], ['one']]);
  });

  it('of a process that is gone for good are taken over as a whole, once', async () => {
    const dead = await start('a');
    dead.store.save(subscription('one'));
    await vi.waitFor(async () => expect(await ids('a')).toEqual(['one']));
    dead.stop();
    await redis.del('sy:sub:alive:a');
    const [b, c] = [await start('b'), await start('c')];
    await vi.waitFor(() => expect(b.held.size + c.held.size).toBe(1), { timeout: 5000 });
    expect((await ids('b')).length + (await ids('c')).length).toBe(1);
    expect(await ids('a')).toEqual([]);
  });
});
