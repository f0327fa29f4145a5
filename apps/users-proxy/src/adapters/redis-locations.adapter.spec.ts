import { once } from 'node:events';
import { err, ok, silentLogger, systemClock, type Clock } from '@switchyard/kernel';
import { LOCATION_NOTICES, LocationTable, openCallPathConnection, readLocations } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Registration } from '../registration/registration.js';
import { RedisLocations, type RedisLocationsOptions } from './redis-locations.adapter.js';

const AOR = 'alice@aurora.northwind.test';
const binding = (user: string, more: Partial<Registration> = {}): Registration => ({
  contact: `sip:${user}@198.51.100.1:5060`,
  source: { protocol: 'udp', address: '198.51.100.1', port: 5060 },
  receivedOn: '192.0.2.10:5060',
  callId: 'r',
  cseq: 1,
  expiresAtMs: Date.now() + 300_000,
  userAgent: 'Desk 7',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});

describe('registrations in a real Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const opened: { close: () => void }[] = [];
  const proxy = async (clock: Clock = systemClock, options: RedisLocationsOptions = {}): Promise<RedisLocations> => {
    const connection = openCallPathConnection(server.url, silentLogger);
    if (connection.status !== 'ready') await once(connection, 'ready');
    const locations = new RedisLocations(connection, clock, silentLogger, options);
    opened.push(locations, { close: () => connection.disconnect() });
    return locations;
  };
  const put = (of: RedisLocations, ...contacts: Registration[]) => of.update(AOR, () => ok(contacts));
  const names = async (of: RedisLocations): Promise<string[]> =>
    (await of.contactsOf(AOR)).map(({ contact }) => contact.slice(4).split('@')[0] ?? '');
  /** Waits until the contacts in Redis are those of these users; the test's own time limit bounds it. */
  const inRedis = async (...users: string[]): Promise<void> => {
    for (;;) {
      const text = await redis.get(`sy:loc:${AOR}`).catch(() => 'away');
      const there = readLocations(text ?? '').map(({ contact }) => contact.slice(4).split('@')[0]);
      if (text !== 'away' && there.join() === users.join()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const commands = async (): Promise<{ evalsha: number; get: number }> => {
    const stats = await redis.info('commandstats');
    const of = (name: string): number => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
    return { evalsha: of('evalsha'), get: of('get') };
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

  it('lie under sy:loc:<aor> as one text, and live as long as the longest contact', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    expect(readLocations((await redis.get(`sy:loc:${AOR}`)) ?? '')).toEqual([
      { ...binding('alice'), expiresAtMs: expect.any(Number) as number },
    ]);
    const ttlMs = await redis.pttl(`sy:loc:${AOR}`);
    expect(ttlMs).toBeGreaterThan(290_000);
    expect(ttlMs).toBeLessThanOrEqual(301_000);
  });

  it('cost one round trip when they are refreshed', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await of.update(AOR, ([known]) => ok(known ? [{ ...known, cseq: 2 }] : []));
    const before = await commands();
    for (let cseq = 3; cseq < 13; cseq++) await of.update(AOR, ([known]) => ok(known ? [{ ...known, cseq }] : []));
    expect((await commands()).evalsha - before.evalsha).toBe(10);
    expect((await of.contactsOf(AOR))[0]?.cseq).toBe(12);
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
    nowMs += 61_000;
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
    await redis.append(`sy:loc:${AOR}`, '\nrubbish');
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
    await inRedis('moved');
    expect(await names(of)).toEqual(['moved']);
  });

  it('forget what was removed while Redis was away', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await server.kill();
    await put(of);
    await server.start();
    await inRedis();
    expect(await names(of)).toEqual([]);
  });

  it('are restored into a Redis that came back empty', async () => {
    const of = await proxy();
    await put(of, binding('alice'));
    await redis.flushall();
    await server.kill();
    await server.start();
    await inRedis('alice');
    expect(await names(of)).toEqual(['alice']);
  });

  it('are known and restored when Redis loses its memory without a restart', async () => {
    const of = await proxy();
    for (; (await redis.exists('sy:loc-epoch')) === 0;) await new Promise((resolve) => setTimeout(resolve, 5));
    await put(of, binding('alice'));
    await redis.flushall();
    expect(await names(of)).toEqual(['alice']);
    await inRedis('alice');
    await redis.flushall();
    const added = await of.update(AOR, (existing) => ok([binding('second'), ...existing]));
    expect(added.ok && added.value).toHaveLength(2);
    expect((await names(of)).sort()).toEqual(['alice', 'second']);
  });

  it('are gone at once everywhere when somebody else removes them, also from memory', async () => {
    const [one, two] = [await proxy(), await proxy()];
    const heard: string[] = [];
    for (; (await redis.pubsub('NUMSUB', LOCATION_NOTICES))[1] !== 2;) await new Promise((resolve) => setTimeout(resolve, 5));
    two.onChange((aor) => heard.push(aor));
    await put(one, binding('alice'));
    expect(await names(two)).toEqual(['alice']);
    const table = new LocationTable(redis);
    expect(await table.remove(AOR, 'portal', ({ contact }) => contact.includes('alice'))).toHaveLength(1);
    for (; heard.length < 2;) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.kill();
    expect([await names(one), await names(two)]).toEqual([[], []]);
    await server.start();
  });

  it('are still rung in their grace, and not longer', async () => {
    let nowMs = Date.now();
    const of = await proxy({ nowMs: () => nowMs }, { graceMs: 30_000 });
    await put(of, binding('alice', { expiresAtMs: nowMs + 60_000 }));
    nowMs += 89_000;
    expect(await names(of)).toEqual(['alice']);
    nowMs += 2_000;
    expect(await names(of)).toEqual([]);
  });

  it('behind NAT over UDP are put on the list of their pings, each once, which several proxies share', async () => {
    const of = await proxy(systemClock, { pingEveryMs: 1000, site: () => '192.0.2.10:5060' });
    const nated = binding('alice', { contact: 'sip:alice@10.0.0.7:5060' });
    await put(of, nated);
    await of.update(AOR, () => ok([{ ...nated, cseq: 2 }]));
    await of.update('bob@aurora.northwind.test', () => ok([binding('bob')]));
    const table = new LocationTable(redis);
    const list = '192.0.2.10:5060';
    const later = Date.now() + 1000;
    const due = await Promise.all([table.due(list, later, 100, later + 1000), table.due(list, later, 100, later + 1000)]);
    expect(due.flat()).toEqual([AOR]);
    expect(await table.due(list, later + 1000, 100, later + 2000)).toEqual([AOR]);
    await table.stopPings(list, AOR);
    expect(await table.due(list, later + 9000, 100, later + 9000)).toEqual([]);
  });
});
