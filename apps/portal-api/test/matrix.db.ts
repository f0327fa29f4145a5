import { LEVELS, type Level } from '@switchyard/kernel';
import {
  createSchema,
  fieldsAt,
  isSecretField,
  patchSchema,
  RESOURCES,
  type Field,
  type Resource,
  type ResourceName,
} from '@switchyard/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import type { BrandWorld, Tenant } from '../../../libs/data/test/support/world.js';
import { startApi, type Answer, type Api, type Send } from './support/api.js';

const names = Object.keys(RESOURCES) as ResourceName[];
const resourceOf = (name: ResourceName): Resource => RESOURCES[name] as unknown as Resource;
const cells = names.flatMap((name) => LEVELS.map((level) => ({ name, level, access: resourceOf(name).levels[level] })));
const readable = cells.filter(({ access }) => access !== 'none');
const writable = cells.filter(({ access }) => access === 'write');
const OWNER: Partial<Record<ResourceName, string>> = {
  residentialDevice: 'residential',
  retailAccount: 'retail',
  clientAddress: 'wholesale',
};
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
  beforeAll(async () => {
    api = await startApi(test.database);
  });
  afterAll(() => api?.close());

  const tenantOf = (world: BrandWorld, name: ResourceName): Tenant => {
    const tenant = world.clients.find(({ type }) => type === (OWNER[name] ?? 'vpbx'));
    if (!tenant) throw new Error(`no client for ${name}`);
    return tenant;
  };
  const speak = (level: Level, name: ResourceName): Promise<Send> =>
    api.as(level, api.a, level === 'user' ? undefined : tenantOf(api.a, name));
  const rowOf = (world: BrandWorld, name: ResourceName): number => tenantOf(world, name).rows[name] ?? world.rows[name] ?? 0;
  /** True where a row of the other brand is not this caller's. */
  const isForeign = (name: ResourceName, level: Level): boolean => level !== 'platform' && resourceOf(name).scope.brand !== undefined;

  const expectProblem = (answer: Answer, status: number, code: string): void => {
    expect(answer).toMatchObject({ status, body: { status, code, errors: expect.any(Array) } });
    expect(answer.type).toContain('application/problem+json');
  };

  it.each(readable)('lists $name at $level, own rows only', async ({ name, level }) => {
    const send = await speak(level, name);
    const { status, body } = await send('GET', `${resourceOf(name).path}?itemsPerPage=500`);
    expect(status).toBe(200);
    const items = body['items'] as { id: number }[];
    expect(items).toHaveLength(Number(body['total']));
    const ids = items.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    if (isForeign(name, level)) expect(ids).not.toContain(rowOf(api.b, name));
    else if (rowOf(api.b, name) > 0) expect(ids).toContain(rowOf(api.b, name));
    for (const item of items)
      expect(Object.keys(item).sort()).toEqual(['id', ...fieldsAt(resourceOf(name), level, 'read').map(([key]) => key)].sort());
  });

  it.each(readable.filter(({ name, level }) => isForeign(name, level)))(
    'answers 404 to every verb on a foreign $name at $level, whatever the body',
    async ({ name, level, access }) => {
      const send = await speak(level, name);
      const address = `${resourceOf(name).path}/${rowOf(api.b, name)}`;
      expectProblem(await send('GET', address), 404, 'not-found');
      if (access !== 'write') return;
      for (const body of [{}, { nonsense: 1 }, []]) expectProblem(await send('PATCH', address, body), 404, 'not-found');
      expectProblem(await send('DELETE', address), 404, 'not-found');
      const owner = await api.as('brand', api.b);
      if (resourceOf(name).levels.brand !== 'none') expect((await owner('GET', address)).status).toBe(200);
    },
  );

  it.each(cells.filter(({ access }) => access !== 'write'))(
    'answers 403 where $level may not use $name',
    async ({ name, level, access }) => {
      const send = await speak(level, name);
      const { path } = resourceOf(name);
      for (const [method, address] of [
        ['POST', path],
        ['PATCH', `${path}/1`],
        ['DELETE', `${path}/1`],
      ] as const)
        expectProblem(await send(method, address, method === 'DELETE' ? undefined : {}), 403, 'level-forbidden');
      if (access === 'none') for (const address of [path, `${path}/1`]) expectProblem(await send('GET', address), 403, 'level-forbidden');
    },
  );

  it.each(writable)(
    'refuses a bogus value of each field of $name at $level by name, on creation and on change',
    async ({ name, level }) => {
      const send = await speak(level, name);
      const resource = resourceOf(name);
      const id = rowOf(api.a, name) || Number(((await send('GET', resource.path)).body['items'] as { id: number }[])[0]?.id);
      for (const [use, schema] of [
        ['create', createSchema],
        ['patch', patchSchema],
      ] as const)
        for (const field of Object.keys(schema(resource, level).shape)) {
          const { kind } = resource.fields[field] as Field;
          const answer = await (use === 'create'
            ? send('POST', resource.path, { [field]: BOGUS[kind] })
            : send('PATCH', `${resource.path}/${id}`, { [field]: BOGUS[kind] }));
          expectProblem(answer, 422, 'body-invalid');
          const value = isSecretField(resource.fields[field] as Field) ? '(hidden)' : BOGUS[kind];
          expect(answer.body['errors']).toContainEqual({ field, rule: expect.stringMatching(/^must/), value });
        }
    },
  );

  it.each(writable)('takes no unknown, read-only or tenant field of $name at $level', async ({ name, level }) => {
    const send = await speak(level, name);
    const resource = resourceOf(name);
    const shape = createSchema(resource, level).shape;
    for (const field of ['id', 'nonsense', ...Object.keys(resource.fields).filter((key) => shape[key] === undefined)]) {
      const answer = await send('POST', resource.path, { [field]: 1 });
      expectProblem(answer, 422, 'body-invalid');
      expect(answer.body['errors']).toContainEqual({ field, rule: expect.any(String), value: expect.anything() });
    }
  });

  const references = writable.flatMap(({ name, level }) =>
    Object.entries(patchSchema(resourceOf(name), level).shape).flatMap(([field]) => {
      const known = resourceOf(name).fields[field] as Field;
      return known.kind === 'ref' ? [{ name, level, field, to: known.to as ResourceName }] : [];
    }),
  );
  it.each(references)(
    'refuses a foreign $to as $field of $name at $level like one that is not there',
    async ({ name, level, field, to }) => {
      const send = await speak(level, name);
      const address = `${resourceOf(name).path}/${rowOf(api.a, name)}`;
      const foreign = to === 'client' ? tenantOf(api.b, name).clientId : rowOf(api.b, to);
      const refuse = async (value: number): Promise<unknown> => {
        const answer = await send('PATCH', address, { [field]: value });
        expectProblem(answer, 422, 'reference-unknown');
        expect(answer.body['errors']).toContainEqual({ field, rule: expect.any(String), value });
        // The value itself is the only thing that may differ.
        const errors = (answer.body['errors'] as object[]).map((error) => ({ ...error, value: null }));
        return { ...answer.body, instance: null, errors };
      };
      // The platform has no tenant of its own that a reference to another brand's row could leave.
      const nobody = await refuse(UNKNOWN_ID);
      if (level !== 'platform') expect(await refuse(foreign)).toEqual(nobody);
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
    const own = tenantOf(api.a, 'billableCall');
    const address = `billable-calls/${String(own.rows.billableCall)}/trace`;
    const brand = await (await api.as('brand'))('GET', address);
    expect(brand).toMatchObject({ status: 200, body: { decision: { outcome: 'route' }, revision: 1, attempts: [] } });
    expect(JSON.stringify(brand.body['trace'])).toContain('longest prefix');
    for (const level of ['client', 'user'] as const) {
      const answer = await (await api.as(level))('GET', address);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body['trace'])).not.toContain('longest prefix');
    }
    for (const [level, world] of [
      ['brand', api.b],
      ['client', api.b],
      ['user', api.b],
    ] as const)
      expectProblem(await (await api.as(level, world))('GET', address), 404, 'not-found');
    expectProblem(await (await api.as('client', api.a, api.a.clients[1]))('GET', address), 404, 'not-found');
  });

  it('ends a token with its login', async () => {
    const client = await api.as('client', api.a, api.a.clients[1]);
    expect((await client('GET', 'me')).status).toBe(200);
    const id = String(api.a.clients[1]?.rows.administrator);
    const brand = await api.as('brand');
    expect((await brand('PATCH', `administrators/${id}`, { active: false })).status).toBe(200);
    expectProblem(await client('GET', 'me'), 401, 'token-invalid');
  });
});
