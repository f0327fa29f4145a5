import { LEVELS, type Level } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  addSigningKey,
  attemptSucceeded,
  attemptWithdrawn,
  authenticate,
  beginAttempt,
  beginSignOn,
  bulkGrant,
  checkSecondFactor,
  confirmSecondFactor,
  createApiKey,
  createPasswordReset,
  endSession,
  enrolSecondFactor,
  findLoginByName,
  findPortal,
  grantableAt,
  grantsOf,
  listSessions,
  openSession,
  pruneLogins,
  readApiKey,
  readSession,
  readSigningKeys,
  refreshSession,
  removeSecondFactor,
  Repository,
  secondFactorState,
  setPassword,
  takePasswordReset,
  takeSignOn,
  type LoginRow,
} from '../src/index.js';
import { fromBase32, hotp, stepAt } from '../src/logins/totp.js';
import { useDatabase } from './support/test-database.js';
import { create, makeBrand, person, system, type BrandWorld } from './support/world.js';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const PLATFORM_PORTAL = { level: 'platform', brandId: null, clientId: null } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const times = (nowMs = NOW) => ({ nowMs, idleMs: 24 * HOUR, lifetimeMs: 720 * HOUR });
const HOW = { method: 'password', host: 'portal.test', ip: '192.0.2.7', agent: 'test' } as const;
const PASSWORD = 'long enough password';

