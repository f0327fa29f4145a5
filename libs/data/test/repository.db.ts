import { CodedError, systemContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseListQuery, Repository } from '../src/index.js';
import { findRow, lockRow } from '../src/repository/stored-row.js';
import { resourceOf } from '../src/schema/references.js';
import { deriveHa1 } from '../src/secrets/ha1.js';
import { useDatabase } from './support/test-database.js';
import { create, makeBrand, person, system, type BrandWorld, type Tenant } from './support/world.js';

interface Refusal {
  readonly code: string;
  readonly errors: readonly { field: string; rule: string; value: unknown }[];
}
const refusalOf = async (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => ({ code: 'accepted', errors: [] }),
    (thrown: unknown) => {
      if (!(thrown instanceof CodedError)) throw thrown;
      return { code: thrown.code, errors: (thrown.facts['errors'] ?? []) as Refusal['errors'] };
    },
  );

describe('repositories', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let [vpbx, , residential, , retail]: readonly Tenant[] = [];
  const of = <N extends ResourceName>(name: N) => new Repository(test.database, name);
  const revision = async (): Promise<number> =>
    Number(((await test.database.query('SELECT revision FROM config_revision')) as { revision: unknown }[])[0]?.revision);
  const hidden = (name: ResourceName, id: number) => test.database.transaction((manager) => lockRow(manager, name, { id }));
  beforeAll(async () => {
    world = await makeBrand(test.database);
    [vpbx, , residential, , retail] = world.clients;
  });

  it('give back what was written, in the one form of the database', async () => {
    const ctx = person('brand', world);
    const { id: destinationId } = await of('destination').create(ctx, { name: 'France', prefix: '+33' });
    const row = await of('destinationRate').create(ctx, {
      destinationRateGroupId: world.rows.destinationRateGroup,
      destinationId,
      ratePerMinute: '0.5',
    });
    expect(row).toEqual({
      id: row.id,
      brandId: world.brandId,
      destinationRateGroupId: world.rows.destinationRateGroup,
      destinationId,
      ratePerMinute: '0.500000',
      connectFee: '0.000000',
      incrementSec: 1,
      intervalStartSec: 0,
    });
    expect(await of('destinationRate').get(ctx, row.id)).toEqual(row);
    expect(await of('destinationRate').update(ctx, row.id, { connectFee: '1.25' })).toEqual({ ...row, connectFee: '1.250000' });
    expect(await of('destinationRate').remove(ctx, row.id)).toBe(true);
    expect(await of('destinationRate').get(ctx, row.id)).toBeUndefined();
    expect(await of('destinationRate').remove(ctx, row.id)).toBe(false);
  });

  it('keep times to the millisecond in UTC, whatever the zone of the process', async () => {
    const ctx = person('brand', world);
    const body = { carrierId: world.rows.carrier, ratingPlanId: world.rows.ratingPlan };
    for (const activationAt of ['2026-03-29T01:30:00.123Z', '2026-10-25T01:30:00.999Z', '2026-01-02T00:00:00.000Z']) {
      const { id } = await of('ratingProfile').create(ctx, { ...body, activationAt });
      expect(await of('ratingProfile').get(ctx, id)).toMatchObject({ activationAt });
      const [row] = (await test.database.query('SELECT CAST(activation_at AS CHAR) AS text FROM rating_profile WHERE id = ?', [id])) as {
        text: string;
      }[];
      expect(row?.text).toBe(activationAt.replace('T', ' ').replace('Z', ''));
      await of('ratingProfile').remove(ctx, id);
    }
  });

  it.each<[string, ResourceName, () => Record<string, unknown>, Refusal]>([
    [
      'unknown, read-only and tenant fields',
      'carrier',
      () => ({ name: 'x', balance: '1', brandId: 1, nonsense: 1 }),
      {
        code: 'body-invalid',
        errors: [
          { field: 'balance', rule: 'is set by the platform only', value: '1' },
          { field: 'brandId', rule: 'follows from the login and cannot be given', value: 1 },
          { field: 'nonsense', rule: 'is not a field of Carrier', value: 1 },
        ],
      },
    ],
    [
      'a taken name',
      'carrier',
      () => ({ name: 'CARRIER' }),
      { code: 'not-unique', errors: [{ field: 'name', rule: 'is taken in the brand', value: 'CARRIER' }] },
    ],
    [
      'a vPBX client without domain',
      'client',
      () => ({ type: 'vpbx', name: 'x' }),
      { code: 'rule-broken', errors: [{ field: 'domain', rule: 'must be given for a vPBX client', value: null }] },
    ],
    [
      'a retail client with domain',
      'client',
      () => ({ type: 'retail', name: 'x', domain: 'x.test' }),
      { code: 'rule-broken', errors: [{ field: 'domain', rule: 'must be empty, only a vPBX client has its own', value: 'x.test' }] },
    ],
    [
      'a static routing without carrier',
      'outgoingRouting',
      () => ({ routingPatternId: world.rows.routingPattern }),
      { code: 'rule-broken', errors: [{ field: 'carrierId', rule: 'must be given where routingMode is static', value: null }] },
    ],
    [
      'a block with a carrier',
      'outgoingRouting',
      () => ({ routingPatternId: world.rows.routingPattern, routingMode: 'block', carrierId: world.rows.carrier }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'carrierId' })] },
    ],
    [
      'a profile of nobody',
      'ratingProfile',
      () => ({ ratingPlanId: world.rows.ratingPlan, activationAt: '2026-01-01T00:00:00Z' }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'clientId' }), expect.objectContaining({ field: 'carrierId' })] },
    ],
    [
      'a profile of two',
      'ratingProfile',
      () => ({
        ratingPlanId: world.rows.ratingPlan,
        activationAt: '2026-01-01T00:00:00Z',
        clientId: vpbx?.clientId,
        carrierId: world.rows.carrier,
      }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'clientId' }), expect.objectContaining({ field: 'carrierId' })] },
    ],
    [
      'a carrier password without user',
      'carrierServer',
      () => ({ carrierId: world.rows.carrier, host: 'h', authPassword: 'p' }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'authUser' })] },
    ],
    [
      'an address that is none',
      'ddiProviderAddress',
      () => ({ ddiProviderId: world.rows.ddiProvider, ip: '300.1.1.1' }),
      { code: 'rule-broken', errors: [{ field: 'ip', rule: 'must be an IPv4 or IPv6 address', value: '300.1.1.1' }] },
    ],
    [
      'an expression that does not compile',
      'transformationRule',
      () => ({ transformationRuleSetId: world.rows.transformationRuleSet, type: 'calleein', matchExpr: '(' }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'matchExpr', value: '(' })] },
    ],
    [
      'a number of the pool with a route',
      'ddi',
      () => ({ number: '+34933333333', routeType: 'friend', friendNumber: '123' }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'routeType', value: 'friend' })] },
    ],
    [
      'a route without its target',
      'ddi',
      () => ({ number: '+34933333333', clientId: vpbx?.clientId, routeType: 'user' }),
      { code: 'rule-broken', errors: [{ field: 'userId', rule: 'must be given where routeType is user', value: null }] },
    ],
    [
      'two targets of one route',
      'ddi',
      () => ({ number: '+34933333333', clientId: vpbx?.clientId, routeType: 'none', userId: vpbx?.rows.user }),
      {
        code: 'rule-broken',
        errors: [{ field: 'userId', rule: 'must be empty, it is for routeType user only', value: expect.any(Number) }],
      },
    ],
    [
      'a residential device of a vPBX client',
      'residentialDevice',
      () => ({ clientId: vpbx?.clientId, name: 'dev', password: 'long password' }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'clientId' })] },
    ],
    [
      'an account with the name of a device of the brand',
      'retailAccount',
      () => ({ clientId: retail?.clientId, name: 'taken_name', password: 'long password' }),
      { code: 'not-unique', errors: [{ field: 'name', rule: 'is taken in the brand by a residential device', value: 'taken_name' }] },
    ],
    [
      'an unknown time zone',
      'client',
      () => ({ type: 'retail', name: 'x', timezone: 'Europe/Nowhere' }),
      { code: 'rule-broken', errors: [expect.objectContaining({ field: 'timezone', value: 'Europe/Nowhere' })] },
    ],
    [
      'the domain of a brand',
      'client',
      () => ({ type: 'vpbx', name: 'x', domain: 'b1.test' }),
      { code: 'not-unique', errors: [{ field: 'domain', rule: 'is taken', value: 'b1.test' }] },
    ],
  ])('refuse %s', async (_what, name, body, refusal) => {
    if (!(await findRow(test.database.manager, 'residentialDevice', { name: 'taken_name' })))
      await create(test.database, 'residentialDevice', {
        brandId: world.brandId,
        clientId: residential?.clientId,
        name: 'taken_name',
        password: 'long password',
      });
    const before = await revision();
    expect(await refusalOf(of(name).create(person('brand', world), body()))).toEqual(refusal);
    expect(await revision(), 'nothing was written').toBe(before);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a route to a number with a user', { routeType: 'number', routeNumber: '+34911111111', userId: 1 }, 'userId'],
    ['a route to a number without the number', { routeType: 'number', userId: null }, 'routeNumber'],
    ['a route to a user without the user', { userId: null }, 'userId'],
  ])('refuse an extension with %s', async (_what, patch, field) => {
    const refusal = await refusalOf(of('extension').update(person('client', world, vpbx), vpbx?.rows.extension ?? 0, patch));
    expect(refusal.code).toBe('rule-broken');
    expect(refusal.errors.map((error) => error.field)).toEqual([field]);
  });

  it('refuse portal access without e-mail or password and accept it with both', async () => {
    const ctx = person('client', world, vpbx);
    const id = vpbx?.rows.user ?? 0;
    expect((await refusalOf(of('user').update(ctx, id, { active: true }))).errors.map(({ field }) => field)).toEqual(['email', 'password']);
    expect(await of('user').update(ctx, id, { active: true, email: 'a@example.test', password: 'long enough password' })).toMatchObject({
      active: true,
    });
    expect((await refusalOf(of('user').update(ctx, id, { password: null }))).errors.map(({ field }) => field)).toEqual(['password']);
  });

  describe('and secrets', () => {
    it('store HA1 of name, domain and password and nothing else of it', async () => {
      const ctx = person('client', world, vpbx);
      const { domain } = (await of('client').get(system, vpbx?.clientId ?? 0)) ?? {};
      const row = await of('terminal').create(ctx, { name: 'desk', password: 'FIRst+pass123' });
      expect(await hidden('terminal', row.id)).toMatchObject(deriveHa1('desk', String(domain), 'FIRst+pass123'));
      await of('terminal').update(ctx, row.id, { password: 'SECond+pass123' });
      expect(await hidden('terminal', row.id)).toMatchObject(deriveHa1('desk', String(domain), 'SECond+pass123'));
      const refusal = await refusalOf(of('terminal').update(ctx, row.id, { name: 'table' }));
      expect(refusal).toMatchObject({ code: 'password-needed', errors: [{ field: 'password', value: '(hidden)' }] });
      await of('terminal').update(ctx, row.id, { name: 'table', password: 'THIrd+pass123' });
      expect(await hidden('terminal', row.id)).toMatchObject(deriveHa1('table', String(domain), 'THIrd+pass123'));
      expect(await of('terminal').remove(ctx, row.id)).toBe(true);
    });

    it('use the domain of the brand for residential devices and retail accounts', async () => {
      for (const [name, tenant] of [['residentialDevice', residential] as const, ['retailAccount', retail] as const]) {
        const id = await create(test.database, name, {
          brandId: world.brandId,
          clientId: tenant?.clientId,
          name: `x_${name}`,
          password: 'a sip password',
        });
        expect(await hidden(name, id)).toMatchObject(deriveHa1(`x_${name}`, 'b1.test', 'a sip password'));
      }
    });

    it('do not let a domain change under the phones that are hashed with it', async () => {
      expect(await refusalOf(of('client').update(person('brand', world), vpbx?.clientId ?? 0, { domain: 'new.test' }))).toMatchObject({
        code: 'domain-in-use',
      });
      expect(await refusalOf(of('brand').update(person('platform'), world.brandId, { domain: 'new.test' }))).toMatchObject({
        code: 'domain-in-use',
      });
      const empty = await create(test.database, 'client', {
        brandId: world.brandId,
        type: 'vpbx',
        name: 'no phones',
        domain: 'nophones.test',
      });
      expect(await of('client').update(person('brand', world), empty, { domain: 'still-none.test' })).toMatchObject({
        domain: 'still-none.test',
      });
    });

    it('seal carrier passwords, and never echo a refused one', async () => {
      const stored = await hidden('carrierServer', world.rows.carrierServer ?? 0);
      expect(stored?.['authPasswordEncrypted']).toMatch(/^v1:/);
      expect(test.database.secrets.open(String(stored?.['authPasswordEncrypted']), 'carrierServer.authPassword')).toBe('carrier password');
      const refusal = await refusalOf(
        of('carrierServer').update(person('brand', world), world.rows.carrierServer ?? 0, { authPassword: 'x'.repeat(101) }),
      );
      expect(refusal.errors).toEqual([{ field: 'authPassword', rule: expect.any(String), value: '(hidden)' }]);
    });

    it('do not write secrets without the key', async () => {
      const { kind, urlOf } = await import('./support/config.js');
      const { openDatabase } = await import('../src/index.js');
      const keyless = await openDatabase({ kind, url: urlOf(test.name) });
      const work = new Repository(keyless, 'carrierServer').update(person('brand', world), world.rows.carrierServer ?? 0, {
        authPassword: 'new one',
      });
      expect(await refusalOf(work)).toMatchObject({ code: 'secrets-key-missing' });
      await keyless.destroy();
    });
  });

  describe('and rows in use', () => {
    it.each<[ResourceName, string, () => number | undefined]>([
      ['carrier', 'outgoingRouting', () => world.rows.carrier],
      ['routingPattern', 'outgoingRouting', () => world.rows.routingPattern],
      ['ratingPlan', 'ratingProfile', () => world.rows.ratingPlan],
      ['transformationRuleSet', 'ddiProvider', () => world.rows.transformationRuleSet],
      ['terminal', 'user', () => vpbx?.rows.terminal],
      ['user', 'extension', () => vpbx?.rows.user],
      ['extension', 'user', () => vpbx?.rows.extension],
    ])('refuse to delete a %s that a %s uses', async (name, by, id) => {
      const ctx = ['terminal', 'user', 'extension'].includes(name) ? person('client', world, vpbx) : person('brand', world);
      const thrown = await of(name)
        .remove(ctx, id() ?? 0)
        .catch((error: unknown) => error as CodedError);
      expect(thrown).toMatchObject({
        code: 'row-in-use',
        facts: { by: expect.arrayContaining([expect.objectContaining({ resource: by })]) },
      });
      expect(await of(name).get(ctx, id() ?? 0)).toBeDefined();
    });

    it('delete a row with its parts', async () => {
      const other = await makeBrand(test.database);
      const ctx = person('brand', other);
      for (const { id } of (await of('outgoingRouting').list(ctx)).items) await of('outgoingRouting').remove(ctx, id);
      expect(await of('carrier').remove(ctx, other.rows.carrier ?? 0)).toBe(true);
      for (const name of ['carrierServer', 'ratingProfile', 'outgoingRoutingCarrier'] as const)
        expect((await of(name).list(ctx)).total, name).toBe(0);
    });

    it('delete a client with everything of it, return its numbers to the pool and keep its calls', async () => {
      const other = await makeBrand(test.database);
      const [gone] = other.clients;
      const ctx = person('brand', other);
      await of('ddi').update(ctx, gone?.rows.ddi ?? 0, { routeType: 'user', userId: gone?.rows.user });
      expect(await of('client').remove(ctx, gone?.clientId ?? 0)).toBe(true);
      for (const name of ['terminal', 'user', 'extension'] as const)
        expect(await findRow(test.database.manager, name, { clientId: gone?.clientId }), name).toBeUndefined();
      expect(await findRow(test.database.manager, 'administrator', { clientId: gone?.clientId })).toBeUndefined();
      expect(await of('ddi').get(ctx, gone?.rows.ddi ?? 0)).toMatchObject({ clientId: null, routeType: 'none', userId: null });
      expect(await of('billableCall').get(ctx, gone?.rows.billableCall ?? 0)).toMatchObject({ clientId: gone?.clientId });
    });

    it('delete a brand with everything of it', async () => {
      const other = await makeBrand(test.database);
      expect(await of('brand').remove(person('platform'), other.brandId)).toBe(true);
      for (const name of [
        'client',
        'carrier',
        'carrierServer',
        'ddi',
        'terminal',
        'user',
        'ratingProfile',
        'outgoingRouting',
        'administrator',
      ] as const)
        expect(await findRow(test.database.manager, name, { brandId: other.brandId }), name).toBeUndefined();
      expect(await of('brand').get(system, world.brandId)).toBeDefined();
    });
  });

  describe('and the feed of changes', () => {
    it('number every write, tell who did it, and do not count what changed nothing', async () => {
      const before = await revision();
      const ctx = { ...person('brand', world), requestId: 'request-7' };
      const row = await of('carrier').create(ctx, { name: 'fed' });
      await of('carrier').update(ctx, row.id, { status: 'blocked' });
      await of('carrier').update(ctx, row.id, { status: 'blocked' });
      await of('carrier').update(ctx, row.id, {});
      await of('carrier').remove(ctx, row.id);
      const changes = await test.database.query(
        'SELECT revision, resource, row_id AS id, operation, brand_id AS brandId, actor, request_id AS requestId FROM config_change WHERE revision > ? ORDER BY revision',
        [before],
      );
      const common = {
        resource: 'carrier',
        id: row.id,
        brandId: world.brandId,
        actor: 'administrator:somebody at brand',
        requestId: 'request-7',
      };
      expect((changes as { revision: unknown }[]).map((change) => ({ ...change, revision: Number(change.revision) }))).toEqual(
        ['create', 'update', 'delete'].map((operation, n) => expect.objectContaining({ ...common, operation, revision: before + n + 1 })),
      );
    });

    it('have no holes under parallel writes, refused ones included', async () => {
      const before = await revision();
      const ctx = person('brand', world);
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) => refusalOf(of('destination').create(ctx, { name: 'x', prefix: `+9${n % 10}` }))),
      );
      expect(results.filter(({ code }) => code === 'accepted')).toHaveLength(10);
      expect(results.filter(({ code }) => code === 'not-unique')).toHaveLength(10);
      expect(await revision()).toBe(before + 10);
      const [row] = (await test.database.query('SELECT COUNT(*) AS n FROM config_change WHERE revision > ?', [before])) as { n: unknown }[];
      expect(Number(row?.n)).toBe(10);
    });
  });

  describe('and lists', () => {
    const ctx = () => person('brand', world);
    const list = (raw: Record<string, unknown>) => of('carrier').list(ctx(), parseListQuery(resourceOf('carrier'), 'brand', raw));
    const names = async (raw: Record<string, unknown>) =>
      (await list({ ...raw, sort: raw['sort'] ?? 'name' })).items.map(({ name }) => name);
    beforeAll(async () => {
      for (const [name, status, maxCalls] of [
        ['list 50%', 'active', 1],
        ['list 50_', 'blocked', 2],
        ['list 501', 'active', 3],
        ["list ' OR 1=1 -- ", 'active', 4],
      ] as const)
        await of('carrier').create(ctx(), { name, status, maxCalls });
    });

    it.each<[Record<string, unknown>, readonly string[]]>([
      [{ 'name[contains]': 'list 50' }, ['list 50_', 'list 50%', 'list 501']],
      [{ 'name[contains]': '50%' }, ['list 50%']],
      [{ 'name[contains]': '50_' }, ['list 50_']],
      [{ 'name[contains]': "' OR 1=1" }, ["list ' OR 1=1 -- "]],
      [{ name: "x' OR '1'='1" }, []],
      [{ name: { contains: 'list' }, maxCalls: { gte: '3' } }, ["list ' OR 1=1 -- ", 'list 501']],
      [{ 'name[contains]': 'list', status: 'blocked' }, ['list 50_']],
      [{ 'name[contains]': 'list', 'maxCalls[in]': '1,3' }, ['list 50%', 'list 501']],
      [{ 'name[contains]': 'list', maxCalls: ['1', '2'] }, ['list 50_', 'list 50%']],
      [{ 'name[contains]': 'list', 'maxCalls[neq]': '1', 'maxCalls[lt]': '4' }, ['list 50_', 'list 501']],
      [{ 'name[contains]': 'list', 'transformationRuleSetId[exists]': 'true' }, []],
      [
        { 'name[contains]': 'list', 'balance[lte]': '0.000000', sort: '-maxCalls,name' },
        ["list ' OR 1=1 -- ", 'list 501', 'list 50_', 'list 50%'],
      ],
    ])('filter by %j', async (raw, expected) => {
      const found = await names(raw);
      expect(raw['sort'] ? found : found.sort()).toEqual(raw['sort'] ? expected : [...expected].sort());
    });

    it('page with a stable order and the whole total', async () => {
      const pages = await Promise.all(
        [1, 2, 3].map((page) => list({ 'name[contains]': 'list', itemsPerPage: '2', page: String(page), sort: 'status' })),
      );
      expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 0]);
      expect(pages.map(({ total }) => total)).toEqual([4, 4, 4]);
      expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(4);
    });

    it.each<[Record<string, unknown>, string]>([
      [{ nonsense: '1' }, 'nonsense'],
      [{ brandId: '1' }, 'brandId'],
      [{ 'authPassword[contains]': 'x' }, 'authPassword'],
      [{ 'name[like]': 'x' }, 'name'],
      [{ 'status[contains]': 'a' }, 'status'],
      [{ status: 'gone' }, 'status'],
      [{ maxCalls: '1; DROP TABLE carrier' }, 'maxCalls'],
      [{ 'name[exists]': 'true' }, 'name'],
      [{ sort: 'name; DROP TABLE carrier' }, 'sort'],
      [{ sort: 'ha1Md5' }, 'sort'],
      [{ itemsPerPage: '501' }, 'itemsPerPage'],
      [{ page: '0' }, 'page'],
      [{ page: '-1' }, 'page'],
      [{ balance: '1e5' }, 'balance'],
      [{ __proto__x: '1' }, '__proto__x'],
    ])('refuse %j by field', async (raw, field) => {
      const refusal = await refusalOf((async () => list(raw))());
      expect(refusal.code).toBe('query-invalid');
      expect(refusal.errors.map((error) => error.field)).toEqual([field]);
    });

    it('do not let a level filter or sort by what is hidden from it', async () => {
      for (const request of [
        { filters: [{ field: 'carrierName', op: 'eq' as const, value: 'x' }] },
        { sort: [{ field: 'cost', descending: true }] },
      ])
        expect(await refusalOf(of('billableCall').list(person('client', world, vpbx), request))).toMatchObject({ code: 'query-invalid' });
    });

    it('filter calls by time, newest first', async () => {
      const found = await of('billableCall').list(
        system,
        parseListQuery(resourceOf('billableCall'), 'platform', {
          'startedAt[gte]': '2026-11-21T09:55:00.123Z',
          'startedAt[lt]': '2026-11-22',
        }),
      );
      expect(found.total).toBeGreaterThan(0);
      expect(found.items[0]).toMatchObject({ startedAt: '2026-11-21T09:55:00.123Z', durationSec: 31, price: '0.010000' });
      expect(
        (
          await of('billableCall').list(
            system,
            parseListQuery(resourceOf('billableCall'), 'platform', { 'startedAt[gt]': '2026-11-21T09:55:00.123Z' }),
          )
        ).total,
      ).toBe(0);
    });
  });

  it('let the platform act by itself across tenants', async () => {
    expect((await of('terminal').list(systemContext('worker'))).total).toBeGreaterThan(1);
  });
});
