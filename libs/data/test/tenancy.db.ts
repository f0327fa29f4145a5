import { CodedError, LEVELS, type Level, type RequestContext } from '@switchyard/kernel';
import { isSecretField, mayUse, patchSchema, RESOURCES, type ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTrace, Repository, storeLeg } from '../src/index.js';
import { findRow, findRows, type StoredRow } from '../src/repository/stored-row.js';
import { isRecord, resourceNames, resourceOf } from '../src/schema/references.js';
import { useDatabase } from './support/test-database.js';
import { makeWholeWorld, ownTypeOf, type WholeBrand } from './support/whole-world.js';
import { legOf, person, system, type Tenant } from './support/world.js';

const cells = resourceNames.flatMap((name) => LEVELS.map((level) => ({ name, level })));
const allow = (verb: 'create' | 'read' | 'update' | 'delete') => cells.filter(({ name, level }) => mayUse(RESOURCES[name], level, verb));
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : `not coded: ${String(thrown)}`),
  );

describe('tenancy of every resource at every level', () => {
  const test = useDatabase();
  let a: WholeBrand;
  let b: WholeBrand;
  beforeAll(async () => {
    [a, b] = (await makeWholeWorld(test.database)).brands;
  }, 180_000);

  const tenantOf = (brand: WholeBrand, name: ResourceName): Tenant => brand.clients.find(({ type }) => type === ownTypeOf(name)) as Tenant;
  const contextAt = (level: Level, name: ResourceName): RequestContext =>
    person(level, a, level === 'user' ? a.clients[0] : tenantOf(a, name));

  /** Rows that this person may see and the others, worked out from the rows themselves and not by the code under test. */
  async function mine(name: ResourceName, { scope: who }: RequestContext): Promise<{ own: number[]; foreign: number[] }> {
    const { scope, shared } = resourceOf(name);
    const wanted = [
      [scope.brand, 'brandId' in who ? who.brandId : undefined],
      [scope.client, 'clientId' in who ? who.clientId : undefined],
      [scope.user, 'userId' in who ? who.userId : undefined],
    ] as const;
    const holds = (value: unknown, id: number): boolean =>
      Array.isArray(value) ? value.includes(id) : value === id || (shared === true && value === null);
    const isOwn = (row: StoredRow): boolean =>
      wanted.every(([column, id]) => column === undefined || id === undefined || holds(row[column], id));
    const rows = await findRows(test.database.manager, name, {});
    return { own: rows.filter(isOwn).map(({ id }) => id), foreign: rows.filter((row) => !isOwn(row)).map(({ id }) => id) };
  }

  it.each(allow('read'))('lists $name at $level without anybody else’s', async ({ name, level }) => {
    const ctx = contextAt(level, name);
    const { own, foreign } = await mine(name, ctx);
    const { items, total } = await new Repository(test.database, name).list(ctx, { itemsPerPage: 500 });
    expect(items.map(({ id }) => id).sort((x, y) => x - y)).toEqual(own);
    expect(total).toBe(own.length);
    expect(own.length, 'something to see').toBeGreaterThan(0);
    if (level !== 'platform' && resourceOf(name).scope.brand) expect(foreign.length, 'something to hide').toBeGreaterThan(0);
  });

  it.each(allow('read'))('has no foreign $name at $level', async ({ name, level }) => {
    const ctx = contextAt(level, name);
    const { own, foreign } = await mine(name, ctx);
    const repository = new Repository(test.database, name);
    for (const id of foreign) expect(await repository.get(ctx, id)).toBeUndefined();
    for (const id of own.slice(0, 20)) expect(await repository.get(ctx, id)).toMatchObject({ id });
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31, 2 ** 53]) expect(await repository.get(ctx, id)).toBeUndefined();
  });

  it.each(allow('read'))('does not show hidden fields and secrets of $name at $level', async ({ name, level }) => {
    const { items } = await new Repository(test.database, name).list(contextAt(level, name));
    for (const [key, field] of Object.entries(resourceOf(name).fields))
      if (field.hiddenAt?.includes(level) || isSecretField(field)) for (const item of items) expect(item).not.toHaveProperty(key);
    expect(JSON.stringify(items)).not.toMatch(/ha1|\$argon2|v1:|Hash"|Encrypted"/);
  });

  it.each(cells)('lets $level do with $name what the table says and nothing else', async ({ name, level }) => {
    const repository = new Repository(test.database, name);
    const ctx = contextAt(level, name);
    const works = {
      read: [() => repository.list(ctx), () => repository.get(ctx, 1)],
      create: [() => repository.create(ctx, {})],
      update: [() => repository.update(ctx, 1, {})],
      delete: [() => repository.remove(ctx, 1), () => repository.removeMany(ctx, [1])],
    } as const;
    for (const verb of ['read', 'create', 'update', 'delete'] as const)
      if (!mayUse(RESOURCES[name], level, verb)) for (const work of works[verb]) expect(await codeOf(work())).toBe('level-forbidden');
  });

  it.each([...allow('update'), ...allow('delete')])('neither changes nor deletes a foreign $name at $level', async ({ name, level }) => {
    const repository = new Repository(test.database, name);
    const ctx = contextAt(level, name);
    const { own, foreign } = await mine(name, ctx);
    const flag = Object.entries(resourceOf(name).fields).find(
      ([key, field]) => field.kind === 'bool' && patchSchema(resourceOf(name), level).shape[key],
    )?.[0];
    for (const id of foreign.slice(0, 8)) {
      const before = await findRow(test.database.manager, name, { id });
      if (mayUse(RESOURCES[name], level, 'update'))
        expect(await repository.update(ctx, id, flag === undefined ? {} : { [flag]: !before?.[flag] })).toBeUndefined();
      if (mayUse(RESOURCES[name], level, 'delete')) {
        expect(await repository.remove(ctx, id)).toBe(false);
        expect(await codeOf(repository.removeMany(ctx, [id]))).toBe('not-found');
      }
      expect(await findRow(test.database.manager, name, { id })).toEqual(before);
    }
    expect((await mine(name, ctx)).own).toEqual(own);
  });

  it('lets nobody, not even the platform itself, write records of calls', async () => {
    for (const name of resourceNames.filter(isRecord)) {
      expect(await codeOf(new Repository(test.database, name).create(system, {}))).toBe('level-forbidden');
      expect(await codeOf(new Repository(test.database, name).update(system, 1, {}))).toBe('level-forbidden');
    }
  });

  it('shows a row of the level above and does not let it be changed below', async () => {
    const id = await findRow(test.database.manager, 'transformationRuleSet', { brandId: a.brandId }).then((row) => row?.id ?? 0);
    const shared = await new Repository(test.database, 'transformationRuleSet').create(system, {
      brandId: null,
      name: 'of the platform',
      countryCallingCode: '34',
    });
    const sets = new Repository(test.database, 'transformationRuleSet');
    const brand = person('brand', a);
    expect(await sets.get(brand, shared.id)).toMatchObject({ name: 'of the platform' });
    const works = [
      () => sets.update(brand, shared.id, { name: 'mine' }),
      () => sets.remove(brand, shared.id),
      () => sets.removeMany(brand, [id, shared.id]),
    ];
    for (const work of works) expect(await codeOf(work())).toBe('level-forbidden');
    // It may be referred to below, and nothing may become a part of it there.
    const provider = new Repository(test.database, 'ddiProvider');
    expect(await provider.update(brand, a.rows.ddiProvider ?? 0, { transformationRuleSetId: shared.id })).toMatchObject({
      transformationRuleSetId: shared.id,
    });
    const rule = { transformationRuleSetId: shared.id, type: 'calleein', matchExpr: '^00' };
    expect(await codeOf(new Repository(test.database, 'transformationRule').create(brand, rule))).toBe('reference-unknown');
  });

  it('gives the trace of a call to its tenant only', async () => {
    const [own, neighbour] = a.clients.filter(({ type }) => type === 'vpbx') as [Tenant, Tenant];
    const ids: number[] = [];
    for (const tenant of [own, neighbour, b.clients[0] as Tenant]) {
      const record = legOf(tenant, { userId: tenant.rows.user ?? null });
      await storeLeg(test.database, record, { price: '0.010000', cost: '0.005000' });
      ids.push((await findRow(test.database.manager, 'billableCall', { legUid: record.legUid }))?.id ?? 0);
    }
    const visible = async (ctx: RequestContext) =>
      Promise.all(ids.map(async (id) => (await readTrace(test.database, ctx, 'billableCall', id))?.decision.outcome ?? 'none'));
    expect(await visible(person('user', a, own))).toEqual(['route', 'none', 'none']);
    expect(await visible(person('client', a, own))).toEqual(['route', 'none', 'none']);
    expect(await visible(person('brand', a))).toEqual(['route', 'route', 'none']);
    expect(await visible(person('platform'))).toEqual(['route', 'route', 'route']);
  });
});