describe('logins in the database', () => {
  const test = useDatabase();
  let a: BrandWorld;
  let b: BrandWorld;
  let admin: LoginRow;
  let serial = 0;

  const newAdministrator = async (values: Record<string, unknown> = {}, level: Level = 'brand'): Promise<LoginRow> => {
    const username = `somebody${++serial}`;
    const tenant = level === 'platform' ? {} : { brandId: a.brandId, ...(level === 'client' ? { clientId: a.clients[0]?.clientId } : {}) };
    await create(test.database, 'administrator', { ...tenant, username, password: PASSWORD, ...values });
    const login = await findLoginByName(test.database, level, username);
    if (!login) throw new Error('the administrator is not there');
    return login;
  };
  const read = (id: string, nowMs: number) => readSession(test.database, { id, kind: 'administrator' }, nowMs);
  const refresh = (token: string, nowMs = NOW, host: string = HOW.host, level = 'brand') =>
    refreshSession(test.database, token, { level, host }, times(nowMs));

  beforeAll(async () => {
    [a, b] = [await makeBrand(test.database), await makeBrand(test.database)];
    admin = await newAdministrator();
  });

  describe('a password', () => {
    it('opens its own level only', async () => {
      for (const level of LEVELS)
        expect((await authenticate(test.database, { level, username: admin.name, password: PASSWORD }))?.id).toBe(
          level === 'brand' ? admin.id : undefined,
        );
    });

    it.each([
      ['inactive', { active: false }],
      ['internal', { internal: true }],
    ])('does not open an %s administrator', async (_what, values) => {
      const { name } = await newAdministrator(values);
      expect(await authenticate(test.database, { level: 'brand', username: name, password: PASSWORD })).toBeUndefined();
    });

    it.each(['ádmin', 'admin ', 'ad​min'])('does not open a name that is only alike: %j', async (name) => {
      if (!(await findLoginByName(test.database, 'platform', 'admin')))
        await create(test.database, 'administrator', { username: 'admin', password: PASSWORD });
      expect(await findLoginByName(test.database, 'platform', 'ADMIN')).toBeDefined();
      expect(await findLoginByName(test.database, 'platform', name)).toBeUndefined();
    });

    it('costs the same for nobody, for an inactive login and for a wrong password', async () => {
      const { name } = await newAdministrator({ active: false });
      const names = [admin.name, 'nobody-at-all', name];
      const least = names.map(() => Infinity);
      // In turns, and the least of each: other work on the machine falls on all of them alike.
      for (let round = 0; round < 15; round++)
        for (const [at, username] of names.entries()) {
          const began = performance.now();
          await authenticate(test.database, { level: 'brand', username, password: 'a wrong password' });
          least[at] = Math.min(least[at] ?? Infinity, performance.now() - began);
        }
      const [known = 0, unknown = 0, inactive = 0] = least;
      for (const other of [unknown, inactive]) expect(Math.max(known, other) / Math.min(known, other)).toBeLessThan(2);
    });
  });

  describe('a portal', () => {
    it('is found by its host name, with a port before without', async () => {
      const row = (url: string) => create(test.database, 'webPortal', { level: 'brand', brandId: a.brandId, url, name: 'x' });
      const [bare, exact] = [await row('https://portal-a.test'), await row('https://portal-a.test:8443')];
      expect((await findPortal(test.database, 'Portal-A.test'))?.id).toBe(bare);
      expect((await findPortal(test.database, 'portal-a.test:1'))?.id).toBe(bare);
      expect((await findPortal(test.database, 'portal-a.test:8443'))?.id).toBe(exact);
      expect(await findPortal(test.database, 'portal-b.test')).toBeUndefined();
    });

    it('does not open for the logins of another tenant', async () => {
      const portal = { id: 1, url: 'https://x.test', level: 'brand', brandId: b.brandId, clientId: null } as const;
      const request = { level: 'brand', username: admin.name, password: PASSWORD } as const;
      expect(await authenticate(test.database, { ...request, portal })).toBeUndefined();
      expect(await authenticate(test.database, { ...request, portal: { ...portal, brandId: a.brandId } })).toBeDefined();
      expect(await authenticate(test.database, { ...request, portal: { ...portal, level: 'platform', brandId: null } })).toBeDefined();
    });
  });

  describe('a session', () => {
    it('gives its requests who it is, and goes on by a new refresh token each time', async () => {
      const opened = await openSession(test.database, admin, HOW, times());
      expect(await read(opened.id, NOW)).toMatchObject({
        actor: { kind: 'administrator', id: admin.id, name: admin.name },
        scope: { level: 'brand', brandId: a.brandId },
        language: expect.any(String),
        timezone: expect.any(String),
      });
      const next = await refresh(opened.refreshToken, NOW + HOUR);
      if (!next.ok) throw new Error(next.error);
      expect(next.value.id).toBe(opened.id);
      expect(next.value.refreshToken).not.toBe(opened.refreshToken);
      expect((await refresh(next.value.refreshToken, NOW + 2 * HOUR)).ok).toBe(true);
    });

    it('ends as a whole when a refresh token comes twice', async () => {
      const opened = await openSession(test.database, admin, HOW, times());
      const thief = await refresh(opened.refreshToken);
      expect(await refresh(opened.refreshToken)).toEqual({ ok: false, error: 'reused' });
      expect(await read(opened.id, NOW)).toBeUndefined();
      expect(thief.ok && (await refresh(thief.value.refreshToken))).toEqual({ ok: false, error: 'withdrawn' });
    });

    it('gives one of two simultaneous refreshes a token and ends for both', async () => {
      const opened = await openSession(test.database, admin, HOW, times());
      const both = await Promise.all([refresh(opened.refreshToken), refresh(opened.refreshToken)]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await read(opened.id, NOW)).toBeUndefined();
    });

    it('is refreshed at its own host and level only, and not after it was left alone', async () => {
      const { refreshToken } = await openSession(test.database, admin, HOW, times());
      expect(await refresh(refreshToken, NOW, 'other.test')).toEqual({ ok: false, error: 'unknown' });
      expect(await refresh(refreshToken, NOW, HOW.host, 'client')).toEqual({ ok: false, error: 'unknown' });
      expect(await refresh('nonsense')).toEqual({ ok: false, error: 'unknown' });
      expect(await refresh(refreshToken, NOW + 24 * HOUR)).toEqual({ ok: false, error: 'expired' });
      expect((await refresh(refreshToken, NOW + 24 * HOUR - 1)).ok).toBe(true);
    });

    it('does not outlive its lifetime however often it is refreshed', async () => {
      const opened = await openSession(test.database, admin, HOW, { ...times(), lifetimeMs: 30 * HOUR });
      const next = await refresh(opened.refreshToken, NOW + 20 * HOUR);
      if (!next.ok) throw new Error(next.error);
      expect(Date.parse(next.value.refreshExpiresAt)).toBe(NOW + 30 * HOUR);
      expect(await refresh(next.value.refreshToken, NOW + 30 * HOUR)).toEqual({ ok: false, error: 'expired' });
      expect(await read(opened.id, NOW + 30 * HOUR)).toBeUndefined();
    });

    it('ends with its login', async () => {
      const login = await newAdministrator();
      const opened = await openSession(test.database, login, HOW, times());
      await new Repository(test.database, 'administrator').update(system, login.id, { active: false });
      expect(await read(opened.id, NOW)).toBeUndefined();
      expect(await refresh(opened.refreshToken)).toEqual({ ok: false, error: 'withdrawn' });
    });

    it('that was reached from another ends with it, with its person, and no later', async () => {
      const boss = await newAdministrator({}, 'platform');
      const top = await openSession(test.database, boss, HOW, { ...times(), lifetimeMs: 2 * HOUR });
      const behalf = [{ kind: 'administrator', id: boss.id, name: boss.name, level: 'platform' }] as const;
      const down = await openSession(test.database, admin, { ...HOW, method: 'exchange', parent: { id: top.id, behalf } }, times());
      expect((await read(down.id, NOW))?.behalf).toEqual(behalf);
      expect(await read(down.id, NOW + 2 * HOUR)).toBeUndefined();
      await new Repository(test.database, 'administrator').update(system, boss.id, { active: false });
      expect(await read(down.id, NOW)).toBeUndefined();
      await new Repository(test.database, 'administrator').update(system, boss.id, { active: true });
      expect(await read(down.id, NOW)).toBeDefined();
      expect(await endSession(test.database, admin, top.id, 'logout', NOW)).toBe(false);
      expect(await endSession(test.database, boss, top.id, 'logout', NOW)).toBe(true);
      expect(await read(down.id, NOW)).toBeUndefined();
    });

    it('is listed to its login, until it ends', async () => {
      const login = await newAdministrator();
      const [one, two] = [
        await openSession(test.database, login, HOW, times()),
        await openSession(test.database, login, HOW, times(NOW + 1)),
      ];
      expect((await listSessions(test.database, login, NOW)).map(({ id }) => id)).toEqual([two.id, one.id]);
      await endSession(test.database, login, two.id, 'revoked', NOW);
      expect(await listSessions(test.database, login, NOW)).toMatchObject([{ id: one.id, ip: HOW.ip, agent: 'test', method: 'password' }]);
    });
  });

  describe('guessing', () => {
    const attempt = (override: object = {}) => ({ level: 'brand' as const, name: 'victim', ip: '198.51.100.1', ...override });
    const begin = (nowMs = NOW, override: object = {}) => beginAttempt(test.database, attempt(override), nowMs);

    it('is slowed down more with each failure, also when all come at once', async () => {
      const all = await Promise.all(Array.from({ length: 12 }, () => begin()));
      expect(all.filter((waitSec) => waitSec === 0)).toHaveLength(5);
      let nowMs = NOW;
      const waits: number[] = [];
      for (let round = 0; round < 12; round++) {
        const waitSec = await begin(nowMs);
        waits.push(waitSec);
        nowMs += waitSec * 1000;
        expect(await begin(nowMs)).toBe(0);
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
      expect(await begin(nowMs, { name: 'VICTIM ' })).toBeGreaterThan(0);
    });

    it('does not lock other sources and other names out', async () => {
      const locked = { name: 'locked', ip: '198.51.100.3' };
      for (let guess = 0; guess < 6; guess++) await begin(NOW, locked);
      expect(await begin(NOW, locked)).toBeGreaterThan(0);
      expect(await begin(NOW, { ...locked, ip: '198.51.100.2' })).toBe(0);
      expect(await begin(NOW, { ...locked, name: 'another' })).toBe(0);
    });

    it('from many places at one name is slowed down, but not for who logged in from there before', async () => {
      const victim = await newAdministrator();
      await openSession(test.database, victim, { ...HOW, ip: '203.0.113.5' }, times(NOW - 1000));
      for (let guess = 0; guess < 31; guess++) await begin(NOW, { name: victim.name, ip: `198.51.100.${guess + 10}` });
      expect(await begin(NOW, { name: victim.name, ip: '198.51.100.250' })).toBeGreaterThan(0);
      expect(await begin(NOW, { name: victim.name, ip: '203.0.113.5' })).toBe(0);
    });

    it('from one place at many names is slowed down', async () => {
      for (let guess = 0; guess < 101; guess++) await begin(NOW, { name: `name${guess}`, ip: '198.51.100.77' });
      expect(await begin(NOW, { name: 'one-more', ip: '198.51.100.77' })).toBeGreaterThan(0);
    });

    it('is forgotten after success and after a quiet hour, but not by asking for the code that is missing', async () => {
      const who = attempt({ name: 'forgetful', ip: '198.51.100.9' });
      for (let guess = 0; guess < 4; guess++) await beginAttempt(test.database, who, NOW);
      for (let asked = 0; asked < 3; asked++) {
        expect(await beginAttempt(test.database, who, NOW)).toBe(0);
        await attemptWithdrawn(test.database, who, NOW);
      }
      expect([await beginAttempt(test.database, who, NOW), await beginAttempt(test.database, who, NOW)]).toEqual([0, 1]);
      expect(await beginAttempt(test.database, who, NOW + HOUR)).toBe(0);
      await attemptSucceeded(test.database, who, NOW + HOUR);
      for (let guess = 0; guess < 5; guess++) expect(await beginAttempt(test.database, who, NOW + HOUR)).toBe(0);
    });
  });

  describe('a second factor', () => {
    const codeOf = (secret: string, nowMs: number): string => hotp(fromBase32(secret), stepAt(nowMs));

    it('is asked for once it is confirmed; no code is taken twice, nor an older one after a newer', async () => {
      const login = await newAdministrator();
      const secret = await enrolSecondFactor(test.database, login, NOW);
      if (secret === undefined) throw new Error('not enrolled');
      expect(await checkSecondFactor(test.database, login, undefined, NOW)).toBe('none');
      expect(await confirmSecondFactor(test.database, login, '000000', NOW)).toBeUndefined();
      const codes = (await confirmSecondFactor(test.database, login, codeOf(secret, NOW), NOW)) ?? [];
      expect(codes).toHaveLength(10);
      expect(await enrolSecondFactor(test.database, login, NOW)).toBeUndefined();
      const check = (code: string | undefined, nowMs = NOW) => checkSecondFactor(test.database, login, code, nowMs);
      expect(await check(undefined)).toBe('needed');
      expect(await check(codeOf(secret, NOW))).toBe('wrong');
      const next = codeOf(secret, NOW + 30_000);
      expect((await Promise.all([check(next), check(next)])).sort()).toEqual(['totp', 'wrong']);
      expect(await check(codeOf(secret, NOW))).toBe('wrong');
      expect(await check(next, NOW + 60_000)).toBe('wrong');
      expect(await check(codes[0]?.toUpperCase().replaceAll('-', ' '))).toBe('recovery-code');
      expect(await check(codes[0])).toBe('wrong');
      expect(await secondFactorState(test.database, login)).toMatchObject({ active: true, recoveryCodesLeft: 9 });
      await removeSecondFactor(test.database, login);
      expect(await check(undefined)).toBe('none');
    });

    it('is nobody else’s', async () => {
      const [one, two] = [await newAdministrator(), await newAdministrator()];
      for (const login of [one, two]) {
        const secret = (await enrolSecondFactor(test.database, login, NOW)) ?? '';
        await confirmSecondFactor(test.database, login, codeOf(secret, NOW), NOW);
      }
      const secret = (await enrolSecondFactor(test.database, await newAdministrator(), NOW)) ?? '';
      expect(await checkSecondFactor(test.database, one, codeOf(secret, NOW + 30_000), NOW)).toBe('wrong');
    });
  });

  describe('an API key', () => {
    const soon = new Date(NOW + HOUR).toISOString();

    it('does what its scope and its owner may, until it expires or its owner goes', async () => {
      const owner = await newAdministrator();
      const made = await createApiKey(test.database, owner, { name: 'reader', grants: { carrier: ['read'] }, expiresAt: soon }, NOW);
      expect(made.key).toMatch(/^swk_[\w-]{43}$/);
      const read = await readApiKey(test.database, made.key, '192.0.2.9', NOW);
      expect(read).toMatchObject({ actor: { id: owner.id }, scope: { level: 'brand', brandId: a.brandId }, apiKeyId: made.id });
      expect([...(read?.grants ?? [])]).toEqual([['carrier', new Set(['read'])]]);
      expect(await readApiKey(test.database, made.key, '192.0.2.9', NOW + HOUR)).toBeUndefined();
      expect(await readApiKey(test.database, `${made.key}x`, '192.0.2.9', NOW)).toBeUndefined();
      await new Repository(test.database, 'administrator').update(system, owner.id, { active: false });
      expect(await readApiKey(test.database, made.key, '192.0.2.9', NOW)).toBeUndefined();
    });

    it('of a restricted administrator never gives more than he has', async () => {
      const owner = await newAdministrator({ restricted: true });
      const grants = new Repository(test.database, 'administratorGrant');
      const rows = (await test.database.query('SELECT id, resource FROM administrator_grant WHERE administrator_id = ?', [owner.id])) as {
        id: number;
        resource: string;
      }[];
      for (const { id, resource } of rows)
        if (resource === 'carrier') await grants.update(system, id, { mayUpdate: true });
        else if (resource === 'client') await grants.remove(system, id);
      const made = await createApiKey(
        test.database,
        owner,
        { name: 'all', grants: { carrier: ['read', 'delete'], client: ['read'] }, expiresAt: soon },
        NOW,
      );
      const read = await readApiKey(test.database, made.key, '', NOW);
      expect([...(read?.grants ?? [])]).toEqual([['carrier', new Set(['read'])]]);
    });
  });

  describe('a restricted administrator', () => {
    const grantsOfRow = async (login: LoginRow) => (await grantsOf(test.database, { ...login, restricted: true })) ?? new Map();

    it('may read everything at first, on creation and when it becomes one, and write nothing', async () => {
      const fresh = await newAdministrator({ restricted: true });
      const later = await newAdministrator();
      await new Repository(test.database, 'administrator').update(system, later.id, { restricted: true });
      for (const login of [fresh, later]) {
        const grants = await grantsOfRow(login);
        expect([...grants.keys()]).toEqual(expect.arrayContaining(['carrier', 'client', 'administrator']));
        expect([...grants.values()].every((verbs) => verbs.size === 1 && verbs.has('read'))).toBe(true);
      }
    });

    it('is granted all, reading or nothing at once, but never what would give more', async () => {
      const login = await newAdministrator({ restricted: true });
      expect(await bulkGrant(test.database, system, login, 'all')).toBe(grantableAt('brand').length);
      const grants = await grantsOfRow(login);
      expect(grants.get('carrier')).toEqual(new Set(['create', 'read', 'update', 'delete']));
      for (const name of ['administrator', 'administratorGrant', 'singleSignOn', 'webPortal'])
        expect(grants.get(name)).toEqual(new Set(['read']));
      await bulkGrant(test.database, system, login, 'read-only');
      expect((await grantsOfRow(login)).get('carrier')).toEqual(new Set(['read']));
      expect(await bulkGrant(test.database, system, login, 'none')).toBe(0);
      expect(await grantsOfRow(login)).toEqual(new Map());
    });

    it.each([
      ['nonsense', { resource: 'nonsense' }, 'resource'],
      ['what the level has not', { resource: 'mediaRelay', mayRead: true }, 'resource'],
      ['what would give more', { resource: 'administrator', mayUpdate: true }, 'mayUpdate'],
      ['what cannot be done', { resource: 'billableCall', mayDelete: true }, 'mayDelete'],
    ])('is not granted %s', async (_what, values, field) => {
      const login = await newAdministrator();
      await expect(create(test.database, 'administratorGrant', { administratorId: login.id, ...values })).rejects.toMatchObject({
        code: 'rule-broken',
        facts: { field },
      });
    });

    it('of another brand is nobody', async () => {
      const grants = new Repository(test.database, 'administratorGrant');
      const foreign = { administratorId: b.rows.administrator, resource: 'carrier', mayRead: true };
      await expect(grants.create(person('brand', a), foreign)).rejects.toMatchObject({ code: 'reference-unknown' });
      expect(await grants.create(person('brand', b), foreign)).toMatchObject({ resource: 'carrier', mayRead: true });
    });
  });

  it('a password set by somebody else ends the sessions, and so does switching the login off', async () => {
    const login = await newAdministrator();
    const admins = new Repository(test.database, 'administrator');
    for (const patch of [{ password: 'another long password' }, { active: false }]) {
      const { id } = await openSession(test.database, login, HOW, { ...times(), nowMs: Date.now() });
      await admins.update(system, login.id, patch);
      expect(await listSessions(test.database, login, Date.now())).toEqual([]);
      expect(await read(id, Date.now())).toBeUndefined();
    }
  });

  it('keys that sign tokens are the same for all instances, and go when nothing is signed by them', async () => {
    const key = { nowMs: NOW, rotationMs: HOUR, tokenMs: MINUTE };
    await Promise.all([addSigningKey(test.database, 0, key), addSigningKey(test.database, 0, key), addSigningKey(test.database, 0, key)]);
    const [only, ...others] = await readSigningKeys(test.database, NOW);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ number: 1, signsUntilMs: NOW + HOUR, checksUntilMs: NOW + HOUR + MINUTE });
    expect(JSON.stringify(only?.publicJwk)).not.toContain('"d"');
    await addSigningKey(test.database, 1, { ...key, nowMs: NOW + HOUR });
    expect((await readSigningKeys(test.database, NOW + HOUR)).map(({ number }) => number)).toEqual([2, 1]);
    expect((await readSigningKeys(test.database, NOW + HOUR + MINUTE)).map(({ number }) => number)).toEqual([2]);
    const [stored] = (await test.database.query('SELECT private_sealed FROM signing_key LIMIT 1')) as { private_sealed: string }[];
    expect(stored?.private_sealed).toMatch(/^v1:/);
  });

  it('a new password ends the sessions of the old one, and the links to set it', async () => {
    const login = await newAdministrator();
    const [kept, other] = [await openSession(test.database, login, HOW, times()), await openSession(test.database, login, HOW, times())];
    const { token } = await createPasswordReset(test.database, 'brand', login, NOW);
    await setPassword(test.database, system, login, 'a new long password', { nowMs: NOW, except: kept.id });
    expect([await read(kept.id, NOW), await read(other.id, NOW)]).toEqual([expect.anything(), undefined]);
    expect(await takePasswordReset(test.database, { level: 'brand', portal: PLATFORM_PORTAL }, token, NOW)).toBeUndefined();
    expect(await authenticate(test.database, { level: 'brand', username: login.name, password: PASSWORD })).toBeUndefined();
    expect(await authenticate(test.database, { level: 'brand', username: login.name, password: 'a new long password' })).toBeDefined();
    await expect(setPassword(test.database, system, login, 'short', { nowMs: NOW })).rejects.toMatchObject({ code: 'body-invalid' });
  });

  it('a link to set a password works once, at its level, within the hour', async () => {
    const login = await newAdministrator();
    const { token } = await createPasswordReset(test.database, 'brand', login, NOW);
    expect(await takePasswordReset(test.database, { level: 'client', portal: PLATFORM_PORTAL }, token, NOW)).toBeUndefined();
    expect(await takePasswordReset(test.database, { level: 'brand', portal: PLATFORM_PORTAL }, token, NOW + HOUR)).toBeUndefined();
    const foreign = { level: 'brand', brandId: 999_999, clientId: null } as const;
    expect(await takePasswordReset(test.database, { level: 'brand', portal: foreign }, token, NOW)).toBeUndefined();
    expect(await takePasswordReset(test.database, { level: 'brand', portal: PLATFORM_PORTAL }, token, NOW)).toEqual({
      kind: 'administrator',
      id: login.id,
    });
    expect(await takePasswordReset(test.database, { level: 'brand', portal: PLATFORM_PORTAL }, token, NOW)).toBeUndefined();
  });

  it('a single sign-on is finished once, by the browser that began it', async () => {
    const attempt = { webPortalId: 1, level: 'brand', nonce: 'n', verifier: 'v', browser: 'b', returnTo: '/brand' } as const;
    await beginSignOn(test.database, 'state', attempt, NOW);
    expect(await takeSignOn(test.database, 'state', 'another browser', NOW)).toBeUndefined();
    expect(await takeSignOn(test.database, 'state', 'b', NOW + HOUR)).toBeUndefined();
    expect(await takeSignOn(test.database, 'state', 'b', NOW)).toEqual({
      webPortalId: 1,
      level: 'brand',
      nonce: 'n',
      verifier: 'v',
      returnTo: '/brand',
    });
    expect(await takeSignOn(test.database, 'state', 'b', NOW)).toBeUndefined();
  });

  it('what no login needs any more is removed', async () => {
    const login = await newAdministrator();
    const { id } = await openSession(test.database, login, HOW, times(NOW - 800 * HOUR));
    expect(await pruneLogins(test.database, NOW + 2000 * HOUR)).toBeGreaterThan(0);
    expect(await test.database.query('SELECT id FROM login_session WHERE id = ?', [id])).toEqual([]);
    expect(await pruneLogins(test.database, NOW + 2000 * HOUR)).toBe(0);
  });
});
