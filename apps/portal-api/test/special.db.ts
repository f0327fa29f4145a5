import { type Level } from '@switchyard/kernel';
import { storeLeg } from '@switchyard/data';
import { SERVER_SIGHTS_KEY, writeSights } from '@switchyard/model';
import { LOCATION_NOTICES, locationKey, writeLocations, type Registration } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWholeWorld, type WholeBrand, type WholeWorld } from '../../../libs/data/test/support/whole-world.js';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { legOf, type Tenant } from '../../../libs/data/test/support/world.js';
import { startApi, type Answer, type Api, type Send } from './support/api.js';

const HOUR_MS = 3_600_000;

describe('what is done besides list, create, change and delete', () => {
  const test = useDatabase();
  let server: RedisServer;
  let redis: Redis;
  let api: Api;
  let world: WholeWorld;
  let a: WholeBrand;
  let b: WholeBrand;
  let vpbx: Tenant;
  let twin: Tenant;
  const speakers: Partial<Record<Level, Send>> = {};

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url, { maxRetriesPerRequest: 1 });
    world = await makeWholeWorld(test.database);
    [a, b] = world.brands;
    [vpbx, twin] = a.clients as [Tenant, Tenant];
    api = await startApi(test.database, world.brands, redis);
    for (const level of ['platform', 'brand', 'client', 'user'] as const) speakers[level] = await api.as(level, a, vpbx);
  }, 300_000);
  afterAll(async () => {
    await api?.close();
    redis?.disconnect();
    await server?.close();
  });
  const as = (level: Level): Send => speakers[level] as Send;
  const refused = (answer: Answer, status: number, code: string): void => expect(answer).toMatchObject({ status, body: { status, code } });
  const itemsOf = (answer: Answer): Record<string, unknown>[] => {
    expect(answer.status).toBe(200);
    return answer.body['items'] as Record<string, unknown>[];
  };
  const valueOf = async (sql: string, values: readonly unknown[]): Promise<string> => {
    const [row] = await test.database.query<Record<string, unknown>[]>(sql, [...values]);
    return String(Object.values(row ?? {})[0]);
  };

  const ownAor = async (id: number): Promise<string> =>
    valueOf("SELECT CONCAT(t.name, '@', LOWER(c.domain)) FROM terminal t JOIN client c ON c.id = t.client_id WHERE t.id = ?", [id]);
  const binding = (contact: string, expiresAtMs: number, more: Partial<Registration> = {}): Registration => ({
    contact,
    source: { protocol: 'udp', address: '192.0.2.7', port: 5062 },
    receivedOn: null,
    callId: 'c',
    cseq: 1,
    expiresAtMs,
    userAgent: 'Phone 1.0',
    q: 1000,
    path: [],
    silentPings: 0,
    ...more,
  });
  const register = (aor: string, contacts: readonly Registration[]): Promise<unknown> =>
    contacts.length === 0 ? redis.del(locationKey(aor)) : redis.set(locationKey(aor), writeLocations(contacts));

  describe('application servers', () => {
    it('are shown with what the proxies see of them, to the platform alone', async () => {
      const add = async (name: string, sipHost: string, draining: boolean): Promise<number> => {
        const added = await as('platform')('POST', 'application-servers', { name, sipHost, ariUrl: 'http://192.0.2.200:8088', draining });
        expect(added.status).toBe(201);
        return Number(added.body['id']);
      };
      const [id, idle] = [await add('first of states', '192.0.2.200', false), await add('second of states', '192.0.2.201', true)];
      const says = (app: string, ageMs: number, ...seen: readonly { id: number; state: 'up' | 'resting' | 'down'; calls: number }[]) =>
        redis.hset(SERVER_SIGHTS_KEY, `${app} ${ageMs}`, writeSights({ app, atMs: Date.now() - ageMs, listens: [], servers: [...seen] }));
      await says('users-proxy', 0, { id, state: 'resting', calls: 2 });
      await says('trunks-proxy', 0, { id, state: 'up', calls: 3 });
      await says('trunks-proxy', 60_000, { id, state: 'down', calls: 90 });
      const { status, body } = await as('platform')('GET', 'application-servers/states');
      expect(status).toBe(200);
      const shown = body as unknown as readonly Record<string, unknown>[];
      expect(shown.find((server) => server['id'] === id)).toMatchObject({
        name: 'first of states',
        draining: false,
        state: 'up',
        calls: 5,
      });
      expect(shown.find((server) => server['id'] === idle)).toMatchObject({ draining: true, state: 'unknown', calls: 0, seenBy: [] });
      await redis.del(SERVER_SIGHTS_KEY);
      for (const level of ['brand', 'client'] as const)
        refused(await as(level)('GET', 'application-servers/states'), 403, 'level-forbidden');
    });
  });

  describe('registrations', () => {
    it('show the contacts that have not expired, alone and for a page of ids', async () => {
      const id = vpbx.rows.terminal ?? 0;
      const [soon, later] = [Date.now() + HOUR_MS, Date.now() + 2 * HOUR_MS].map((ms) => Math.round(ms / 1000) * 1000) as [number, number];
      await register(await ownAor(id), [
        binding('sip:old@192.0.2.7', Date.now() - 5000),
        binding('sip:a@192.0.2.7', soon, { silentPings: 3 }),
        binding('sip:b@192.0.2.7;pn-provider=fcm;pn-prid=SECRET', later, { q: 500, instance: 'urn:uuid:1', regId: 1 }),
      ]);
      const { status, body } = await as('client')('GET', `terminals/${id}/registration`);
      expect(status).toBe(200);
      const shown = {
        id: expect.stringMatching(/^[\w-]{12}$/) as string,
        protocol: 'udp',
        address: '192.0.2.7',
        port: 5062,
        userAgent: 'Phone 1.0',
      };
      expect(body).toEqual({
        id,
        status: 'registered',
        contacts: [
          {
            ...shown,
            contact: 'sip:b@192.0.2.7;pn-provider=fcm',
            expiresAt: new Date(later).toISOString(),
            q: 0.5,
            instance: 'urn:uuid:1',
            reachable: true,
          },
          { ...shown, contact: 'sip:a@192.0.2.7', expiresAt: new Date(soon).toISOString(), q: 1, instance: null, reachable: false },
        ],
      });
      const bulk = await as('brand')('GET', `terminals/registrations?id=${twin.rows.terminal ?? 0},${id}`);
      expect((bulk.body as unknown as { id: number; status: string }[]).map((one) => [one.id, one.status])).toEqual([
        [twin.rows.terminal, 'unregistered'],
        [id, 'registered'],
      ]);
    });

    it('are listed for a brand and for a client, each its own', async () => {
      const [own, twins] = [vpbx.rows.terminal ?? 0, twin.rows.terminal ?? 0];
      for (const id of [own, twins]) await register(await ownAor(id), [binding('sip:a@192.0.2.7', Date.now() + HOUR_MS)]);
      const listed = async (level: Level): Promise<unknown[]> =>
        itemsOf(await as(level)('GET', 'registrations')).map(({ kind, id, contacts }) => [kind, id, (contacts as unknown[]).length]);
      expect(await listed('client')).toEqual([['terminal', own, 1]]);
      expect(await listed('brand')).toEqual(
        expect.arrayContaining([
          ['terminal', own, 1],
          ['terminal', twins, 1],
        ]),
      );
      expect((await as('brand')('GET', `registrations?cursor=retailAccount:999999999`)).body).toEqual({ items: [], next: null });
      for (const level of ['platform', 'user'] as const) refused(await as(level)('GET', 'registrations'), 403, 'level-forbidden');
      await register(await ownAor(twins), []);
    });

    it('are removed one by one or all, and everybody is told at once', async () => {
      const id = vpbx.rows.terminal ?? 0;
      const aor = await ownAor(id);
      await register(
        aor,
        ['a', 'b', 'c'].map((user) => binding(`sip:${user}@192.0.2.7`, Date.now() + HOUR_MS)),
      );
      const heard: string[] = [];
      const ear = new Redis(server.url);
      await ear.subscribe(LOCATION_NOTICES);
      ear.on('message', (_channel, text: string) => heard.push(text));
      const contacts = async (): Promise<{ id: string; contact: string }[]> =>
        (await as('client')('GET', `terminals/${id}/registration`)).body['contacts'] as never;
      const first = (await contacts()).find(({ contact }) => contact.includes('sip:b@'))?.id ?? '';
      const left = await as('brand')('DELETE', `terminals/${id}/registration/${first}`);
      expect([left.status, (left.body['contacts'] as unknown[]).length]).toEqual([200, 2]);
      refused(await as('client')('DELETE', `terminals/${id}/registration/${first}`), 404, 'not-found');
      refused(await as('client')('DELETE', `terminals/${id}/registration/..%2F..`), 404, 'not-found');
      expect((await as('client')('DELETE', `terminals/${id}/registration`)).body).toEqual({ id, status: 'unregistered', contacts: [] });
      expect(await redis.exists(locationKey(aor))).toBe(0);
      expect(heard.map((text) => JSON.parse(text) as unknown)).toEqual([1, 2].map(() => ({ aor, by: 'portal-api' })));
      ear.disconnect();
      const told = await redis.xrevrange('sy:live', '+', '-', 'COUNT', 1);
      expect(JSON.parse(told[0]?.[1][1] ?? '')).toMatchObject({
        kind: 'registration',
        endpointKind: 'terminal',
        endpointId: id,
        contacts: 0,
      });
    });

    it('are seen and removed by the user whose phone it is, and by no other', async () => {
      const [terminal, user] = [vpbx.rows.terminal ?? 0, vpbx.rows.user ?? 0];
      await test.database.query('UPDATE `user` SET terminal_id = ? WHERE id = ?', [terminal, user]);
      await register(await ownAor(terminal), [binding('sip:a@192.0.2.7', Date.now() + HOUR_MS)]);
      expect((await as('user')('GET', `users/${user}/registration`)).body).toMatchObject({ id: user, status: 'registered' });
      refused(await as('user')('GET', `users/${twin.rows.user ?? 0}/registration`), 404, 'not-found');
      refused(await as('user')('DELETE', `users/${twin.rows.user ?? 0}/registration`), 404, 'not-found');
      refused(await as('user')('DELETE', `terminals/${terminal}/registration`), 403, 'level-forbidden');
      expect((await as('user')('DELETE', `users/${user}/registration`)).body).toMatchObject({ status: 'unregistered' });
    });

    it.each(['terminal', 'friend', 'residentialDevice', 'retailAccount'] as const)(
      'of a foreign %s do not exist, alone or among own ones',
      async (name) => {
        const path = { terminal: 'terminals', friend: 'friends', residentialDevice: 'residential-devices', retailAccount: 'retail-accounts' }[name]; // prettier-ignore
        const find = (brand: WholeBrand) => brand.clients.flatMap(({ rows }) => rows[name] ?? [])[0] ?? 0;
        const [own, foreign] = [find(a), find(b)];
        expect((await as('brand')('GET', `${path}/${own}/registration`)).body).toMatchObject({ id: own });
        refused(await as('brand')('GET', `${path}/${foreign}/registration`), 404, 'not-found');
        refused(await as('brand')('GET', `${path}/registrations?id=${own},${foreign}`), 404, 'not-found');
        refused(await as('brand')('DELETE', `${path}/${foreign}/registration`), 404, 'not-found');
        refused(await as('brand')('DELETE', `${path}/${foreign}/registration/AAAAAAAAAAAA`), 404, 'not-found');
        refused(await as('brand')('GET', `${path}/registrations`), 422, 'query-invalid');
        for (const level of ['platform', 'user'] as const)
          refused(await as(level)('GET', `${path}/${own}/registration`), 403, 'level-forbidden');
      },
    );

    it('with carriers and providers are 501 with the cause; foreign ones 404', async () => {
      for (const [path, name] of [
        ['carrier-servers', 'carrierServer'],
        ['ddi-provider-registrations', 'ddiProviderRegistration'],
      ] as const) {
        const own = await as('brand')('GET', `${path}/${a.rows[name] ?? 0}/registration`);
        refused(own, 501, 'not-served-yet');
        expect(own.body['errors']).toEqual([{ field: 'cause', rule: expect.any(String), value: 'carrier-registration' }]);
        refused(await as('brand')('GET', `${path}/${b.rows[name] ?? 0}/registration`), 404, 'not-found');
      }
    });
  });

  describe('dashboards', () => {
    interface Figures {
      readonly calls: number;
      readonly answered: number;
      readonly outbound: number;
      readonly asr: number | null;
      readonly acd: number | null;
      readonly money?: readonly Readonly<Record<'currency' | 'price' | 'cost' | 'margin', string>>[];
    }
    type Shown = Record<string, Record<string, unknown>> & { calls: { total: Figures; hours: (Figures & { hour: string })[] } };
    const LEVELS_SEEN = ['platform', 'brand', 'client', 'user'] as const;
    const showAll = async (): Promise<Record<Level, Shown>> => {
      const all: Partial<Record<Level, Shown>> = {};
      for (const level of LEVELS_SEEN) {
        const { status, body } = await as(level)('GET', 'dashboard');
        expect([level, status]).toEqual([level, 200]);
        all[level] = body as unknown as Shown;
      }
      return all as Record<Level, Shown>;
    };
    const secondsOf = ({ acd, answered }: Figures): number => (acd ?? 0) * answered;

    it('have every level its own figures of the last 24 hours', async () => {
      await register(await ownAor(vpbx.rows.terminal ?? 0), [binding('sip:a@192.0.2.7', Date.now() + HOUR_MS)]);
      const before = await showAll();
      const startedAt = new Date(Date.now() - 1000).toISOString();
      for (const tenant of [vpbx, b.clients[0] as Tenant])
        await storeLeg(test.database, legOf(tenant, { startedAt, userId: tenant.rows.user ?? null }), {
          price: '0.030000',
          cost: '0.010000',
        });
      await storeLeg(test.database, legOf(vpbx, { startedAt, answeredAt: null, cause: 'busy', durationMs: 0 }), null);
      await storeLeg(test.database, legOf(vpbx, { startedAt: new Date(Date.now() - 30 * HOUR_MS).toISOString() }), null);
      const after = await showAll();
      // The platform sees the call of the other brand too; the user has answered one of the client's two.
      for (const [level, calls, answered] of [
        ['platform', 3, 2],
        ['brand', 2, 1],
        ['client', 2, 1],
        ['user', 1, 1],
      ] as const) {
        const [was, is] = [before[level].calls.total, after[level].calls.total];
        expect([level, is.calls - was.calls, is.answered - was.answered]).toEqual([level, calls, answered]);
        expect(is.asr).toBeCloseTo(is.answered / is.calls, 3);
        expect(secondsOf(is) - secondsOf(was)).toBeCloseTo(31 * answered, 1);
        const { hours } = after[level].calls;
        expect(hours).toHaveLength(24);
        expect(hours.reduce((sum, hour) => sum + hour.calls, 0)).toBe(is.calls);
      }
      const euros = ({ money = [] }: Figures) => money.find(({ currency }) => currency === 'EUR');
      const earned = (key: 'price' | 'cost' | 'margin'): number =>
        Number(euros(after.brand.calls.total)?.[key] ?? 0) - Number(euros(before.brand.calls.total)?.[key] ?? 0);
      expect([earned('price'), earned('cost'), earned('margin')].map((amount) => amount.toFixed(6))).toEqual(['0.030000', '0.010000', '0.020000']); // prettier-ignore
      expect(after.brand).toMatchObject({
        counts: { client: a.clients.length, terminal: expect.any(Number) },
        registered: 1,
        balances: { empty: expect.any(Number), carriers: expect.any(Array) },
      });
      expect(after.platform).toMatchObject({ registered: 1, counts: { brand: expect.any(Number) } });
      expect(after.client).toMatchObject({ registered: 1, balance: { balance: expect.any(String), currency: 'EUR' } });
      expect(JSON.stringify(after.client)).not.toMatch(/cost|margin|carrier/);
      expect(JSON.stringify(after.user)).not.toMatch(/price|money|balance/);
    });

    it('show no money to a client whose brand keeps it from it', async () => {
      await test.database.query("UPDATE client SET features = '' WHERE id = ?", [twin.clientId]);
      const send = await api.as('client', a, twin);
      const { status, body } = await send('GET', 'dashboard');
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/price|money|balance/);
    });
  });

  describe('unassigned lists', () => {
    it('have terminals without a user and extensions that are nobody’s own; what the form has is kept', async () => {
      const free = await world.factory.make('terminal', a.places.vpbx);
      const taken = vpbx.rows.terminal ?? 0;
      await test.database.query('UPDATE `user` SET terminal_id = ? WHERE id = ?', [taken, vpbx.rows.user ?? 0]);
      const ids = itemsOf(await as('client')('GET', 'terminals/unassigned?itemsPerPage=500')).map(({ id }) => id);
      expect(ids).toContain(free);
      expect(ids).not.toContain(taken);
      expect(ids).not.toContain(twin.rows.terminal);
      expect(itemsOf(await as('client')('GET', `terminals/unassigned?keep=${taken}&itemsPerPage=500`)).map(({ id }) => id)).toContain(
        taken,
      );
      const foreign = b.clients[0]?.rows.terminal ?? 0;
      expect(itemsOf(await as('client')('GET', `terminals/unassigned?keep=${foreign}&itemsPerPage=500`)).map(({ id }) => id)).not.toContain(
        foreign,
      );
      refused(await as('client')('GET', 'terminals/unassigned?keep=x'), 422, 'query-invalid');
      refused(await as('client')('GET', 'terminals/unassigned?colour=red'), 422, 'query-invalid');
      for (const level of ['platform', 'user'] as const) refused(await as(level)('GET', 'terminals/unassigned'), 403, 'level-forbidden');
      expect((await as('client')('GET', 'extensions/unassigned')).status).toBe(200);
    });

    it('have the services without a code', async () => {
      const assigned = itemsOf(await as('client')('GET', 'client-services?itemsPerPage=500')).map(({ serviceId }) => serviceId);
      const free = itemsOf(await as('client')('GET', 'services/unassigned?itemsPerPage=500')).map(({ id }) => id);
      const all = itemsOf(await as('client')('GET', 'services?itemsPerPage=500')).map(({ id }) => id);
      expect([...free, ...assigned].sort()).toEqual([...all].sort());
      refused(await as('platform')('GET', 'services/unassigned'), 403, 'level-forbidden');
    });

    it('have the users who may still join a hunt group', async () => {
      const path = `hunt-groups/${vpbx.rows.huntGroup ?? 0}/available-users`;
      const member = await valueOf('SELECT user_id FROM hunt_group_member WHERE hunt_group_id = ? AND user_id IS NOT NULL LIMIT 1', [
        vpbx.rows.huntGroup,
      ]);
      const fresh = await world.factory.make('user', a.places.vpbx);
      for (const level of ['client', 'brand'] as const) {
        const ids = itemsOf(await as(level)('GET', `${path}?itemsPerPage=500`)).map(({ id }) => id);
        expect(ids).toContain(fresh);
        expect(ids).not.toContain(Number(member));
        expect(ids).not.toContain(twin.rows.user);
      }
      refused(await as('brand')('GET', `hunt-groups/${b.clients[0]?.rows.huntGroup ?? 0}/available-users`), 404, 'not-found');
      refused(await as('client')('GET', `hunt-groups/${twin.rows.huntGroup ?? 0}/available-users`), 404, 'not-found');
      refused(await as('user')('GET', path), 403, 'level-forbidden');
    });
  });

  it('writes users with the names of what they have as a table, own ones only', async () => {
    const id = vpbx.rows.user ?? 0;
    const terminal = await valueOf('SELECT name FROM terminal WHERE id = (SELECT terminal_id FROM `user` WHERE id = ?)', [id]);
    const { status, type, body } = await as('client')('GET', `users/detailed?id=${id}`);
    expect([status, type]).toEqual([200, expect.stringMatching(/^text\/csv/)]);
    const [head, line, ...rest] = String(body['text']).trim().split('\r\n');
    expect(head).toBe(
      'id,name,lastname,email,active,terminal,extension,outgoingDdi,callAcl,doNotDisturb,maxCalls,isBoss,bossAssistant,externalIpCalls,multiContact,language,timezone',
    );
    expect([line?.split(',')[0], line?.split(',')[5], rest]).toEqual([String(id), terminal, []]);
    const lines = String((await as('brand')('GET', 'users/detailed?sort=name')).body['text'])
      .trim()
      .split('\r\n')
      .slice(1);
    const ids = lines.map((one) => Number(one.split(',')[0]));
    expect(ids).toContain(id);
    expect(ids).not.toContain(b.clients[0]?.rows.user);
    refused(await as('client')('GET', 'users/detailed?colour=red'), 422, 'query-invalid');
    for (const level of ['platform', 'user'] as const) refused(await as(level)('GET', 'users/detailed'), 403, 'level-forbidden');
  });

  it('takes DDIs from their clients, all or none, and no foreign one', async () => {
    const made = async (place: WholeBrand): Promise<number> => world.factory.make('ddi', place.places.vpbx);
    const [one, other, third, foreign] = [await made(a), await made(a), await made(a), await made(b)];
    const single = await as('brand')('POST', `ddis/${one}/unlink`);
    expect(single.status).toBe(200);
    expect(Number(single.body['id'])).toBeGreaterThan(third);
    expect((await as('brand')('GET', `ddis/${String(single.body['id'])}`)).body).toMatchObject({ clientId: null });
    refused(await as('brand')('POST', `ddis/${one}/unlink`), 404, 'not-found');
    refused(await as('brand')('POST', `ddis/${foreign}/unlink`), 404, 'not-found');
    refused(await as('brand')('POST', 'ddis/unlink', { ids: [other, foreign] }), 422, 'reference-unknown');
    expect((await as('brand')('POST', 'ddis/unlink', { ids: [other, third] })).body['ids']).toHaveLength(2);
    refused(await as('brand')('POST', 'ddis/unlink', { ids: [] }), 422, 'body-invalid');
    for (const level of ['platform', 'client', 'user'] as const)
      refused(await as(level)('POST', `ddis/${foreign}/unlink`), 403, 'level-forbidden');
  });

  describe('balances', () => {
    it('are moved by hand with a movement, a comment, an entry of the change log and word to the proxies', async () => {
      const path = `clients/${vpbx.clientId}/balance`;
      const { body: before } = await as('brand')('GET', `clients/${vpbx.clientId}`);
      const moved = await as('brand')('POST', path, { amount: '12.5', comment: 'paid by bank' });
      expect(moved).toMatchObject({ status: 200, body: { isShown: true, movementId: expect.any(Number) } });
      const after = String(moved.body['balance']);
      expect(Number(after) - Number(before['balance'])).toBeCloseTo(12.5, 6);
      expect(await redis.get(`sy:balance:${vpbx.clientId}`)).toBe(after);
      expect(itemsOf(await as('brand')('GET', `balance-movements?clientId=${vpbx.clientId}&sort=-id&itemsPerPage=1`))).toMatchObject([
        { kind: 'manual', amount: '12.500000', balanceAfter: after, comment: 'paid by bank' },
      ]);
      expect(itemsOf(await as('brand')('GET', `changes?resource=client&rowId=${vpbx.clientId}&sort=-id&itemsPerPage=1`))).toMatchObject([
        { operation: 'update', fieldChanges: [{ field: 'balance', old: before['balance'], new: after }] },
      ]);
      // One that is told late does not cover a later one.
      await as('brand')('POST', path, { amount: '-0.5' });
      expect(Number(await redis.get(`sy:balance:${vpbx.clientId}`))).toBeCloseTo(Number(after) - 0.5, 6);
      expect(itemsOf(await as('brand')('GET', `balances?id=${vpbx.clientId}`))).toEqual([
        expect.objectContaining({ id: vpbx.clientId, balance: await redis.get(`sy:balance:${vpbx.clientId}`) }),
      ]);
    });

    it('of carriers too', async () => {
      const carrierId = a.rows.carrier ?? 0;
      const moved = await as('brand')('POST', `carriers/${carrierId}/balance`, { amount: '100', comment: 'credit' });
      expect(moved.status).toBe(200);
      expect(itemsOf(await as('brand')('GET', `balance-movements?carrierId=${carrierId}&sort=-id&itemsPerPage=1`))).toMatchObject([
        { kind: 'manual', amount: '100.000000', balanceAfter: moved.body['balance'], clientId: null },
      ]);
    });

    it('are moved once by a request that is sent again with its Idempotency-Key', async () => {
      const path = `clients/${twin.clientId}/balance`;
      const pay = () => as('brand')('POST', path, { amount: '2' }, { 'idempotency-key': 'payment-4711' });
      const [first, again] = [await pay(), await pay()];
      expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
      expect((await as('brand')('GET', `clients/${twin.clientId}`)).body['balance']).toBe(first.body['balance']);
    });

    it('do not lose money when many are moved at once', async () => {
      const path = `clients/${twin.clientId}/balance`;
      const before = Number((await as('brand')('GET', `clients/${twin.clientId}`)).body['balance']);
      const all = await Promise.all(Array.from({ length: 8 }, () => as('brand')('POST', path, { amount: '1' })));
      expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
      expect(Number((await as('brand')('GET', `clients/${twin.clientId}`)).body['balance'])).toBeCloseTo(before + 8, 6);
      expect(Number(await redis.get(`sy:balance:${twin.clientId}`))).toBeCloseTo(before + 8, 6);
    });

    it.each([
      ['amount', { amount: '0' }],
      ['amount', { amount: 1 }],
      ['amount', {}],
      ['amount', { amount: '1.1234567' }],
      ['comment', { amount: '1', comment: 'x'.repeat(201) }],
      ['balance', { amount: '1', balance: '100' }],
    ])('refuse %s of %j by name', async (field, body) => {
      const answer = await as('brand')('POST', `clients/${vpbx.clientId}/balance`, body);
      refused(answer, 422, 'body-invalid');
      expect(answer.body['errors']).toContainEqual(expect.objectContaining({ field }));
    });

    it('are the brand’s to change, for its own clients, and never too large for their column', async () => {
      const foreign = b.clients[0]?.clientId ?? 0;
      for (const body of [{ amount: '1' }, {}]) refused(await as('brand')('POST', `clients/${foreign}/balance`, body), 404, 'not-found');
      refused(await as('brand')('POST', `carriers/${b.rows.carrier ?? 0}/balance`, { amount: '1' }), 404, 'not-found');
      for (const level of ['platform', 'client', 'user'] as const)
        refused(await as(level)('POST', `clients/${vpbx.clientId}/balance`, { amount: '1' }), 403, 'level-forbidden');
      for (const level of ['platform', 'client', 'user'] as const) refused(await as(level)('GET', 'balances'), 403, 'level-forbidden');
      expect((await as('brand')('POST', `clients/${twin.clientId}/balance`, { amount: '999999999000' })).status).toBe(200);
      refused(await as('brand')('POST', `clients/${twin.clientId}/balance`, { amount: '999999999000' }), 422, 'rule-broken');
    });
  });

  it('lets a banned address in again, an own one only', async () => {
    const [own, foreign] = [
      a.rows.bannedAddress ?? a.clients[0]?.rows.bannedAddress ?? 0,
      b.rows.bannedAddress ?? b.clients[0]?.rows.bannedAddress ?? 0,
    ];
    refused(await as('brand')('POST', `banned-addresses/${foreign}/release`), 404, 'not-found');
    refused(await as('client')('POST', `banned-addresses/${own}/release`), 403, 'level-forbidden');
    await test.database.query("UPDATE banned_address SET blocker = 'antiflood' WHERE id = ?", [own]);
    refused(await as('brand')('POST', `banned-addresses/${own}/release`), 422, 'rule-broken');
    await test.database.query("UPDATE banned_address SET blocker = 'antiBruteForce' WHERE id = ?", [own]);
    expect((await as('brand')('POST', `banned-addresses/${own}/release`)).status).toBe(204);
    refused(await as('brand')('POST', `banned-addresses/${own}/release`), 404, 'not-found');
  });

  it('lets addresses in again that are taken out of the list together', async () => {
    const ids = await Promise.all(
      ['198.51.100.71', '198.51.100.72'].map(async (ip) => {
        await redis.hset('sy:ban:list', `bob@bulk.test|${ip}`, '{}');
        const made = (await test.database.query(
          "INSERT INTO banned_address (brand_id, ip, blocker, aor, last_banned_at) VALUES (?, ?, 'antiBruteForce', 'bob@bulk.test', UTC_TIMESTAMP())",
          [a.brandId, ip],
        )) as { insertId: number };
        return made.insertId;
      }),
    );
    const gone = await as('brand')('DELETE', `banned-addresses?id=${ids.join(',')}`);
    expect([gone.status, gone.body]).toEqual([204, {}]);
    expect(await redis.hlen('sy:ban:list')).toBe(0);
  });

  it('restores and tries templates of phone models, without a password in what is shown', async () => {
    const place = { ...world.platform };
    const id = await world.factory.make('terminalModel', place, {
      name: 'Yealink T46U',
      genericTemplate: 'tz={{timezone}}\n',
      specificTemplate: 'user={{account.name}}\npassword={{account.password}}\nserver={{account.domain}}\n',
      specificUrlPattern: 'mine/{mac}.cfg',
    });
    const terminal = await world.factory.make('terminal', a.places.vpbx, { terminalModelId: id, mac: '0015651a2b3c' });
    const send = as('platform');
    const generic = await send('GET', `terminal-models/${id}/test-generic`);
    expect(generic).toMatchObject({ status: 200, body: { text: 'tz=Europe/Madrid\n' } });
    expect(generic.type).toMatch(/^text\/plain/);
    const specific = await send('GET', `terminal-models/${id}/test-specific?mac=0015651A2B3C`);
    const name = await valueOf('SELECT name FROM terminal WHERE id = ?', [terminal]);
    expect(specific.body['text']).toContain(`user=${name}\npassword=********\n`);
    expect(specific.headers.get('content-location')).toBe('/provisioning/mine/0015651a2b3c.cfg');
    expect((await send('GET', `terminal-models/${id}/test-specific`)).body['text']).toContain('user=reception');
    refused(await send('GET', `terminal-models/${id}/test-specific?mac=001565ffffff`), 404, 'not-found');
    refused(await send('GET', `terminal-models/${id}/test-specific?mac=x`), 422, 'query-invalid');
    const restored = await send('POST', `terminal-models/${id}/restore-template`, { template: 'generic' });
    expect(restored.body['genericTemplate']).toContain('#!version:1.0.0.1');
    refused(await send('POST', `terminal-models/${id}/restore-template`, { template: 'all' }), 422, 'body-invalid');
    refused(await send('POST', 'terminal-models/2000000000/restore-template', { template: 'generic' }), 404, 'not-found');
    await send('PATCH', `terminal-models/${id}`, { name: 'my own', genericTemplate: null });
    refused(await send('POST', `terminal-models/${id}/restore-template`, { template: 'generic' }), 422, 'rule-broken');
    refused(await send('GET', `terminal-models/${id}/test-generic`), 422, 'rule-broken');
    for (const level of ['brand', 'client', 'user'] as const) {
      refused(await as(level)('GET', `terminal-models/${id}/test-generic`), 403, 'level-forbidden');
      refused(await as(level)('POST', `terminal-models/${id}/restore-template`, { template: 'generic' }), 403, 'level-forbidden');
    }
  });

  it('asks for faxes and invoices again; what no engine makes yet is 501 with its cause', async () => {
    const fax = vpbx.rows.faxMessage ?? 0;
    await test.database.query("UPDATE fax_message SET status = 'error', status_text = 'busy', type = 'out' WHERE id = ?", [fax]);
    expect((await as('client')('POST', `fax-messages/${fax}/resend`)).body).toEqual({ status: 'pending' });
    expect((await as('client')('GET', `fax-messages/${fax}`)).body).toMatchObject({ status: 'pending', statusText: null });
    refused(await as('client')('POST', `fax-messages/${fax}/resend`), 422, 'rule-broken');
    await test.database.query("UPDATE fax_message SET status = 'completed', type = 'in' WHERE id = ?", [fax]);
    refused(await as('client')('POST', `fax-messages/${fax}/resend`), 422, 'rule-broken');
    for (const foreign of [twin.rows.faxMessage, b.clients[0]?.rows.faxMessage])
      refused(await as('client')('POST', `fax-messages/${foreign ?? 0}/resend`), 404, 'not-found');
    for (const level of ['platform', 'brand'] as const)
      refused(await as(level)('POST', `fax-messages/${fax}/resend`), 403, 'level-forbidden');

    const own = vpbx.rows.invoice ?? 0;
    await test.database.query("UPDATE invoice SET status = 'error' WHERE id = ?", [own]);
    expect((await as('brand')('POST', `invoices/${own}/regenerate`)).body).toEqual({ status: 'waiting' });
    const preview = await as('brand')('GET', `invoices/${own}/preview`);
    refused(preview, 501, 'not-served-yet');
    expect(preview.body['errors']).toMatchObject([{ field: 'cause', value: 'invoice-engine' }]);
    const foreign = b.clients[0]?.rows.invoice ?? 0;
    refused(await as('brand')('POST', `invoices/${foreign}/regenerate`), 404, 'not-found');
    refused(await as('brand')('GET', `invoices/${foreign}/preview`), 404, 'not-found');
    for (const level of ['platform', 'client', 'user'] as const) {
      refused(await as(level)('POST', `invoices/${own}/regenerate`), 403, 'level-forbidden');
      refused(await as(level)('GET', `invoices/${own}/preview`), 403, 'level-forbidden');
    }

    refused(await as('client')('GET', `recordings/zip?id=${vpbx.rows.recording ?? 0}`), 501, 'not-served-yet');
    refused(await as('client')('GET', `recordings/zip?id=${twin.rows.recording ?? 0}`), 404, 'not-found');
    for (const level of ['platform', 'brand', 'user'] as const)
      refused(await as(level)('GET', 'recordings/zip?id=1'), 403, 'level-forbidden');
  });

  it('refuses a restricted administrator what was not granted', async () => {
    const id = await world.factory.make('administrator', a.place, { restricted: true });
    // It begins with a row for every resource.
    await test.database.query("DELETE FROM administrator_grant WHERE administrator_id = ? AND resource <> 'client'", [id]);
    await test.database.query(
      'UPDATE administrator_grant SET may_create = 0, may_read = 1, may_update = 0, may_delete = 0 WHERE administrator_id = ?',
      [id],
    );
    const send = await api.as('brand', { ...a, rows: { ...a.rows, administrator: id } }, vpbx);
    const { body } = await send('GET', 'dashboard');
    expect(body).toMatchObject({ counts: { client: a.clients.length } });
    expect(Object.keys(body).sort()).toEqual(['at', 'counts']);
    expect((await send('GET', 'balances')).status).toBe(200);
    for (const [method, path, given] of [
      ['GET', `terminals/${vpbx.rows.terminal ?? 0}/registration`],
      ['GET', `terminals/registrations?id=${vpbx.rows.terminal ?? 0}`],
      ['GET', 'registrations'],
      ['DELETE', `terminals/${vpbx.rows.terminal ?? 0}/registration`],
      ['GET', `carrier-servers/${a.rows.carrierServer ?? 0}/registration`],
      ['GET', 'terminals/unassigned'],
      ['GET', 'users/detailed'],
      ['GET', `hunt-groups/${vpbx.rows.huntGroup ?? 0}/available-users`],
      ['POST', `clients/${vpbx.clientId}/balance`, { amount: '1' }],
      ['POST', `carriers/${a.rows.carrier ?? 0}/balance`, { amount: '1' }],
      ['POST', `ddis/${vpbx.rows.ddi ?? 0}/unlink`],
      ['POST', 'ddis/unlink', { ids: [vpbx.rows.ddi ?? 0] }],
      ['POST', 'banned-addresses/1/release'],
      ['POST', `invoices/${vpbx.rows.invoice ?? 0}/regenerate`],
      ['GET', `invoices/${vpbx.rows.invoice ?? 0}/preview`],
    ] as const)
      refused(await send(method, path, given), 403, 'not-granted');
  });

  it('keeps balances of a Redis that is away, and says so', async () => {
    await server.kill();
    const moved = await as('brand')('POST', `clients/${vpbx.clientId}/balance`, { amount: '3' });
    expect(moved).toMatchObject({ status: 200, body: { isShown: false } });
    expect(await as('client')('GET', `terminals/${vpbx.rows.terminal ?? 0}/registration`)).toMatchObject({
      status: 503,
      body: { code: 'live-away' },
    });
    expect((await as('client')('GET', 'dashboard')).body).toMatchObject({ registered: null });
    await server.start();
    await expect.poll(() => redis.get(`sy:balance:${vpbx.clientId}`).catch(() => null), { timeout: 20_000 }).toBe(moved.body['balance']);
  });
});
