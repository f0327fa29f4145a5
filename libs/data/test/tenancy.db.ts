import { CodedError, LEVELS, type Level, type RequestContext } from '@switchyard/kernel';
import { createSchema, patchSchema, RESOURCES, type ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTrace, Repository } from '../src/index.js';
import { findRow, select } from '../src/repository/stored-row.js';
import { isRecord, references, resourceNames, resourceOf } from '../src/schema/references.js';
import { useDatabase } from './support/test-database.js';
import { makeBrand, person, system, type BrandWorld, type ClientKind, type Tenant } from './support/world.js';

const OWNER: Partial<Record<ResourceName, ClientKind>> = {
  residentialDevice: 'residential',
  retailAccount: 'retail',
  clientAddress: 'wholesale',
};
const cases = resourceNames.flatMap((name) =>
  LEVELS.map((level) => ({ name, level, access: RESOURCES[name].levels[level] as 'none' | 'read' | 'write' })),
);
const at = (access: string) => cases.filter((item) => item.access === access);
const seen = cases.filter((item) => item.access !== 'none');

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : `not coded: ${String(thrown)}`),
  );

describe('tenancy of every resource at every level', () => {
  const test = useDatabase();
  let [a, b]: readonly [BrandWorld, BrandWorld] = [] as never;
  beforeAll(async () => {
    [a, b] = [await makeBrand(test.database), await makeBrand(test.database)];
    for (const name of ['first', 'second']) {
      await new Repository(test.database, 'applicationServer').create(system, {
        name,
        sipHost: `${name}.example`,
        ariUrl: 'http://127.0.0.1:8088',
      });
      await new Repository(test.database, 'mediaRelay').create(system, { name, host: '127.0.0.1' });
    }
  });

  const tenantsOf = (name: ResourceName): readonly [Tenant, Tenant] =>
    a.clients.filter(({ type }) => type === (OWNER[name] ?? 'vpbx')) as never;
  const contextAt = (level: Level, name: ResourceName): RequestContext => person(level, a, tenantsOf(name)[0]);

  /** Ids that this person may see, worked out from the rows themselves and not by the code under test. */
  async function mine(name: ResourceName, ctx: RequestContext): Promise<{ own: number[]; foreign: number[] }> {
    const { scope } = resourceOf(name);
    const rows = await select(test.database.manager, name).getMany();
    const wanted: [string | undefined, number | undefined][] = [
      [scope.brand, ctx.scope.level === 'platform' ? undefined : ctx.scope.brandId],
      [scope.client, ctx.scope.level === 'client' || ctx.scope.level === 'user' ? ctx.scope.clientId : undefined],
      [scope.user, ctx.scope.level === 'user' ? ctx.scope.userId : undefined],
    ];
    const isOwn = (row: Record<string, unknown>) =>
      wanted.every(([column, id]) => column === undefined || id === undefined || row[column] === id);
    return {
      own: rows.filter(isOwn).map((row) => row['id'] as number),
      foreign: rows.filter((row) => !isOwn(row)).map((row) => row['id'] as number),
    };
  }

  it('has rows of every resource to look at', async () => {
    for (const name of resourceNames) expect(await select(test.database.manager, name).getCount(), name).toBeGreaterThan(1);
  });

  it.each(seen)('lists $name at $level without anybody else’s', async ({ name, level }) => {
    const ctx = contextAt(level, name);
    const { own, foreign } = await mine(name, ctx);
    const { items, total } = await new Repository(test.database, name).list(ctx, { itemsPerPage: 500 });
    expect(items.map(({ id }) => id).sort((x, y) => x - y)).toEqual(own.sort((x, y) => x - y));
    expect(total).toBe(own.length);
    expect(own.length, 'something to see').toBeGreaterThan(0);
    if (level !== 'platform' && resourceOf(name).scope.brand) expect(foreign.length, 'something to hide').toBeGreaterThan(0);
  });

  it.each(seen)('has no foreign $name at $level', async ({ name, level }) => {
    const ctx = contextAt(level, name);
    const { own, foreign } = await mine(name, ctx);
    const repository = new Repository(test.database, name);
    for (const id of foreign) expect(await repository.get(ctx, id)).toBeUndefined();
    for (const id of own) expect(await repository.get(ctx, id)).toMatchObject({ id });
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31, 2 ** 53]) expect(await repository.get(ctx, id)).toBeUndefined();
  });

  it.each(seen)('does not show hidden fields and secrets of $name at $level', async ({ name, level }) => {
    const { items } = await new Repository(test.database, name).list(contextAt(level, name));
    const text = JSON.stringify(items);
    for (const [key, field] of Object.entries(resourceOf(name).fields))
      if (field.hiddenAt?.includes(level) || ['password', 'sipPassword', 'secret'].includes(field.kind))
        for (const item of items) expect(item).not.toHaveProperty(key);
    expect(text).not.toMatch(/ha1|\$argon2|v1:|Hash"|Encrypted"/);
  });

  it.each(at('none'))('refuses $name at $level altogether', async ({ name, level }) => {
    const repository = new Repository(test.database, name);
    const ctx = contextAt(level, name);
    for (const work of [
      repository.list(ctx),
      repository.get(ctx, 1),
      repository.create(ctx, {}),
      repository.update(ctx, 1, {}),
      repository.remove(ctx, 1),
    ])
      expect(await codeOf(work)).toBe('level-forbidden');
  });

  it.each(at('read'))('lets nobody write $name at $level', async ({ name, level }) => {
    const repository = new Repository(test.database, name);
    const ctx = contextAt(level, name);
    for (const work of [repository.create(ctx, {}), repository.update(ctx, 1, {}), repository.remove(ctx, 1)])
      expect(await codeOf(work)).toBe('level-forbidden');
  });

  it.each(at('write'))('neither changes nor deletes a foreign $name at $level', async ({ name, level }) => {
    const repository = new Repository(test.database, name);
    const ctx = contextAt(level, name);
    const { foreign } = await mine(name, ctx);
    for (const id of foreign) {
      const before = await findRow(test.database.manager, name, { id });
      const text = Object.entries(resourceOf(name).fields).find(
        ([key, field]) => field.kind === 'bool' && patchSchema(resourceOf(name), level).shape[key],
      );
      expect(await repository.update(ctx, id, text ? { [text[0]]: !before?.[text[0]] } : {})).toBeUndefined();
      expect(await repository.remove(ctx, id)).toBe(false);
      expect(await findRow(test.database.manager, name, { id })).toEqual(before);
    }
  });

  it('lets nobody, not even the platform itself, write records of calls', async () => {
    for (const name of resourceNames.filter(isRecord))
      for (const work of [new Repository(test.database, name).create(system, {}), new Repository(test.database, name).remove(system, 1)])
        expect(await codeOf(work)).toBe('level-forbidden');
  });

  const writable = references.flatMap((reference) =>
    LEVELS.filter((level) => RESOURCES[reference.from].levels[level] === ('write' as string)).map((level) => ({ ...reference, level })),
  );
  /** A row of somebody else: in another brand, and in another client of the same brand where the target has clients. */
  const strangers = (to: ResourceName): readonly number[] => {
    const other = tenantsOf(to)[1];
    const foreignClient = b.clients.find(({ type }) => type === (OWNER[to] ?? 'vpbx'));
    if (to === 'brand') return [b.brandId];
    if (to === 'client') return [foreignClient?.clientId ?? 0];
    const inClients = resourceOf(to).scope.client !== undefined;
    return inClients ? [foreignClient?.rows[to] ?? 0, other.rows[to] ?? 0] : [b.rows[to] ?? 0];
  };

  it.each(writable)(
    'refuses a foreign $to as $field of $from at $level exactly like one that does not exist',
    async ({ from, field, to, level }) => {
      const ctx = contextAt(level, from);
      const repository = new Repository(test.database, from);
      const id = (resourceOf(from).scope.client === undefined ? a.rows[from] : tenantsOf(from)[0].rows[from]) ?? a.rows[from] ?? 0;
      const isPatchable = patchSchema(resourceOf(from), level).shape[field] !== undefined;
      const isCreatable = createSchema(resourceOf(from), level).shape[field] !== undefined;
      const unknown = 2_000_000_000;
      const before = await findRow(test.database.manager, from, { id });
      for (const value of [...strangers(to), unknown]) {
        expect(value, 'a stranger exists').toBeGreaterThan(0);
        // At the platform there is no own tenant a reference could leave, except that of the row.
        if (level === 'platform' && (field === 'brandId' || !before?.['brandId']) && value !== unknown) continue;
        const body = { ...creatable(before ?? {}, from, level), [field]: value };
        const errors: string[] = [];
        const collect = (thrown: unknown) => {
          expect(thrown).toBeInstanceOf(CodedError);
          errors.push((thrown as CodedError).code);
          expect((thrown as CodedError).facts['errors']).toContainEqual({ field, rule: expect.stringMatching(/^names no /), value });
        };
        if (isPatchable) await repository.update(ctx, id, { [field]: value }).then(() => errors.push('accepted'), collect);
        if (isCreatable) await repository.create(ctx, body).then(() => errors.push('accepted'), collect);
        expect(errors).toEqual([isPatchable, isCreatable].filter(Boolean).map(() => 'reference-unknown'));
      }
      expect(await findRow(test.database.manager, from, { id })).toEqual(before);
    },
  );

  /** A body like an existing row, as far as the level may give it. */
  function creatable(row: Record<string, unknown>, name: ResourceName, level: Level): Record<string, unknown> {
    const body: Record<string, unknown> = {};
    for (const key of Object.keys(createSchema(resourceOf(name), level).shape)) {
      const kind = resourceOf(name).fields[key]?.kind;
      const value = ['password', 'sipPassword', 'secret'].includes(String(kind)) ? 'a long password' : row[key];
      if (value !== undefined) body[key] = value;
    }
    return body;
  }

  it('gives the trace of a call to its tenant only', async () => {
    const [own, neighbour] = tenantsOf('billableCall');
    const stranger = b.clients[0];
    const ids = [own, neighbour, stranger].map((tenant) => tenant?.rows.billableCall ?? 0);
    const visible = async (ctx: RequestContext) =>
      Promise.all(ids.map(async (id) => (await readTrace(test.database, ctx, 'billableCall', id))?.decision.outcome ?? 'none'));
    expect(await visible(person('user', a, own))).toEqual(['route', 'none', 'none']);
    expect(await visible(person('client', a, own))).toEqual(['route', 'none', 'none']);
    expect(await visible(person('brand', a))).toEqual(['route', 'route', 'none']);
    expect(await visible(person('platform'))).toEqual(['route', 'route', 'route']);
  });
});
