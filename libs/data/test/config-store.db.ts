import { CodedError, silentLogger } from '@switchyard/kernel';
import { Redis } from 'ioredis';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConfigStore, loadSnapshot, Repository, type ConfigChange, type ConfigStoreOptions } from '../src/index.js';
import { BreakableLine } from './support/breakable-line.js';
import { redisUrl, urlOf } from './support/config.js';
import { useDatabase } from './support/test-database.js';
import { eventually } from './support/wait.js';
import { create, makeBrand, person, system, type BrandWorld } from './support/world.js';

const SECOND = 1000;

describe('the configuration in memory', () => {
  const test = useDatabase();
  const open: { close: () => unknown }[] = [];
  let world: BrandWorld;
  beforeAll(async () => {
    world = await makeBrand(test.database);
  });
  afterEach(async () => {
    for (const item of open.splice(0).reverse()) await item.close();
  });
  const start = async (options: Partial<ConfigStoreOptions> = {}): Promise<ConfigStore> => {
    const store = await ConfigStore.start({ dataSource: test.database, logger: silentLogger, ...options });
    open.push(store);
    return store;
  };
  const carrierId = () => world.rows.carrier ?? 0;
  const setStatus = (status: string) => new Repository(test.database, 'carrier').update(person('brand', world), carrierId(), { status });

  it('has every row of every resource of the snapshot, without secrets', async () => {
    const store = await start();
    expect(store.current().get('carrier', carrierId())).toEqual(await new Repository(test.database, 'carrier').get(system, carrierId()));
    expect(store.current().all('client')).toHaveLength(8);
    expect(JSON.stringify([...store.current().table('carrierServer').values()])).not.toContain('v1:');
    expect(Object.isFrozen(store.current().get('carrier', carrierId()))).toBe(true);
  });

  it('obeys a change within a second without Redis, as a new snapshot that shares the rest', async () => {
    const store = await start();
    const before = store.current();
    const heard: (readonly ConfigChange[] | undefined)[] = [];
    store.onChange((_snapshot, changes) => heard.push(changes));
    await setStatus('blocked');
    await eventually(() => store.current().get('carrier', carrierId())?.status === 'blocked', SECOND, 'the change');
    expect(before.get('carrier', carrierId())?.status).toBe('active');
    expect(store.current().revision).toBe(before.revision + 1);
    expect(store.current().table('client')).toBe(before.table('client'));
    expect(heard).toEqual([
      [
        {
          revision: before.revision + 1,
          resource: 'carrier',
          id: carrierId(),
          operation: 'update',
          brandId: world.brandId,
          clientId: null,
        },
      ],
    ]);
    await setStatus('active');
  });

  it.runIf(redisUrl)('obeys a change at once with Redis', async () => {
    const redis = new Redis(redisUrl ?? '');
    open.push({ close: () => redis.disconnect() });
    const writer = await test.open({ redis });
    await eventually(() => redis.status === 'ready', SECOND, 'Redis');
    const store = await start({ redis, pollMs: 60_000 });
    // The subscription is in place when its own message comes back.
    await eventually(async () => Number(await redis.publish('sy:config', '{}')) > 0, SECOND, 'the subscription');
    await new Repository(writer, 'carrier').update(person('brand', world), carrierId(), { maxCalls: 77 });
    const ms = await eventually(() => store.current().get('carrier', carrierId())?.maxCalls === 77, SECOND, 'the change');
    expect(ms).toBeLessThan(400);
  });

  it.runIf(redisUrl)('obeys changes while Redis is away', async () => {
    const nowhere = new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => 50 });
    nowhere.on('error', () => undefined);
    open.push({ close: () => nowhere.disconnect() });
    const store = await start({ redis: nowhere });
    const writer = await test.open({ redis: nowhere });
    await new Repository(writer, 'carrier').update(person('brand', world), carrierId(), { maxCalls: 78 });
    await eventually(() => store.current().get('carrier', carrierId())?.maxCalls === 78, SECOND, 'the change');
  });

  it.runIf(redisUrl)('subscribes when Redis comes back, also when it was away at the start', async () => {
    const line = new BreakableLine(new URL(redisUrl ?? ''));
    await line.mend();
    await line.cut();
    const redis = new Redis({
      ...line.address,
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: 500,
    });
    redis.on('error', () => undefined);
    const teller = new Redis(redisUrl ?? '');
    open.push({ close: () => line.cut() }, { close: () => redis.disconnect() }, { close: () => teller.disconnect() });
    const store = await start({ redis, pollMs: 60_000 });
    await new Repository(test.database, 'carrier').update(system, carrierId(), { maxCalls: 501 });
    await line.mend();
    // What happened meanwhile is caught up with at once.
    await eventually(() => store.current().get('carrier', carrierId())?.maxCalls === 501, 3 * SECOND, 'the subscription');
    await new Repository(test.database, 'carrier').update(system, carrierId(), { maxCalls: 502 });
    await teller.publish('sy:config', '{}');
    await eventually(() => store.current().get('carrier', carrierId())?.maxCalls === 502, SECOND, 'the message');
  });

  it('follows creations, deletions and everything a deletion took along', async () => {
    const store = await start();
    const other = await makeBrand(test.database);
    await store.refresh();
    expect(store.current().by('client', 'brandId', other.brandId)).toHaveLength(8);
    await new Repository(test.database, 'brand').remove(person('platform'), other.brandId);
    await store.refresh();
    for (const name of ['client', 'carrier', 'carrierServer', 'ddi', 'outgoingRouting', 'ratingProfile', 'clientAddress'] as const)
      expect(store.current().by(name, 'brandId', other.brandId), name).toEqual([]);
    const fresh = await loadSnapshot(test.database);
    expect(store.current().revision).toBe(fresh.revision);
    for (const name of ['client', 'carrier', 'ddi', 'outgoingRouting'] as const) expect(store.current().all(name)).toEqual(fresh.all(name));
  });

  it('reloads everything when changes are missing from the feed', async () => {
    const store = await start({ pollMs: 60_000 });
    const heard: unknown[] = [];
    store.onChange((_snapshot, changes) => heard.push(changes));
    for (const maxCalls of [1, 2, 3]) await new Repository(test.database, 'carrier').update(system, carrierId(), { maxCalls });
    await test.database.query('DELETE FROM config_change WHERE revision <= (SELECT revision - 1 FROM config_revision)');
    await store.refresh();
    expect(store.current().get('carrier', carrierId())?.maxCalls).toBe(3);
    expect(heard).toEqual([undefined]);
  });

  it('reloads everything when the database was set back to an older state', async () => {
    const store = await start({ pollMs: 60_000 });
    await test.database.query('UPDATE config_revision SET revision = 1');
    await test.database.query('UPDATE carrier SET max_calls = 9 WHERE id = ?', [carrierId()]);
    await store.refresh();
    expect(store.current().revision).toBe(1);
    expect(store.current().get('carrier', carrierId())?.maxCalls).toBe(9);
    await test.database.query('DELETE FROM config_change');
    await test.database.query('DELETE FROM change_state');
  });

  it('is always of exactly one revision while others write', async () => {
    const store = await start({ pollMs: 60_000 });
    const repository = new Repository(test.database, 'carrier');
    const seen: [number, number | undefined][] = [];
    store.onChange((snapshot) => seen.push([snapshot.revision, snapshot.get('carrier', carrierId())?.maxCalls]));
    const base = store.current().revision;
    let isWriting = true;
    const writing = (async () => {
      for (let n = 1; n <= 60; n++) await repository.update(system, carrierId(), { maxCalls: base + n });
      isWriting = false;
    })();
    while (isWriting) await store.refresh();
    await writing;
    await store.refresh();
    // Each write sets the value to its own revision, so a snapshot of mixed revisions would show.
    expect(seen.filter(([revision, value]) => revision !== value)).toEqual([]);
    expect(seen.at(-1)).toEqual([base + 60, base + 60]);
  });

  describe('while the database is away', () => {
    const line = new BreakableLine(new URL(urlOf('x')));
    const behindLine = async (optional = false) => test.open({ url: urlOf(test.name, line.address), optional });

    it('keeps the last snapshot and catches up afterwards', async () => {
      await line.mend();
      open.push({ close: () => line.cut() });
      const store = await start({ dataSource: await behindLine(), pollMs: 50 });
      const { revision } = store.current();
      await line.cut();
      await eventually(() => store.isDatabaseAway, 2 * SECOND, 'notice');
      await create(test.database, 'destination', { brandId: world.brandId, name: 'while away', prefix: '+999' });
      expect(store.current().revision).toBe(revision);
      expect(store.current().get('carrier', carrierId())).toBeDefined();
      await line.mend();
      await eventually(() => store.current().by('destination', 'prefix', '+999').length === 1, 2 * SECOND, 'catching up');
      expect(store.isDatabaseAway).toBe(false);
    });

    it('starts from its file, follows when it is back, and refuses to start without one', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'switchyard-'));
      open.push({ close: () => rm(folder, { recursive: true }) });
      const cacheFile = join(folder, 'sub', 'config.json');
      await (await start({ cacheFile })).close();
      expect((await stat(cacheFile)).mode & 0o777).toBe(0o600);
      expect(await readFile(cacheFile, 'utf8')).not.toMatch(/v1:|\$argon2|ha1/);

      const database = await behindLine(true);
      await expect(ConfigStore.start({ dataSource: database, logger: silentLogger })).rejects.toThrow(CodedError);
      await expect(
        ConfigStore.start({ dataSource: database, logger: silentLogger, cacheFile: join(folder, 'none.json') }),
      ).rejects.toMatchObject({ code: 'snapshot-unavailable' });
      const store = await start({ dataSource: database, cacheFile, pollMs: 50 });
      expect(store.isDatabaseAway).toBe(true);
      expect(store.current().get('carrier', carrierId())).toMatchObject({ name: 'carrier' });
      expect(store.current().by('client', 'brandId', world.brandId)).toHaveLength(8);

      await create(test.database, 'destination', { brandId: world.brandId, name: 'before its return', prefix: '+998' });
      await line.mend();
      open.push({ close: () => line.cut() });
      await eventually(() => store.current().by('destination', 'prefix', '+998').length === 1, 3 * SECOND, 'catching up');
      await store.close();
      expect(await readFile(cacheFile, 'utf8')).toContain('before its return');
    });
  });
});
