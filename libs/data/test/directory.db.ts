import type { DataSource } from 'typeorm';
import { silentLogger } from '@switchyard/kernel';
import { PLAIN_ENDPOINT, type UserRoute } from '@switchyard/model';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CarrierCredentials, ConfigStore, Repository, SubscriberDirectory, type Database } from '../src/index.js';
import { deriveHa1 } from '../src/secrets/ha1.js';
import { BreakableLine } from './support/breakable-line.js';
import { urlOf } from './support/config.js';
import { useDatabase } from './support/test-database.js';
import { eventually } from './support/wait.js';
import { create, makeBrand, person, system, type BrandWorld, type Tenant } from './support/world.js';

const SECOND = 1000;

describe('the directory of subscribers', () => {
  const test = useDatabase();
  const open: { close: () => unknown }[] = [];
  let world: BrandWorld;
  let tenant: Tenant;
  let domain: string;
  let other: BrandWorld;
  beforeAll(async () => {
    [world, other] = [await makeBrand(test.database), await makeBrand(test.database)];
    tenant = world.clients[0] as Tenant;
    domain = (await new Repository(test.database, 'client').get(system, tenant.clientId))?.domain ?? '';
  });
  afterEach(async () => {
    for (const item of open.splice(0).reverse()) await item.close();
  });
  const start = async (preloadLimit = 200_000, database: Database = test.database) => {
    const store = await ConfigStore.start({ dataSource: database, logger: silentLogger, pollMs: 50 });
    const directory = await SubscriberDirectory.start({ dataSource: database, store, logger: silentLogger, preloadLimit });
    open.push(store, directory);
    return { store, directory };
  };
  const rowName = async (name: 'terminal' | 'residentialDevice' | 'retailAccount', id: number | undefined) =>
    (await new Repository(test.database, name).get(system, id ?? 0))?.name ?? '';
  /** Counts statements from now on. */
  const counting = (database: Database & DataSource) => {
    let queries = 0;
    const run = database.query.bind(database);
    database.query = ((...given: Parameters<typeof run>) => {
      queries++;
      return run(...given);
    }) as typeof run;
    const make = database.manager.createQueryBuilder.bind(database.manager);
    database.manager.createQueryBuilder = ((...given: Parameters<typeof make>) => {
      queries++;
      return make(...given);
    }) as typeof make;
    open.push({
      close: () => {
        database.query = run as never;
        database.manager.createQueryBuilder = make as never;
      },
    });
    return () => queries;
  };

  it.each([200_000, 0])('knows a vPBX phone by name, id, user and extension (preloading up to %d)', async (limit) => {
    const { directory } = await start(limit);
    const name = await rowName('terminal', tenant.rows.terminal);
    const extension = (await new Repository(test.database, 'extension').get(system, tenant.rows.extension ?? 0))?.number ?? '';
    const endpoint = await directory.endpointByAor(name, domain.toUpperCase());
    expect(endpoint).toEqual({
      kind: 'terminal',
      id: tenant.rows.terminal,
      brandId: tenant.brandId,
      clientId: tenant.clientId,
      clientType: 'vpbx',
      name,
      domain,
      ...PLAIN_ENDPOINT,
      ...deriveHa1(name, domain, 'sip password'),
      userId: tenant.rows.user,
      extension,
      displayName: expect.stringMatching(/^user \d+$/),
      outgoingNumber: null,
      audioCodecs: ['alaw'],
    });
    expect(await directory.endpointById('terminal', tenant.rows.terminal ?? 0)).toEqual(endpoint);
    const route: UserRoute = {
      userId: tenant.rows.user ?? 0,
      brandId: tenant.brandId,
      clientId: tenant.clientId,
      doNotDisturb: false,
      displayName: endpoint?.displayName ?? '',
      extension,
      endpoint: endpoint ?? null,
    };
    expect(await directory.userRoute(tenant.rows.user ?? 0)).toEqual(route);
    expect(await directory.userRouteByExtension(tenant.clientId, extension)).toEqual(route);
    expect(await directory.extension(tenant.clientId, extension)).toMatchObject({ id: tenant.rows.extension, routeType: 'user' });
  });

  it.each(['residentialDevice', 'retailAccount'] as const)('knows a %s in the domain of the brand', async (kind) => {
    const { directory } = await start(0);
    const owner = world.clients.find(({ rows }) => rows[kind]);
    const name = await rowName(kind, owner?.rows[kind]);
    expect(await directory.endpointByAor(name, 'b1.test')).toMatchObject({
      kind,
      id: owner?.rows[kind],
      name,
      domain: 'b1.test',
      displayName: name,
      clientId: owner?.clientId,
    });
  });

  it('knows a friend in the domain of its client, with the address it is reached at', async () => {
    const { directory } = await start(0);
    const friend = await new Repository(test.database, 'friend').create(system, {
      brandId: tenant.brandId,
      clientId: tenant.clientId,
      name: 'pbx1',
      directConnectivity: 'yes',
      ip: '192.0.2.77',
      port: 5070,
      transport: 'tcp',
      ddiIn: true,
      trustSdp: true,
      rtpEncryption: true,
      alwaysApplyTransformations: true,
      audioCodecs: ['g722', 'alaw'],
    });
    const endpoint = await directory.endpointByAor('pbx1', domain);
    expect(endpoint).toEqual({
      ...PLAIN_ENDPOINT,
      kind: 'friend',
      id: friend.id,
      brandId: tenant.brandId,
      clientId: tenant.clientId,
      clientType: 'vpbx',
      name: 'pbx1',
      domain,
      ha1Md5: null,
      ha1Sha256: null,
      userId: null,
      extension: null,
      displayName: 'pbx1',
      outgoingNumber: null,
      direct: { ip: '192.0.2.77', port: 5070, transport: 'tcp', proxyUserId: null },
      ddiIn: true,
      trustSdp: true,
      rtpEncryption: true,
      alwaysApplyTransformations: true,
      audioCodecs: ['g722', 'alaw'],
    });
    expect(await directory.endpointById('friend', friend.id)).toEqual(endpoint);
  });

  it('does not know anybody in a domain that is not theirs', async () => {
    const { directory } = await start(0);
    const name = await rowName('terminal', tenant.rows.terminal);
    const foreign = (await new Repository(test.database, 'client').get(system, other.clients[0]?.clientId ?? 0))?.domain ?? '';
    for (const wrong of [foreign, 'b1.test', 'nobody.test', '']) expect(await directory.endpointByAor(name, wrong), wrong).toBeUndefined();
    expect(await directory.endpointByAor(name.toUpperCase(), domain)).toBeUndefined();
    expect(await directory.endpointByAor("x' OR '1'='1", domain)).toBeUndefined();
    expect(await directory.extension(other.clients[0]?.clientId ?? 0, '101')).toBeUndefined();
  });

  it('asks the database nothing once it is warm, not even for names that do not exist', async () => {
    const { directory } = await start();
    const name = await rowName('terminal', tenant.rows.terminal);
    await directory.endpointByAor('nobody', domain);
    const queries = counting(test.database);
    const before = queries();
    for (let n = 0; n < 50; n++) {
      await directory.endpointByAor(name, domain);
      await directory.endpointByAor('nobody', domain);
      await directory.endpointByAor('nobody', `made-up-${n}.test`);
      await directory.userRoute(tenant.rows.user ?? 0);
    }
    // Only the change feed looks at its counter meanwhile.
    expect(queries() - before).toBeLessThanOrEqual(1);
  });

  it('obeys a new password, a new number and a new name within a second', async () => {
    const { directory } = await start();
    const name = await rowName('terminal', tenant.rows.terminal);
    const ctx = person('client', world, tenant);
    await new Repository(test.database, 'terminal').update(ctx, tenant.rows.terminal ?? 0, { password: 'CHAnged+pass123' });
    const { ha1Sha256 } = deriveHa1(name, domain, 'CHAnged+pass123');
    await eventually(async () => (await directory.endpointByAor(name, domain))?.ha1Sha256 === ha1Sha256, SECOND, 'the password');

    await new Repository(test.database, 'client').update(person('brand', world), tenant.clientId, { outgoingDdiId: tenant.rows.ddi });
    await eventually(
      async () => (await directory.endpointByAor(name, domain))?.outgoingNumber?.startsWith('+3491') === true,
      SECOND,
      'the number',
    );

    await new Repository(test.database, 'user').update(ctx, tenant.rows.user ?? 0, { name: 'Renamed', doNotDisturb: true });
    await eventually(async () => (await directory.userRoute(tenant.rows.user ?? 0))?.doNotDisturb === true, SECOND, 'do not disturb');
    expect((await directory.endpointById('terminal', tenant.rows.terminal ?? 0))?.displayName).toBe('Renamed');
  });

  it('forgets that there is none when there is one, and that there is one when there is none', async () => {
    const { directory } = await start();
    expect(await directory.endpointByAor('later', domain)).toBeUndefined();
    expect(await directory.extension(tenant.clientId, '999')).toBeUndefined();
    const ctx = person('client', world, tenant);
    const id = (await new Repository(test.database, 'terminal').create(ctx, { name: 'later' })).id;
    await new Repository(test.database, 'extension').create(ctx, { number: '999', routeType: 'number', routeNumber: '+34911111111' });
    await eventually(async () => (await directory.endpointByAor('later', domain)) !== undefined, SECOND, 'the new terminal');
    await eventually(async () => (await directory.extension(tenant.clientId, '999')) !== undefined, SECOND, 'the new extension');
    expect(await directory.userRouteByExtension(tenant.clientId, '999')).toBeUndefined();
    await new Repository(test.database, 'terminal').remove(ctx, id);
    await eventually(async () => (await directory.endpointByAor('later', domain)) === undefined, SECOND, 'the deletion');
  });

  it('forgets all phones of a client that is deleted', async () => {
    const { directory } = await start();
    const gone = other.clients[1] as Tenant;
    expect(await directory.endpointById('terminal', gone.rows.terminal ?? 0)).toBeDefined();
    await new Repository(test.database, 'client').remove(person('brand', other), gone.clientId);
    await eventually(async () => (await directory.endpointById('terminal', gone.rows.terminal ?? 0)) === undefined, SECOND, 'the phone');
    expect(await directory.userRoute(gone.rows.user ?? 0)).toBeUndefined();
  });

  it('answers from memory while the database is away, and says so when it cannot', async () => {
    const line = new BreakableLine(new URL(urlOf('x')));
    await line.mend();
    const database = await test.open({ url: urlOf(test.name, line.address) });
    const { directory, store } = await start(200_000, database);
    const credentials = await CarrierCredentials.start({ dataSource: database, store, logger: silentLogger });
    const name = await rowName('terminal', tenant.rows.terminal);
    const known = await directory.endpointByAor(name, domain);
    await line.cut();
    await eventually(() => store.isDatabaseAway, 2 * SECOND, 'notice');
    expect(await directory.endpointByAor(name, domain)).toEqual(known);
    expect(await credentials.get(world.rows.carrierServer ?? 0)).toEqual({ user: 'me', password: 'carrier password' });
    await expect(directory.endpointByAor('never_asked', domain)).rejects.toMatchObject({ code: 'directory-unavailable' });
    await line.mend();
    await eventually(
      async () =>
        directory.endpointByAor('never_asked', domain).then(
          (found) => found === undefined,
          () => false,
        ),
      2 * SECOND,
      'the return',
    );
    credentials.close();
    await store.close();
    await database.destroy();
    await line.cut();
  });

  it.each([200_000, 0])('knows where calls to a retail account go, and hears of a change (preloading up to %d)', async (limit) => {
    const retail = world.clients.find(({ rows }) => rows.retailAccount !== undefined) as Tenant;
    const account = retail.rows.retailAccount ?? 0;
    const forwards = new Repository(test.database, 'callForward');
    const forward = async (type: string, enabled: boolean) =>
      (
        await forwards.create(system, {
          brandId: retail.brandId,
          clientId: retail.clientId,
          retailAccountId: account,
          type,
          targetRouteType: 'number',
          targetRouteNumber: '600111222',
          enabled,
        })
      )?.id ?? 0;
    const [always, off] = [await forward('unconditional', true), await forward('notRegistered', false)];
    const { directory } = await start(limit);
    const types = async () => (await directory.forwardsOfRetail(account)).map(({ type }) => type);
    expect(await types()).toEqual(['unconditional']);
    expect(await directory.forwardsOfRetail(999_999)).toEqual([]);
    await forwards.update(system, always, { enabled: false });
    await eventually(async () => (await types()).length === 0, SECOND, 'the forward that is switched off');
    await forwards.update(system, off, { enabled: true });
    await eventually(async () => (await types())[0] === 'notRegistered', SECOND, 'the forward that is switched on');
    for (const id of [always, off]) await forwards.remove(system, id);
  });

  it('gives the present password of a carrier server, and none for one without', async () => {
    const { store } = await start();
    const credentials = await CarrierCredentials.start({ dataSource: test.database, store, logger: silentLogger });
    open.push(credentials);
    const id = world.rows.carrierServer ?? 0;
    expect(await credentials.get(id)).toEqual({ user: 'me', password: 'carrier password' });
    await new Repository(test.database, 'carrierServer').update(person('brand', world), id, { authPassword: 'new carrier password' });
    await eventually(async () => (await credentials.get(id))?.password === 'new carrier password', SECOND, 'the new password');
    const silent = await create(test.database, 'carrierServer', {
      brandId: world.brandId,
      carrierId: world.rows.carrier,
      host: '192.0.2.9',
    });
    await eventually(() => store.current().get('carrierServer', silent) !== undefined, SECOND, 'the new server');
    expect(await credentials.get(silent)).toBeUndefined();
    expect(await credentials.get(999_999)).toBeUndefined();
  });
});
