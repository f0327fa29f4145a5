import { CodedError } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseListQuery, Repository, rowTag } from '../src/index.js';
import { resourceOf } from '../src/schema/references.js';
import { Factory, type Place } from './support/factory.js';
import { useDatabase } from './support/test-database.js';
import { person, system } from './support/world.js';

const refusalOf = async (work: Promise<unknown>): Promise<{ code: string; fields: readonly string[] }> =>
  work.then(
    () => ({ code: 'no error', fields: [] }),
    (thrown: unknown) => {
      const { code, facts } = thrown as CodedError;
      return { code, fields: ((facts['errors'] ?? []) as { field: string }[]).map(({ field }) => field) };
    },
  );

describe('rows with links, texts, files, conditions and tags', () => {
  const test = useDatabase();
  let factory: Factory;
  let brand: Place;
  const tags: number[] = [];
  const brandContext = () => person('brand', { brandId: brand.brandId ?? 0, rows: {}, clients: [] });
  beforeAll(async () => {
    factory = new Factory(test.database);
    const platform: Place = { rows: {} };
    for (const code of ['USD', 'EUR']) platform.rows.currency = await factory.make('currency', platform, { code });
    brand = { brandId: await factory.make('brand', platform), rows: {}, above: platform };
    for (let n = 0; n < 3; n++) tags.push(await factory.make('routingTag', brand));
  });

  it('keep the ids of other rows, are found by them, and refuse one that does not exist', async () => {
    const patterns = [await factory.make('routingPattern', brand), await factory.make('routingPattern', brand)];
    const groups = new Repository(test.database, 'routingPatternGroup');
    const { id } = await groups.create(brandContext(), { name: 'group', routingPatternIds: [...patterns].reverse() });
    expect(await groups.get(brandContext(), id)).toMatchObject({ routingPatternIds: patterns });
    const found = await groups.list(
      brandContext(),
      parseListQuery(resourceOf('routingPatternGroup'), 'brand', { routingPatternIds: String(patterns[1]) }),
    );
    expect(found.items.map((row) => row.id)).toEqual([id]);
    expect(await groups.update(brandContext(), id, { routingPatternIds: [] })).toMatchObject({ routingPatternIds: [] });
    expect(await refusalOf(groups.update(brandContext(), id, { routingPatternIds: [patterns[0], 2_000_000_000] }))).toEqual({
      code: 'reference-unknown',
      fields: ['routingPatternIds'],
    });
  });

  it('keep texts by language as a whole', async () => {
    const currencies = new Repository(test.database, 'currency');
    const { id } = await currencies.create(system, { code: 'GBP', symbol: '£', name: { en: 'Pound', es: 'Libra' } });
    const all = { ca: null, it: null, eu: null };
    expect(await currencies.get(system, id)).toMatchObject({ name: { en: 'Pound', es: 'Libra', ...all } });
    expect(await currencies.update(system, id, { name: { en: 'Sterling' } })).toMatchObject({ name: { en: 'Sterling', es: null, ...all } });
    expect(await refusalOf(currencies.update(system, id, { name: { es: 'Libra' } }))).toEqual({ code: 'body-invalid', fields: ['name'] });
    const found = await currencies.list(system, parseListQuery(resourceOf('currency'), 'platform', { 'name[start]': 'Sterl' }));
    expect(found.items.map((row) => row.id)).toEqual([id]);
  });

  it('are changed and deleted in the state that was seen only', async () => {
    const carriers = new Repository(test.database, 'routingTag');
    const ctx = brandContext();
    const { id } = await carriers.create(ctx, { name: 'tagged', tag: '77#' });
    const seen = rowTag((await carriers.get(ctx, id)) ?? {}) ?? '';
    expect(seen).toMatch(/^[\w-]{22}/);
    const changed = await carriers.update(ctx, id, { name: 'changed' }, seen);
    expect(rowTag(changed ?? {})).not.toBe(seen);
    expect(await refusalOf(carriers.update(ctx, id, { name: 'lost' }, seen))).toMatchObject({ code: 'row-changed' });
    expect(await refusalOf(carriers.remove(ctx, id, seen))).toMatchObject({ code: 'row-changed' });
    expect(await carriers.remove(ctx, id, rowTag((await carriers.get(ctx, id)) ?? {}))).toBe(true);
  });

  it('go together or not at all', async () => {
    const rows = new Repository(test.database, 'routingTag');
    expect(await refusalOf(rows.removeMany(brandContext(), [...tags, 2_000_000_000]))).toMatchObject({ code: 'not-found' });
    expect((await rows.list(brandContext())).total).toBe(tags.length);
    await rows.removeMany(brandContext(), tags);
    expect((await rows.list(brandContext())).total).toBe(0);
  });

  it('are read on behind a cursor, each once, in the order of the list', async () => {
    const patterns = new Repository(test.database, 'routingPattern');
    const before = (await patterns.list(brandContext(), { itemsPerPage: 500 })).total;
    for (let n = 0; n < 7; n++) await factory.make('routingPattern', brand);
    const seen: string[] = [];
    const request = { itemsPerPage: 3, sort: [{ field: 'name', descending: true }] };
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { readonly items: readonly { readonly name: string }[]; readonly next: string | null } = await patterns.scroll(
        brandContext(),
        { ...request, cursor },
      );
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    }
    expect(seen).toHaveLength(before + 7);
    const whole = await patterns.list(brandContext(), { itemsPerPage: 500, sort: request.sort });
    expect(seen).toEqual(whole.items.map(({ name }) => name));
    expect(await refusalOf(patterns.scroll(brandContext(), { ...request, cursor: 'nonsense' }))).toEqual({
      code: 'query-invalid',
      fields: ['cursor'],
    });
  });

  it.each([
    [{ 'name[between]': 'b..c' }],
    [{ 'name[start]': 'bb' }],
    [{ 'name[end]': 'bb' }],
    [{ 'name[partial]': 'b' }],
    [{ 'name[exact]': 'bbb' }],
    [{ 'name[after]': 'b', 'name[strictly_before]': 'c' }],
  ])('are found by %j', async (raw) => {
    const numbers = new Repository(test.database, 'fixedCost');
    const { items } = await numbers.list(brandContext());
    if (items.length === 0) for (const name of ['aaa', 'bbb', 'ccc']) await numbers.create(brandContext(), { name, cost: '1' });
    const found = await numbers.list(brandContext(), parseListQuery(resourceOf('fixedCost'), 'brand', raw));
    expect(found.items.map(({ name }) => name)).toEqual(['bbb']);
  });

  it('are given a SIP password that is shown once', async () => {
    const clientId = await factory.make('client', brand, { type: 'vpbx' });
    const phones = new Repository(test.database, 'terminal');
    const made: Readonly<Record<string, unknown>> = await phones.create(system, { brandId: brand.brandId, clientId, name: 'phone1' });
    expect(made['password']).toMatch(/^(?=(.*[A-Z]){3})(?=(.*[a-z]){3})(?=(.*\d){3})(?=.*[+*_-]).{20}$/);
    expect(await phones.get(system, Number(made['id']))).not.toHaveProperty('password');
  });
});
