import { randomBytes } from 'node:crypto';
import { silentLogger } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  authenticate,
  ConfigStore,
  DEMONSTRATION_LOGINS,
  DEMONSTRATION_SIP,
  loadSnapshot,
  Repository,
  seedDemonstration,
  SubscriberDirectory,
  type Demonstration,
} from '../src/index.js';
import { deriveHa1 } from '../src/secrets/ha1.js';
import { useDatabase } from './support/test-database.js';
import { system } from './support/world.js';

const password = () => randomBytes(12).toString('base64url');
const credentials = {
  logins: Object.fromEntries(DEMONSTRATION_LOGINS.map(({ username }) => [username, password()])),
  sip: Object.fromEntries(DEMONSTRATION_SIP.map(({ name }) => [name, password()])),
  carrierAuth: password(),
};

describe('the demonstration', () => {
  const test = useDatabase();
  let first: Demonstration;
  beforeAll(async () => {
    first = await seedDemonstration(test.database, { net: '127.10.1', credentials });
  });
  const revision = async () => (await loadSnapshot(test.database)).revision;

  it('is complete', async () => {
    const snapshot = await loadSnapshot(test.database);
    expect(snapshot.all('brand').map(({ domain }) => domain)).toEqual(['northwind.test', 'southwind.test']);
    expect(snapshot.all('client').map(({ name, type, billingMethod, balance }) => [name, type, billingMethod, balance])).toEqual([
      ['Aurora', 'vpbx', 'postpaid', '100.000000'],
      ['Robin', 'residential', 'postpaid', '100.000000'],
      ['Rita', 'retail', 'postpaid', '100.000000'],
      ['Wanda', 'wholesale', 'prepaid', '50.000000'],
      ['Boreal', 'vpbx', 'postpaid', '100.000000'],
    ]);
    expect(snapshot.all('carrierServer').map(({ host }) => host)).toEqual(['127.10.1.151', '127.10.1.152', '127.10.1.153', '127.10.1.154']);
    expect(
      snapshot
        .all('ddi')
        .map(({ number, routeType }) => [number, routeType])
        .sort(),
    ).toEqual([
      ['+34910000101', 'user'],
      ['+34910000102', 'user'],
      ['+34910000201', 'residential'],
      ['+34910000301', 'retail'],
      ['+34920000101', 'user'],
    ]);
    expect(snapshot.by('clientAddress', 'ip', '127.10.1.141')).toHaveLength(1);
    expect(snapshot.by('ddiProviderAddress', 'ip', '127.10.1.161')).toHaveLength(1);
    expect(snapshot.all('applicationServer')).toMatchObject([
      { name: 'asterisk-1', sipHost: '127.10.1.40', sipPort: 6060, ariUrl: 'http://127.10.1.40:8088' },
    ]);
    expect(snapshot.all('mediaRelay')).toMatchObject([{ name: 'rtpengine-1', host: '127.10.1.30', port: 2223 }]);
  });

  it('has phones whose passwords are the given ones', async () => {
    const store = await ConfigStore.start({ dataSource: test.database, logger: silentLogger });
    const directory = await SubscriberDirectory.start({ dataSource: test.database, store, logger: silentLogger });
    for (const { name, domain } of DEMONSTRATION_SIP)
      expect(await directory.endpointByAor(name, domain), name).toMatchObject(deriveHa1(name, domain, credentials.sip[name] ?? ''));
    expect(await directory.endpointByAor('alice', 'aurora.northwind.test')).toMatchObject({
      extension: '101',
      outgoingNumber: '+34910000101',
      displayName: 'Alice',
    });
    expect(await directory.endpointByAor('bob', 'aurora.northwind.test')).toMatchObject({
      extension: '102',
      outgoingNumber: '+34910000101',
    });
    expect(await directory.endpointByAor('rita1', 'northwind.test')).toMatchObject({ outgoingNumber: '+34910000301' });
    directory.close();
    await store.close();
  });

  it('changes nothing when it is seeded again, not even after calls were made', async () => {
    await test.database.query('UPDATE client SET balance = balance - 1');
    const before = await revision();
    const again = await seedDemonstration(test.database, { net: '127.10.1', credentials });
    expect(again).toMatchObject({ changed: 0, ids: first.ids });
    expect(await revision()).toBe(before);
    await test.database.query('UPDATE client SET balance = balance + 1');
  });

  it('brings addresses and passwords up to date', async () => {
    const carrierAuth = password();
    const moved = await seedDemonstration(test.database, { net: '127.10.2', credentials: { ...credentials, carrierAuth } });
    // Four carriers, the provider, the wholesale switch, Asterisk, rtpengine and the addresses of both proxies.
    expect(moved.changed).toBe(10);
    expect((await loadSnapshot(test.database)).all('carrierServer').map(({ host }) => host)).toContain('127.10.2.153');
    expect((await seedDemonstration(test.database, { net: '127.10.1', credentials })).changed).toBe(10);
  });

  it('names a password that was not given', async () => {
    const work = seedDemonstration(test.database, { net: '127.10.1', credentials: { ...credentials, sip: {} } });
    await expect(work).rejects.toMatchObject({ code: 'credentials-missing', facts: { name: 'alice' } });
  });

  it.each(DEMONSTRATION_LOGINS)(
    'lets $username in at level $level with its tenant, and at no other level',
    async ({ level, username, brand, client }) => {
      const login = await authenticate(test.database, { level, username, password: credentials.logins[username] ?? '' });
      const brandId = brand === null ? undefined : first.ids['brand']?.[brand];
      const clientId = client === null ? undefined : first.ids['client']?.[client];
      expect(login?.scope).toEqual(
        JSON.parse(JSON.stringify({ level, brandId, clientId, ...(level === 'user' ? { userId: first.ids['user']?.['Alice'] } : {}) })),
      );
      for (const other of ['platform', 'brand', 'client', 'user'] as const)
        if (other !== level)
          expect(
            await authenticate(test.database, { level: other, username, password: credentials.logins[username] ?? '' }),
          ).toBeUndefined();
      expect(login?.active).toBe(true);
    },
  );

  it.each([
    ['a wrong password', 'aurora', 'wrong password'],
    ['an unknown name', 'nobody', 'whatever password'],
    ['an injected name', "' OR '1'='1", 'x'],
    ['an empty password', 'aurora', ''],
  ])('lets nobody in with %s', async (_what, username, given) => {
    expect(await authenticate(test.database, { level: 'client', username, password: given })).toBeUndefined();
  });

  it('does not let an inactive administrator in', async () => {
    const request = { level: 'client' as const, username: 'rita', password: credentials.logins['rita'] ?? '' };
    await new Repository(test.database, 'administrator').update(system, first.ids['administrator']?.['rita'] ?? 0, { active: false });
    expect(await authenticate(test.database, request)).toBeUndefined();
    await new Repository(test.database, 'administrator').update(system, first.ids['administrator']?.['rita'] ?? 0, { active: true });
  });

  it('leaves no password readable in the database', async () => {
    const tables = (await test.database.query('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?', [
      test.name,
    ])) as { name: string }[];
    const dump = JSON.stringify(await Promise.all(tables.map(({ name }) => test.database.query(`SELECT * FROM \`${name}\``))));
    for (const secret of [...Object.values(credentials.logins), ...Object.values(credentials.sip), credentials.carrierAuth])
      expect(dump).not.toContain(secret);
    expect(dump).toContain('$argon2id$');
  });
});
