import { LEVELS, type Level } from '@switchyard/kernel';
import {
  applies,
  createSchema,
  exampleOf,
  fieldsAt,
  initialOf,
  isSecretField,
  mayUse,
  patchSchema,
  RESOURCES,
  tenantColumns,
  type Field,
  type Resource,
  type ResourceName,
} from '@switchyard/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../../libs/data/test/support/factory.js';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { makeWholeWorld, ownTypeOf, type WholeBrand, type WholeWorld } from '../../../libs/data/test/support/whole-world.js';
import { storeLeg } from '@switchyard/data';
import { findRow } from '../../../libs/data/src/repository/stored-row.js';
import { legOf, type Tenant } from '../../../libs/data/test/support/world.js';
import { startApi, type Answer, type Api, type Send } from './support/api.js';

const names = Object.keys(RESOURCES) as ResourceName[];
const resourceOf = (name: ResourceName): Resource => RESOURCES[name] as unknown as Resource;
const cells = names.flatMap((name) => LEVELS.map((level) => ({ name, level, access: resourceOf(name).levels[level] })));
const allow = (verb: 'create' | 'read' | 'update' | 'delete') => cells.filter(({ name, level }) => mayUse(resourceOf(name), level, verb));
/** What is made at the same address by a controller of its own. */
const MADE_OTHERWISE: ReadonlySet<ResourceName> = new Set(['changeSet', 'importJob']);
const UNKNOWN_ID = 2_000_000_000;

/** A value no field of the kind takes. */
const BOGUS: Record<Field['kind'], unknown> = {
  text: 17,
  int: 'seven',
  bool: 'yes',
  enum: 'no such value',
  money: '1e3',
  datetime: 'yesterday',
  date: '2026-02-30',
  time: '25:00:00',
  list: ['no such value'],
  texts: { es: 'without English' },
  file: 'a path',
  json: {},
  ref: 'one',
  refs: [0],
  password: 'x',
  sipPassword: 'x',
  secret: '',
};

