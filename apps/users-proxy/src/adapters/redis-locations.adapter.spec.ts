import { once } from 'node:events';
import { err, ok, silentLogger, systemClock, type Clock } from '@switchyard/kernel';
import { openCallPathConnection } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Registration } from '../registration/registration.js';
import { RedisLocations } from './redis-locations.adapter.js';

const AOR = 'alice@aurora.northwind.test';
const binding = (user: string, more: Partial<Registration> = {}): Registration => ({
  contact: `sip:${user}@198.51.100.1:5060`,
  source: { protocol: 'udp', address: '198.51.100.1', port: 5060 },
  receivedOn: '192.0.2.10:5060',
  callId: 'r',
  cseq: 1,
  expiresAtMs: Date.now() + 300_000,
  userAgent: 'Desk 7',
  path: [],
  ...more,
});

describe('registrations in a real Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const opened: { close: () => void }[] = [];
  const proxy = async (clock: Clock = systemClock): Promise<RedisLocations> => {
    const connection = openCallPathConnection(server.url, silentLogger);
    if (connection.status !== 'ready') await once(connection, 'ready');
    const locations = new RedisLocations(connection, clock, silentLogger);
    opened.push(locations, { close: () => connection.disconnect() });
    return locations;
  };
  const put = (of: RedisLocations, ...contacts: Registration[]) => of.update(AOR, () => ok(contacts));
  const names = async (of: RedisLocations): Promise<string[]> =>
    (await of.contactsOf(AOR)).map(({ contact }) => contact.slice(4).split('@')[0] ?? '');
  /** The fields that lie in Redis once the condition holds; the test's own time limit bounds it. */
  const inRedis = async (count: number): Promise<Record<string, string>> => {
    for (;;) {
      const fields = await redis.hgetall(`sy:loc:${AOR}`).catch(() => ({}));
      if (Object.keys(fields).length === count) return fields;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = openCallPathConnection(server.url, silentLogger);
    if (redis.status !== 'ready') await once(redis, 'ready');
  });
  beforeEach(async () => {
    if (redis.status !== 'ready') await once(redis, 'ready');
    await redis.flushall();
  });
  afterEach(() => opened.splice(0).forEach((one) => one.close()));
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  it('lie under sy:loc:<aor> as the contract says, and live as long as the longest contact', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    const [field, text] = Object.entries(await redis.hgetall(`sy:loc:${AOR}`))[0] ?? [];
    expect(field).toBe('sip:alice@198.51.100.1:5060');
    expect(JSON.parse(text ?? '')).toEqual({ ...binding('alice'), expiresAtMs: expect.any(Number) });
    const ttlMs = await redis.pttl(`sy:loc:${AOR}`);
    expect(ttlMs).toBeGreaterThan(290_000);
    expect(ttlMs).toBeLessThanOrEqual(300_000);
  });

  it('are seen by another proxy, and outlive this one', async () => {
    await put(await proxy(), binding('alice'));
    expect(await names(await proxy())).toEqual(['alice']);
  });

  it('are gone when the last contact is removed, and do not show what has expired', async () => {
    const of = await proxy();
    await put(of, binding('alice', { expiresAtMs: Date.now() + 60_000 }));
    await put(of);
    expect(await redis.exists(`sy:loc:${AOR}`)).toBe(0);
    let nowMs = Date.now();
    const later = await proxy({ nowMs: () => nowMs });
    await put(later, binding('alice', { expiresAtMs: nowMs + 60_000 }));
    nowMs += 60_001;
    expect(await names(later)).toEqual([]);
  });

  it('change as a whole or not at all', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    expect(await of.update(AOR, () => err('no'))).toEqual({ ok: false, error: 'no' });
    expect(await names(of)).toEqual(['alice']);
  });

  it('lose nothing when two proxies add contacts to one AoR at a time', async () => {
    const [one, two] = [await proxy(), await proxy()];
    const add = (of: RedisLocations, user: string) => of.update(AOR, (existing) => ok([...existing, binding(user)]));
    await Promise.all([...Array(6).keys()].map((n) => add(n % 2 === 0 ? one : two, `a${n}`)));
    expect((await names(one)).sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('pass over a field that cannot be read', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await redis.hset(`sy:loc:${AOR}`, 'rubbish', '{"contact":1}', 'worse', '{');
    expect(await names(of)).toEqual(['alice']);
  });

  it('are still known, and can be made, while Redis is away, and are written when it is back', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await server.kill();
    expect(await names(of)).toEqual(['alice']);
    expect((await put(of, binding('moved'))).ok).toBe(true);
    expect(await names(of)).toEqual(['moved']);
    await server.start();
    for (;;) if (Object.keys(await inRedis(1))[0]?.includes('moved')) break;
    expect(await names(of)).toEqual(['moved']);
  });

  it('forget what was removed while Redis was away', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await server.kill();
    await put(of);
    await server.start();
    await inRedis(0);
    expect(await names(of)).toEqual([]);
  });

  it('are restored into a Redis that came back empty', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await redis.flushall();
    await server.kill();
    await server.start();
    await inRedis(1);
    expect(await names(of)).toEqual(['alice']);
  });
});
