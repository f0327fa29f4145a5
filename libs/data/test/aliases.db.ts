import { silentLogger } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConfigStore, Repository, SubscriberDirectory } from '../src/index.js';
import { useDatabase } from './support/test-database.js';
import { eventually } from './support/wait.js';
import { create, makeBrand, person, system, type BrandWorld, type Tenant } from './support/world.js';

const password = 'sip password';

describe('aliases (SX-16): one address leads to one subscriber', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let other: BrandWorld;
  let vpbx: Tenant;
  let residential: Tenant;
  let retail: Tenant;
  const of = (type: string, where = world): Tenant => where.clients.find((client) => client.type === type) as Tenant;
  const row = ({ brandId, clientId }: Tenant, values: object) => ({ brandId, clientId, ...values });
  const alias = (tenant: Tenant, values: object) => create(test.database, 'alias', row(tenant, values));
  const toTerminal = (tenant: Tenant, name: string) => alias(tenant, { name, targetType: 'terminal', terminalId: tenant.rows.terminal });
  const toDevice = (tenant: Tenant, name: string) =>
    alias(tenant, { name, targetType: 'residentialDevice', residentialDeviceId: tenant.rows.residentialDevice });
  const nameOf = async (name: 'terminal' | 'residentialDevice' | 'retailAccount', tenant: Tenant) =>
    String((await new Repository(test.database, name).get(system, tenant.rows[name] ?? 0))?.name);

  beforeAll(async () => {
    [world, other] = [await makeBrand(test.database), await makeBrand(test.database)];
    [vpbx, residential, retail] = [of('vpbx'), of('residential'), of('retail')];
  });

  it('are several for one subscriber, names and own DDIs', async () => {
    const ddi = (await new Repository(test.database, 'ddi').get(system, vpbx.rows.ddi ?? 0))?.number ?? '';
    for (const name of ['front-desk', 'sales.madrid', ddi, '+442071838750']) expect(await toTerminal(vpbx, name)).toBeGreaterThan(0);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a terminal', async () => toTerminal(vpbx, await nameOf('terminal', vpbx))],
    ['another alias', () => toTerminal(vpbx, 'front-desk')],
    ['a device of the brand', async () => toDevice(residential, await nameOf('residentialDevice', residential))],
    ['an account of another client of the brand', async () => toDevice(residential, await nameOf('retailAccount', retail))],
    [
      'an alias of another client of the brand',
      async () => {
        await toDevice(residential, 'casa');
        return alias(retail, { name: 'casa', targetType: 'retailAccount', retailAccountId: retail.rows.retailAccount });
      },
    ],
    [
      'an alias, when a terminal is named',
      () =>
        create(test.database, 'terminal', row(vpbx, { name: 'front-desk'.replace('-', '_'), password })).then(() =>
          toTerminal(vpbx, 'front_desk'),
        ),
    ],
    ['an alias, when an account is named', () => create(test.database, 'residentialDevice', row(residential, { name: 'casa', password }))],
  ])('are refused when the name is that of %s', async (_title, make) => {
    await expect(make()).rejects.toMatchObject({ code: 'not-unique' });
  });

  it('may be the same in another domain', async () => {
    expect(await toTerminal(of('vpbx', other), 'front-desk')).toBeGreaterThan(0);
    expect(await toTerminal(vpbx, 'casa')).toBeGreaterThan(0);
  });

  it('lead to nobody of another tenant, and are no DDI of another', async () => {
    const foreign = of('vpbx', other);
    await expect(alias(vpbx, { name: 'x1', targetType: 'terminal', terminalId: foreign.rows.terminal })).rejects.toMatchObject({
      code: 'reference-unknown',
    });
    const ddi = (await new Repository(test.database, 'ddi').get(system, retail.rows.ddi ?? 0))?.number ?? '';
    await expect(toTerminal(vpbx, ddi)).rejects.toMatchObject({ code: 'rule-broken' });
    await expect(alias(vpbx, { name: 'x2', targetType: 'terminal' })).rejects.toMatchObject({
      facts: { errors: [{ field: 'terminalId' }] },
    });
    const guest = person('client', other, foreign);
    expect(await new Repository(test.database, 'alias').get(guest, await toTerminal(vpbx, 'mine'))).toBeUndefined();
  });

  it('are found in the directory in their own domain only, and vanish with their target', async () => {
    const store = await ConfigStore.start({ dataSource: test.database, logger: silentLogger, pollMs: 50 });
    const directory = await SubscriberDirectory.start({ dataSource: test.database, store, logger: silentLogger });
    try {
      const domain = store.current().get('client', vpbx.clientId)?.domain ?? '';
      const brandDomain = store.current().get('brand', residential.brandId)?.domain ?? '';
      const found = await directory.endpointByAddress('front-desk', domain.toUpperCase());
      expect(found).toMatchObject({ kind: 'terminal', id: vpbx.rows.terminal, clientId: vpbx.clientId });
      expect(await directory.endpointByAor('front-desk', domain)).toBeUndefined();
      expect(await directory.endpointByAddress('Front-Desk', domain)).toBeUndefined();
      expect(await directory.endpointByAddress('casa', brandDomain)).toMatchObject({ kind: 'residentialDevice' });
      expect(await directory.endpointByAddress('casa', domain)).toMatchObject({ kind: 'terminal' });
      const terminalId = await create(test.database, 'terminal', row(vpbx, { name: 'short_lived', password }));
      const aliasId = await alias(vpbx, { name: 'temp', targetType: 'terminal', terminalId });
      await eventually(async () => (await directory.endpointByAddress('temp', domain))?.id === terminalId, 5000, 'the alias is found');
      await new Repository(test.database, 'terminal').remove(system, terminalId);
      await eventually(async () => (await directory.endpointByAddress('temp', domain)) === undefined, 5000, 'the alias is gone');
      expect(await new Repository(test.database, 'alias').get(system, aliasId)).toBeUndefined();
    } finally {
      directory.close();
      await store.close();
    }
  });
});