describe('every resource at every level over HTTP', () => {
  const test = useDatabase();
  let api: Api;
  let world: WholeWorld;
  let a: WholeBrand;
  let b: WholeBrand;
  beforeAll(async () => {
    world = await makeWholeWorld(test.database);
    [a, b] = world.brands;
    api = await startApi(test.database, world.brands);
  }, 300_000);
  afterAll(() => api?.close());

  const spoken = new Map<string, Promise<Send>>();
  /** A person of the level in the tenant whose rows of the resource are looked at; one login for each. */
  function speak(level: Level, name: ResourceName, brand: WholeBrand = a, tenant: Tenant = tenantOf(brand, name)): Promise<Send> {
    const who = level === 'user' || level === 'client' ? tenant : undefined;
    const key = `${level} ${level === 'platform' ? '' : brand.brandId} ${who?.clientId ?? ''}`;
    const known = spoken.get(key) ?? api.as(level, brand, level === 'user' ? (brand.clients[0] as Tenant) : tenant);
    spoken.set(key, known);
    return known;
  }
  const tenantOf = (brand: WholeBrand, name: ResourceName): Tenant => {
    const tenant = brand.clients.find(({ type }) => type === ownTypeOf(name));
    if (!tenant) throw new Error(`no client for ${name}`);
    return tenant;
  };
  const placeOf = (brand: WholeBrand, name: ResourceName): Place => brand.places[ownTypeOf(name)];
  const rowOf = (brand: WholeBrand, name: ResourceName): number =>
    world.platform.rows[name] ?? tenantOf(brand, name).rows[name] ?? brand.rows[name] ?? 0;
  const placeFor = (name: ResourceName): Place => (name === 'client' ? a.place : placeOf(a, name));
  const isShared = (name: ResourceName): boolean => resourceOf(name).scope.brand === undefined;
  /** True where a row of the other brand is not this caller's. */
  const isForeign = (name: ResourceName, level: Level): boolean => level !== 'platform' && !isShared(name);

  const expectProblem = (answer: Answer, status: number, code: string): void => {
    expect(answer).toMatchObject({ status, body: { status, code, errors: expect.any(Array) } });
    expect(answer.type).toContain('application/problem+json');
  };
  const listOf = async (send: Send, name: ResourceName): Promise<{ id: number }[]> => {
    const { status, body } = await send('GET', `${resourceOf(name).path}?itemsPerPage=500`);
    expect(status).toBe(200);
    const items = body['items'] as { id: number }[];
    expect(items).toHaveLength(Math.min(500, Number(body['total'])));
    return items;
  };

  it.concurrent.each(allow('read'))('lists $name at $level, own rows only', async ({ name, level }) => {
    const items = await listOf(await speak(level, name), name);
    const ids = items.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const foreign = [rowOf(b, name), ...(level === 'client' ? [a.clients[1]?.rows[name] ?? 0] : [])].filter((id) => id !== 0);
    if (isForeign(name, level)) for (const id of foreign) if (id !== rowOf(a, name)) expect(ids).not.toContain(id);
    for (const item of items)
      expect(Object.keys(item).sort()).toEqual(['id', ...fieldsAt(resourceOf(name), level, 'read').map(([key]) => key)].sort());
  });

  it.concurrent.each(allow('read').filter(({ name, level }) => isForeign(name, level)))(
    'answers 404 to every verb on a foreign $name at $level, alone and in bulk, whatever the body',
    async ({ name, level }) => {
      const send = await speak(level, name);
      const { path } = resourceOf(name);
      const verbs = { update: mayUse(resourceOf(name), level, 'update'), delete: mayUse(resourceOf(name), level, 'delete') };
      const others = [rowOf(b, name), ...(level === 'client' && ownTypeOf(name) === 'vpbx' ? [a.clients[1]?.rows[name] ?? 0] : [])];
      for (const id of others.filter((other) => other !== 0 && other !== rowOf(a, name))) {
        expectProblem(await send('GET', `${path}/${id}`), 404, 'not-found');
        if (verbs.update)
          for (const body of [{}, { nonsense: 1 }, []]) expectProblem(await send('PATCH', `${path}/${id}`, body), 404, 'not-found');
        if (!verbs.delete) continue;
        expectProblem(await send('DELETE', `${path}/${id}`), 404, 'not-found');
        // All or none: the own row that is named with it stays.
        const bulk = await send('DELETE', `${path}?id=${rowOf(a, name)},${id}`);
        expect([404, 409, 422]).toContain(bulk.status);
        if (bulk.status === 404) expectProblem(bulk, 404, 'not-found');
        expect((await send('GET', `${path}/${rowOf(a, name)}`)).status).toBe(200);
      }
      const owner = await speak('brand', name, b);
      if (mayUse(resourceOf(name), 'brand', 'read')) expect((await owner('GET', `${path}/${rowOf(b, name)}`)).status).toBe(200);
    },
  );

  it.concurrent.each(cells.filter(({ access }) => access !== 'write'))(
    'answers 403 where $level may not use $name',
    async ({ name, level }) => {
      const send = await speak(level, name);
      const resource = resourceOf(name);
      const { path } = resource;
      const refused = [
        ['create', 'POST', path],
        ['update', 'PATCH', `${path}/1`],
        ['delete', 'DELETE', `${path}/1`],
        ['delete', 'DELETE', `${path}?id=1`],
        ['read', 'GET', path],
        ['read', 'GET', `${path}/1`],
      ] as const;
      const asked = refused.filter(([verb]) => !mayUse(resource, level, verb) && !(verb === 'create' && MADE_OTHERWISE.has(name)));
      const answers = await Promise.all(
        asked.map(([, method, address]) => send(method, address, method === 'POST' || method === 'PATCH' ? {} : undefined)),
      );
      for (const answer of answers) expectProblem(answer, 403, 'level-forbidden');
    },
  );

  /** The row that a change is tried on. */
  const ownRow = async (send: Send, name: ResourceName): Promise<number> => rowOf(a, name) || (await listOf(send, name))[0]?.id || 0;

  it.concurrent.each(
    cells.filter(({ name, level }) => mayUse(resourceOf(name), level, 'create') || mayUse(resourceOf(name), level, 'update')),
  )('refuses a bogus value of each field of $name at $level by name, on creation and on change', async ({ name, level }) => {
    const send = await speak(level, name);
    const resource = resourceOf(name);
    for (const [verb, schema] of [
      ['create', createSchema],
      ['update', patchSchema],
    ] as const) {
      if (!mayUse(resource, level, verb)) continue;
      const fields = Object.keys(schema(resource, level).shape);
      const body = Object.fromEntries(fields.map((key) => [key, BOGUS[(resource.fields[key] as Field).kind]]));
      if (fields.length === 0) continue;
      const answer = await (verb === 'create'
        ? send('POST', resource.path, body)
        : send('PATCH', `${resource.path}/${await ownRow(send, name)}`, body));
      expectProblem(answer, 422, 'body-invalid');
      for (const field of fields) {
        const value = isSecretField(resource.fields[field] as Field) ? '(hidden)' : body[field];
        expect(answer.body['errors']).toContainEqual({ field, rule: expect.stringMatching(/^must/), value });
      }
    }
  });

  it.concurrent.each(allow('create'))('takes no unknown, read-only or tenant field of $name at $level', async ({ name, level }) => {
    const send = await speak(level, name);
    const resource = resourceOf(name);
    const shape = createSchema(resource, level).shape;
    const fields = ['id', 'nonsense', ...Object.keys(resource.fields).filter((key) => shape[key] === undefined)];
    const answer = await send('POST', resource.path, Object.fromEntries(fields.map((field) => [field, 1])));
    expectProblem(answer, 422, 'body-invalid');
    for (const field of fields) expect(answer.body['errors']).toContainEqual({ field, rule: expect.any(String), value: expect.anything() });
  });

  const references = (['create', 'update'] as const).flatMap((verb) =>
    allow(verb).flatMap(({ name, level }) => {
      const patchable = patchSchema(resourceOf(name), level).shape;
      const fields = Object.keys((verb === 'create' ? createSchema : patchSchema)(resourceOf(name), level).shape);
      return fields.flatMap((field) => {
        const known = resourceOf(name).fields[field] as Field;
        if (known.kind !== 'ref' && known.kind !== 'refs') return [];
        // What can be changed is tried by a change: a creation checks it in the same place.
        if (verb === 'create' && mayUse(resourceOf(name), level, 'update') && patchable[field] !== undefined) return [];
        return [{ name, level, field, verb, to: known.to as ResourceName }];
      });
    }),
  );

  /** What else a row must hold so that the field means something in it. */
  async function conditionsOf(name: ResourceName, field: string): Promise<Record<string, unknown>> {
    const { fields } = resourceOf(name);
    const { when } = fields[field] as Field;
    if (!when) return {};
    const given: Record<string, unknown> = { ...(await conditionsOf(name, when.field)), [when.field]: when.is[0] };
    for (const [key, other] of Object.entries<Field>(fields))
      if (key !== field && other.when?.required && other.when.field === when.field && applies(fields, key, given))
        given[key] = other.kind === 'ref' ? await world.factory.ensure(other.to as ResourceName, placeOf(a, name)) : exampleOf(other);
    return given;
  }

  it.concurrent.each(references)(
    'refuses a foreign $to as $field of $name at $level like one that is not there ($verb)',
    async ({ name, level, field, to, verb }) => {
      const send = await speak(level, name);
      const resource = resourceOf(name);
      const { kind } = resource.fields[field] as Field;
      const given = verb === 'create' ? await world.factory.body(name, placeOf(a, name)) : {};
      for (const key of Object.keys(given))
        if (createSchema(resource, level).shape[key] === undefined || tenantColumns(resource, level).has(key))
          Reflect.deleteProperty(given, key);
      const conditions = await conditionsOf(name, field);
      const patchable = patchSchema(resource, level).shape;
      // A condition that cannot be changed is one of another row.
      const isFixed = verb === 'update' && Object.keys(conditions).some((key) => patchable[key] === undefined);
      const own = isFixed ? await world.factory.make(name, placeFor(name), conditions) : rowOf(a, name);
      const whole = { ...given, ...(isFixed ? {} : conditions), [field]: UNKNOWN_ID };
      const row = {
        ...Object.fromEntries(Object.entries<Field>(resource.fields).map(([key, other]) => [key, initialOf(other)])),
        ...whole,
      };
      const body = Object.fromEntries(Object.entries(whole).filter(([key]) => isFixed || applies(resource.fields, key, row)));
      const foreign = to === 'client' ? tenantOf(b, name).clientId : rowOf(b, to);
      const refuse = async (id: number): Promise<unknown> => {
        const value = kind === 'refs' ? [id] : id;
        const answer = await (verb === 'create'
          ? send('POST', resource.path, { ...body, [field]: value })
          : send('PATCH', `${resource.path}/${own}`, { ...body, [field]: value }));
        expectProblem(answer, 422, 'reference-unknown');
        const errors = answer.body['errors'] as { field: string }[];
        expect(errors).toContainEqual({ field, rule: expect.any(String), value });
        // The value itself is the only thing that may differ.
        return errors.filter((error) => error.field === field).map((error) => ({ ...error, value: null }));
      };
      const nobody = await refuse(UNKNOWN_ID);
      // The platform has no tenant of its own that a reference to another brand's row could leave.
      if (level !== 'platform' && !isShared(to)) expect(await refuse(foreign)).toEqual(nobody);
    },
  );

  it('creates with a Location that answers, changes and deletes', async () => {
    const send = await api.as('brand');
    const made = await send('POST', 'carriers', { name: 'new carrier' });
    expect(made).toMatchObject({ status: 201, location: `/api/brand/carriers/${String(made.body['id'])}`, body: { name: 'new carrier' } });
    const address = `carriers/${String(made.body['id'])}`;
    expect(await send('PATCH', address, { maxCalls: 5 })).toMatchObject({ status: 200, body: { maxCalls: 5 } });
    expect((await send('DELETE', address)).status).toBe(204);
    expectProblem(await send('GET', address), 404, 'not-found');
  });

  it('shows a client neither carriers nor costs in a trace, and the trace to nobody else', async () => {
    const own = a.clients[0] as Tenant;
    const record = legOf(own, { userId: own.rows.user ?? null });
    await storeLeg(test.database, record, { price: '0.010000', cost: '0.005000' });
    const call = await findRow(test.database.manager, 'billableCall', { legUid: record.legUid });
    const address = `billable-calls/${String(call?.id)}/trace`;
    const brand = await (await api.as('brand'))('GET', address);
    expect(brand).toMatchObject({ status: 200, body: { decision: { outcome: 'route' }, revision: 1, attempts: [] } });
    expect(JSON.stringify(brand.body['trace'])).toContain('longest prefix');
    for (const level of ['client', 'user'] as const) {
      const answer = await (await api.as(level))('GET', address);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body['trace'])).not.toContain('longest prefix');
    }
    for (const [level, world] of [
      ['brand', b],
      ['client', b],
      ['user', b],
    ] as const)
      expectProblem(await (await api.as(level, world))('GET', address), 404, 'not-found');
    expectProblem(await (await api.as('client', a, a.clients[1]))('GET', address), 404, 'not-found');
  });

  it('ends a token with its login', async () => {
    const client = await api.as('client', a, a.clients[1]);
    expect((await client('GET', 'me')).status).toBe(200);
    const id = String(a.clients[1]?.rows.administrator);
    const brand = await api.as('brand');
    expect((await brand('PATCH', `administrators/${id}`, { active: false })).status).toBe(200);
    expectProblem(await client('GET', 'me'), 401, 'token-invalid');
  });
});
