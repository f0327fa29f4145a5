import { silentLogger, systemContext, type Clock } from '@switchyard/kernel';
import { readSigningKeys, Repository } from '@switchyard/data';
import { createMetrics } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { base64url, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';
import { createPublicKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase32, hotp, stepAt } from '../../../libs/data/src/logins/totp.js';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startHttp } from '../src/http-server.js';
import { openLoginParts } from '../src/login/open-login-parts.js';
import { LOGIN_SETTINGS, NO_MAIL, startApi, type Api } from './support/api.js';
import { ask, cookiesOf, type Reply, type Sending } from './support/browser.js';

const PASSWORD = 'long enough password';
const system = systemContext('test');
const DAY_MS = 86_400_000;

describe('logins over HTTP', () => {
  const test = useDatabase();
  let api: Api;
  let serial = 0;

  const send = (method: string, path: string, sending: Sending = {}): Promise<Reply> => ask(api.url, method, `/api/${path}`, sending);
  const post = (path: string, body: unknown, sending: Sending = {}): Promise<Reply> => send('POST', path, { ...sending, body });
  const create = (name: 'administrator' | 'webPortal' | 'brand', body: object) => new Repository(test.database, name).create(system, body);

  /** A brand's administrator of its own for a test. */
  const newAdministrator = async (values: object = {}): Promise<{ id: number; username: string }> => {
    const username = `person${++serial}`;
    const { id } = await create('administrator', { brandId: api.a.brandId, username, password: PASSWORD, ...values });
    return { id, username };
  };
  const logIn = async (username: string, more: object = {}, level = 'brand'): Promise<Reply> =>
    post(`${level}/login`, { username, password: PASSWORD, ...more });
  const tokenOf = ({ body }: Reply): string => String(body['token']);
  const loggedIn = async (values: object = {}) => {
    const person = await newAdministrator(values);
    const reply = await logIn(person.username);
    return {
      ...person,
      token: tokenOf(reply),
      refreshToken: String(reply.body['refreshToken']),
      sessionId: String(reply.body['sessionId']),
    };
  };
  const expectProblem = (reply: Reply, status: number, code: string): void => {
    expect(reply).toMatchObject({ status, body: { status, code } });
  };

  beforeAll(async () => {
    api = await startApi(test.database);
    await create('webPortal', { level: 'platform', url: 'https://127.0.0.1', name: 'everything' });
    await create('webPortal', { level: 'brand', brandId: api.a.brandId, url: 'https://brand-a.test', name: 'A' });
    await create('webPortal', { level: 'brand', brandId: api.b.brandId, url: 'https://brand-b.test', name: 'B' });
    await create('webPortal', {
      level: 'client',
      brandId: api.a.brandId,
      clientId: api.a.clients[0]?.clientId,
      url: 'https://client-a.test',
      name: 'client',
    });
  });
  afterAll(() => api?.close());

  describe('the host name', () => {
    it('that nobody set up takes no login, whatever the password', async () => {
      const { username } = await newAdministrator();
      for (const password of [PASSWORD, 'wrong'])
        expectProblem(await post('brand/login', { username, password }, { host: 'unknown.test' }), 403, 'portal-unknown');
      for (const host of ['bad host', "x'--.test", '[::g]']) {
        const reply = await post('brand/login', { username, password: PASSWORD }, { host });
        expect([400, 403]).toContain(reply.status);
      }
    });

    it('opens for its own brand and level only, and a foreign login looks like a wrong password', async () => {
      const { username } = await newAdministrator();
      expect((await post('brand/login', { username, password: PASSWORD }, { host: 'brand-a.test:8443' })).status).toBe(200);
      const foreign = await post('brand/login', { username, password: PASSWORD }, { host: 'brand-b.test' });
      const wrong = await post('brand/login', { username, password: 'wrong' }, { host: 'brand-b.test' });
      expectProblem(foreign, 401, 'login-refused');
      expect({ ...foreign.body, instance: null }).toEqual({ ...wrong.body, instance: null });
      expectProblem(await post('client/login', { username, password: PASSWORD }, { host: 'brand-a.test' }), 403, 'portal-refused');
    });

    it('of a client opens for no other client', async () => {
      const names = ['one', 'two'].map((name) => `${name}${randomUUID().slice(0, 8)}`);
      for (const [at, username] of names.entries())
        await create('administrator', { brandId: api.a.brandId, clientId: api.a.clients[at]?.clientId, username, password: PASSWORD });
      const statuses = [];
      for (const username of names)
        statuses.push((await post('client/login', { username, password: PASSWORD }, { host: 'client-a.test' })).status);
      expect(statuses).toEqual([200, 401]);
    });

    it('is not what a caller says in X-Forwarded-Host', async () => {
      const { username } = await newAdministrator();
      const headers = { 'x-forwarded-host': 'brand-a.test', 'x-forwarded-for': '203.0.113.1' };
      expectProblem(await post('brand/login', { username, password: PASSWORD }, { host: 'unknown.test', headers }), 403, 'portal-unknown');
    });
  });

  describe('an access token', () => {
    it('is short, signed by a key of the JWKS, and says who it is', async () => {
      const { token, id, username, sessionId } = await loggedIn();
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
      const { keys } = (await send('GET', 'brand/jwks.json')).body as { keys: { kid: string }[] };
      const jwk = keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid);
      expect(jwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig' });
      expect(JSON.stringify(keys)).not.toContain('"d":');
      const { payload } = await jwtVerify(token, await importJWK(jwk as never, 'EdDSA'), { issuer: 'switchyard', audience: 'portal-api' });
      expect(payload).toMatchObject({
        sub: `administrator:${id}`,
        name: username,
        sid: sessionId,
        tenant: { level: 'brand', brandId: api.a.brandId },
      });
      expect(await send('GET', 'brand/me', { token })).toMatchObject({ status: 200, body: { actor: { id }, behalf: [], grants: null } });
    });

    it('that we did not sign is refused: no algorithm, our public key as a secret, another key, another claim', async () => {
      const { token } = await loggedIn();
      const [head = '', body = '', signature = ''] = token.split('.');
      const { kid = '' } = decodeProtectedHeader(token);
      const claims = decodeJwt(token);
      const [key] = await readSigningKeys(test.database, Date.now());
      const pem = createPublicKey({ key: { ...key?.publicJwk } as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
      const confused = (secret: Uint8Array) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid, typ: 'at+jwt' }).sign(secret);
      const { keys: ownKeys } = openLoginParts(
        { database: test.database, clock: { nowMs: () => Date.now() }, logger: silentLogger, mail: NO_MAIL },
        LOGIN_SETTINGS,
      ).parts;
      const { key: ours } = await ownKeys.signer();
      const signed = (payload: object, header: object = {}) =>
        new SignJWT(payload as never).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt', ...header }).sign(ours);
      const forged = [
        `${base64url.encode(JSON.stringify({ alg: 'none', kid, typ: 'at+jwt' }))}.${body}.`,
        `${base64url.encode(JSON.stringify({ alg: 'none' }))}.${body}.${signature}`,
        await confused(Buffer.from(String(pem))),
        await confused(base64url.decode(String((key?.publicJwk as { x: string }).x))),
        `${head}.${base64url.encode(JSON.stringify({ ...claims, sub: 'administrator:1' }))}.${signature}`,
        await signed(claims, { kid: 'nobody' }),
        await signed({ ...claims, iss: 'somebody else' }),
        await signed({ ...claims, aud: 'another service' }),
        await signed({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 }),
        await signed({ ...claims, sub: 'administrator:1' }),
        await signed({ ...claims, sid: randomUUID() }),
        await signed(claims, { typ: 'JWT' }),
        'a.b.c',
        '....',
        'x'.repeat(5000),
      ];
      for (const given of forged) expectProblem(await send('GET', 'brand/me', { token: given }), 401, 'token-invalid');
      expectProblem(await send('GET', 'brand/me'), 401, 'token-missing');
      expectProblem(await send('GET', `brand/me?access_token=${token}`), 401, 'token-missing');
      expect((await send('GET', 'brand/me', { token: await signed(claims) })).status).toBe(200);
    });

    it('is of one level', async () => {
      const { token } = await loggedIn();
      for (const level of ['platform', 'client', 'user'])
        expectProblem(await send('GET', `${level}/me`, { token }), 403, 'level-forbidden');
    });
  });

  describe('a refresh token', () => {
    it('works once; its second use ends the whole session', async () => {
      const { token, refreshToken } = await loggedIn();
      const next = await post('brand/token/refresh', { refreshToken });
      expect(next.status).toBe(200);
      expect((await send('GET', 'brand/me', { token: tokenOf(next) })).status).toBe(200);
      expectProblem(await post('brand/token/refresh', { refreshToken }), 401, 'refresh-refused');
      for (const stolen of [token, tokenOf(next)]) expectProblem(await send('GET', 'brand/me', { token: stolen }), 401, 'token-invalid');
      expectProblem(await post('brand/token/refresh', { refreshToken: next.body['refreshToken'] }), 401, 'refresh-refused');
    });

    it('stays in a cookie that no script sees where the portal asks for it', async () => {
      const { username } = await newAdministrator();
      const reply = await logIn(username, { refreshIn: 'cookie' });
      expect(reply.body).not.toHaveProperty('refreshToken');
      expect([reply.headers['set-cookie']].flat()[0]).toMatch(
        /^sy_refresh_[0-9a-f]{32}=[\w-]{43}; Path=\/api\/brand\/token; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
      );
      const { sessionId } = reply.body;
      const cookie = cookiesOf(reply).join('; ');
      expectProblem(await post('brand/token/refresh', { sessionId }), 401, 'refresh-refused');
      expectProblem(await post('brand/token/refresh', { sessionId: randomUUID() }, { headers: { cookie } }), 401, 'refresh-refused');
      const next = await post('brand/token/refresh', { sessionId }, { headers: { cookie } });
      expect(next).toMatchObject({ status: 200, body: { sessionId } });
      expect(next.body).not.toHaveProperty('refreshToken');
      expect(cookiesOf(next).join()).not.toBe(cookie);
      const out = await post('brand/logout', {}, { token: tokenOf(next) });
      expect([out.status, [out.headers['set-cookie']].flat()[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
      expectProblem(
        await post('brand/token/refresh', { sessionId }, { headers: { cookie: cookiesOf(next).join() } }),
        401,
        'refresh-refused',
      );
    });

    it.each([{}, { refreshToken: '' }, { refreshToken: 7 }, { sessionId: 'x' }, { refreshToken: 'x', sessionId: randomUUID() }, []])(
      'is refused as a body when it is none: %j',
      async (body) => {
        expectProblem(await post('brand/token/refresh', body), 422, 'body-invalid');
      },
    );
  });

  it('logging in fails alike for an unknown name, a wrong password and every other reason', async () => {
    const { username } = await newAdministrator();
    const [inactive, internal] = [await newAdministrator({ active: false }), await newAdministrator({ internal: true })];
    const replies = [
      await logIn(username, { password: 'wrong' }),
      await logIn('nobody-of-this-name'),
      await logIn(inactive.username),
      await logIn(internal.username),
      await logIn(username, {}, 'platform'),
      await logIn("' OR 1=1 --"),
    ];
    for (const reply of replies) {
      expectProblem(reply, 401, 'login-refused');
      expect({ ...reply.body, instance: null }).toEqual({ ...replies[0]?.body, instance: null });
    }
  });

  it('guessing is delayed with Retry-After, for a name that exists and one that does not', async () => {
    const { username } = await newAdministrator();
    for (const name of [username, `nobody${++serial}`]) {
      const replies = await Promise.all(Array.from({ length: 8 }, () => logIn(name, { password: 'wrong' })));
      expect(replies.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
      const delayed = replies.find(({ status }) => status === 429);
      expect(delayed).toMatchObject({ body: { code: 'login-delayed' }, headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) } });
      // The right password is not tried either while one has to wait; here for an hour, however slow the machine is.
      await test.database.query('UPDATE login_failure SET blocked_until = DATE_ADD(blocked_until, INTERVAL 1 HOUR) WHERE failures > 4');
      expectProblem(await logIn(name), 429, 'login-delayed');
      await test.database.query('DELETE FROM login_failure');
    }
  });

  describe('going down a level', () => {
    const asPlatform = async (): Promise<string> => {
      const username = `boss${++serial}`;
      await create('administrator', { username, password: PASSWORD });
      return tokenOf(await logIn(username, {}, 'platform'));
    };
    const exchange = (level: string, token: string, body: object) => post(`${level}/token/exchange`, body, { token });

    it('leads from the platform to a user, with the whole chain in the claims and the context', async () => {
      const top = await asPlatform();
      const tenant = api.a.clients[0];
      const brand = await exchange('platform', top, { brandId: api.a.brandId });
      expect(brand.status).toBe(200);
      const client = await exchange('brand', tokenOf(brand), { administratorId: tenant?.rows.administrator });
      const user = await exchange('client', tokenOf(client), { userId: tenant?.rows.user });
      expect(user.status).toBe(200);
      const me = await send('GET', 'user/me', { token: tokenOf(user) });
      expect(me.body).toMatchObject({ scope: { level: 'user', userId: tenant?.rows.user, clientId: tenant?.clientId } });
      expect((me.body['behalf'] as { level: string }[]).map(({ level }) => level)).toEqual(['platform', 'brand', 'client']);
      expect(decodeJwt(tokenOf(user))['act']).toMatchObject({ level: 'client', act: { level: 'brand', act: { level: 'platform' } } });
      // Whoever was entered sees it in the change log.
      const { items } = (await (await api.as('client'))('GET', 'changes?resource=session')).body as { items: Record<string, unknown>[] };
      const behalf = [expect.objectContaining({ level: 'platform' }), expect.objectContaining({ level: 'brand' })];
      expect(items).toContainEqual(expect.objectContaining({ operation: 'create', ip: '127.0.0.1', behalf }));
      expectProblem(await post('user/token/exchange', { userId: 1 }, { token: tokenOf(user) }), 403, 'level-forbidden');
      // The way down ends where it began.
      expect((await post('platform/logout', {}, { token: top })).status).toBe(204);
      for (const [level, reply] of [
        ['brand', brand],
        ['client', client],
        ['user', user],
      ] as const) {
        expectProblem(await send('GET', `${level}/me`, { token: tokenOf(reply) }), 401, 'token-invalid');
        expectProblem(await post(`${level}/token/refresh`, { refreshToken: reply.body['refreshToken'] }), 401, 'refresh-refused');
      }
    });

    it('acts as an internal administrator, who cannot log in', async () => {
      const reply = await exchange('platform', await asPlatform(), { brandId: api.b.brandId });
      const { name, id } = (await send('GET', 'brand/me', { token: tokenOf(reply) })).body['actor'] as { name: string; id: number };
      expect(name).toBe(`internal-brand-${api.b.brandId}`);
      await new Repository(test.database, 'administrator').update(system, id, { password: PASSWORD });
      expectProblem(await logIn(name), 401, 'login-refused');
      const again = await exchange('platform', await asPlatform(), { brandId: api.b.brandId });
      expect((await send('GET', 'brand/me', { token: tokenOf(again) })).body['actor']).toMatchObject({ id });
    });

    it('reaches nobody of another tenant, no inactive login, no level but the next, nothing that is not there', async () => {
      const { token } = await loggedIn();
      const foreign = api.b.clients[0];
      const off = await create('administrator', {
        brandId: api.a.brandId,
        clientId: api.a.clients[0]?.clientId,
        username: `off${++serial}`,
        password: PASSWORD,
        active: false,
      });
      for (const body of [
        { administratorId: foreign?.rows.administrator },
        { clientId: foreign?.clientId },
        { administratorId: off.id },
        { administratorId: api.a.rows.administrator },
        { administratorId: 2_000_000_000 },
        { clientId: 2_000_000_000 },
      ])
        expectProblem(await exchange('brand', token, body), 404, 'not-found');
      for (const body of [{}, { userId: 1 }, { brandId: 1 }, { clientId: 1, administratorId: 1 }, { clientId: '1' }])
        expectProblem(await exchange('brand', token, body), 422, 'body-invalid');
    });

    it('needs leave for a restricted administrator', async () => {
      const clientId = api.a.clients[0]?.clientId;
      const may = await loggedIn({ restricted: true, canImpersonate: true });
      const mayNot = await loggedIn({ restricted: true, canImpersonate: false });
      expect((await exchange('brand', may.token, { clientId })).status).toBe(200);
      expectProblem(await exchange('brand', mayNot.token, { clientId }), 403, 'impersonation-forbidden');
    });

    it('gives no way to change the login of whom one acts as', async () => {
      const reply = await exchange('platform', await asPlatform(), { administratorId: api.a.rows.administrator });
      const token = tokenOf(reply);
      const proof = { currentPassword: PASSWORD };
      for (const [method, path, body] of [
        ['POST', 'password', { ...proof, password: 'a new long password' }],
        ['POST', 'second-factor', proof],
        ['POST', 'api-keys', { ...proof, name: 'x', expiresAt: new Date(Date.now() + DAY_MS).toISOString() }],
        ['PATCH', 'profile', { name: 'x' }],
        ['GET', 'sessions', undefined],
        ['DELETE', 'sessions', undefined],
      ] as const)
        expectProblem(await send(method, `brand/my/${path}`, { token, body }), 403, 'own-login-needed');
    });
  });

  describe('sessions', () => {
    it('are listed to their login and ended by it, never by another', async () => {
      const me = await loggedIn();
      const other = await loggedIn();
      const second = await logIn(me.username);
      const { items } = (await send('GET', 'brand/my/sessions', { token: me.token })).body as { items: { id: string; current: boolean }[] };
      expect(items.map(({ id, current }) => [id, current])).toEqual(
        expect.arrayContaining([
          [me.sessionId, true],
          [second.body['sessionId'], false],
        ]),
      );
      expect(items).toHaveLength(2);
      for (const id of [other.sessionId, randomUUID(), 'x'])
        expectProblem(await send('DELETE', `brand/my/sessions/${id}`, { token: me.token }), 404, 'not-found');
      expect((await send('DELETE', `brand/my/sessions/${String(second.body['sessionId'])}`, { token: me.token })).status).toBe(204);
      expectProblem(await send('GET', 'brand/me', { token: tokenOf(second) }), 401, 'token-invalid');
      const third = await logIn(me.username);
      expect((await send('DELETE', 'brand/my/sessions', { token: me.token })).status).toBe(204);
      expectProblem(await send('GET', 'brand/me', { token: tokenOf(third) }), 401, 'token-invalid');
      expect((await send('GET', 'brand/me', { token: me.token })).status).toBe(200);
    });

    it('of an administrator are ended by who may change it, in the own tenant', async () => {
      const victim = await loggedIn();
      const brand = await api.as('brand', api.b);
      expect((await brand('DELETE', `administrators/${victim.id}/sessions`)).status).toBe(404);
      expect((await (await api.as('client'))('DELETE', `administrators/${victim.id}/sessions`)).status).toBe(403);
      const own = await api.as('brand');
      expect((await own('GET', `administrators/${victim.id}/sessions`)).body['items']).toMatchObject([{ id: victim.sessionId }]);
      expect((await own('DELETE', `administrators/${victim.id}/sessions`)).status).toBe(204);
      expectProblem(await send('GET', 'brand/me', { token: victim.token }), 401, 'token-invalid');
    });
  });

  describe('a second factor', () => {
    const proof = { currentPassword: PASSWORD };

    it('is enrolled, asked for at login, and its code taken once', async () => {
      const { token, username } = await loggedIn();
      expectProblem(await post('brand/my/second-factor', { currentPassword: 'wrong' }, { token }), 403, 'password-refused');
      const enrolled = await post('brand/my/second-factor', proof, { token });
      const secret = String(enrolled.body['secret']);
      expect(enrolled.body['uri']).toBe(
        `otpauth://totp/Switchyard:${username}?secret=${secret}&issuer=Switchyard&algorithm=SHA1&digits=6&period=30`,
      );
      // Not before the first code proves that the application has the secret.
      expect((await logIn(username)).status).toBe(200);
      const code = (steps: number): string => hotp(fromBase32(secret), stepAt(Date.now()) + steps);
      expectProblem(await post('brand/my/second-factor/confirm', { code: '000000' }, { token }), 422, 'rule-broken');
      const confirmed = await post('brand/my/second-factor/confirm', { code: code(-1) }, { token });
      const codes = confirmed.body['recoveryCodes'] as string[];
      expect(codes).toHaveLength(10);
      expectProblem(await logIn(username), 401, 'second-factor-needed');
      expectProblem(await logIn(username, { password: 'wrong' }), 401, 'login-refused');
      expectProblem(await logIn(username, { code: code(-1) }), 401, 'login-refused');
      const used = code(0);
      expect((await logIn(username, { code: used })).status).toBe(200);
      expectProblem(await logIn(username, { code: used }), 401, 'login-refused');
      expect((await logIn(username, { code: codes[0] })).status).toBe(200);
      expectProblem(await logIn(username, { code: codes[0] }), 401, 'login-refused');
      expect((await send('GET', 'brand/my/second-factor', { token })).body).toMatchObject({ active: true, recoveryCodesLeft: 9 });
      expectProblem(await post('brand/my/second-factor/remove', proof, { token }), 401, 'second-factor-needed');
      expect((await post('brand/my/second-factor/remove', { ...proof, code: codes[1] }, { token })).status).toBe(204);
      expect((await logIn(username)).status).toBe(200);
    });

    it('cannot be guessed, also not by asking without a code in between', async () => {
      const { token, username } = await loggedIn();
      const { secret } = (await post('brand/my/second-factor', proof, { token })).body;
      await post('brand/my/second-factor/confirm', { code: hotp(fromBase32(String(secret)), stepAt(Date.now())) }, { token });
      const statuses = [];
      for (let round = 0; round < 10; round++) {
        statuses.push((await logIn(username, { code: '000000' })).status);
        statuses.push((await logIn(username)).status);
      }
      expect(statuses).toContain(429);
    });

    it('is removed by an administrator above with the own password', async () => {
      const { id, token, username } = await loggedIn();
      const { secret } = (await post('brand/my/second-factor', proof, { token })).body;
      await post('brand/my/second-factor/confirm', { code: hotp(fromBase32(String(secret)), stepAt(Date.now())) }, { token });
      const helper = await loggedIn();
      const path = `brand/administrators/${id}/second-factor/remove`;
      expectProblem(await post(path, { currentPassword: 'wrong' }, { token: helper.token }), 403, 'password-refused');
      expect((await post(path, proof, { token: helper.token })).status).toBe(204);
      expect((await logIn(username)).status).toBe(200);
    });
  });

  describe('an API key', () => {
    const body = (values: object = {}) => ({
      currentPassword: PASSWORD,
      name: 'billing export',
      expiresAt: new Date(Date.now() + DAY_MS).toISOString(),
      grants: { carrier: ['read', 'update'] },
      ...values,
    });

    it('is shown once and does what its scope says', async () => {
      const { token } = await loggedIn();
      const made = await post('brand/my/api-keys', body(), { token });
      const key = String(made.body['key']);
      expect(key).toMatch(/^swk_/);
      const list = await send('GET', 'brand/my/api-keys', { token });
      expect(list.body['items']).toMatchObject([
        { name: 'billing export', prefix: key.slice(0, 12), grants: { carrier: ['read', 'update'] }, usedAt: null },
      ]);
      expect(JSON.stringify(list.body)).not.toContain(key);
      const carrier = `brand/carriers/${String(api.a.rows.carrier)}`;
      expect((await send('GET', 'brand/carriers', { token: key })).status).toBe(200);
      expect((await send('GET', 'brand/carriers', { headers: { 'x-api-key': key } })).status).toBe(200);
      expect((await send('PATCH', carrier, { token: key, body: {} })).status).toBe(200);
      for (const [method, path, sent] of [
        ['DELETE', carrier, undefined],
        ['POST', 'brand/carriers', { name: 'x' }],
        ['GET', 'brand/clients', undefined],
        ['GET', 'brand/administrators', undefined],
      ] as const)
        expectProblem(await send(method, path, { token: key, body: sent }), 403, 'not-granted');
      expectProblem(await send('GET', 'platform/brands', { token: key }), 403, 'level-forbidden');
      expectProblem(await send('GET', `brand/carriers/${String(api.b.rows.carrier)}`, { token: key }), 404, 'not-found');
      // A key makes no keys, opens no sessions and goes nowhere.
      for (const [method, path, sent] of [
        ['POST', 'my/api-keys', body()],
        ['GET', 'my/api-keys', undefined],
        ['GET', 'my/sessions', undefined],
        ['POST', 'my/password', { currentPassword: PASSWORD, password: 'another long one' }],
        ['POST', 'token/exchange', { clientId: api.a.clients[0]?.clientId }],
      ] as const)
        expectProblem(await send(method, `brand/${path}`, { token: key, body: sent }), 403, 'own-login-needed');
      const [used] = (await send('GET', 'brand/my/api-keys', { token })).body['items'] as { id: number; usedAt: string }[];
      expect(used).toMatchObject({ usedAt: expect.any(String), usedFrom: '127.0.0.1' });
      expect((await send('DELETE', `brand/my/api-keys/${String(used?.id)}`, { token: (await loggedIn()).token })).status).toBe(404);
      expect((await send('DELETE', `brand/my/api-keys/${String(used?.id)}`, { token })).status).toBe(204);
      expectProblem(await send('GET', 'brand/carriers', { token: key }), 401, 'token-invalid');
    });

    it.each([
      [{ expiresAt: new Date(Date.now() - 1000).toISOString() }, 'expiresAt'],
      [{ expiresAt: new Date(Date.now() + 400 * DAY_MS).toISOString() }, 'expiresAt'],
      [{ expiresAt: undefined }, 'expiresAt'],
      [{ grants: { nonsense: ['read'] } }, 'grants.nonsense'],
      [{ grants: { mediaRelay: ['read'] } }, 'grants.mediaRelay'],
      [{ grants: { billableCall: ['delete'] } }, 'grants.billableCall'],
      [{ name: '' }, 'name'],
      [{ admin: true }, 'admin'],
    ])('is not made of %j', async (values, field) => {
      const { token } = await loggedIn();
      const reply = await post('brand/my/api-keys', body(values), { token });
      expectProblem(reply, 422, 'body-invalid');
      expect(reply.body['errors']).toContainEqual(expect.objectContaining({ field }));
      expectProblem(await post('brand/my/api-keys', body({ currentPassword: 'wrong' }), { token }), 403, 'password-refused');
    });
  });

  describe('a restricted administrator', () => {
    it('does what was granted and nothing else, and cannot grant anything', async () => {
      const me = await loggedIn({ restricted: true });
      const carrier = `brand/carriers/${String(api.a.rows.carrier)}`;
      const own = await api.as('brand');
      expect((await send('GET', carrier, { token: me.token })).status).toBe(200);
      expectProblem(await send('PATCH', carrier, { token: me.token, body: {} }), 403, 'not-granted');
      expect((await own('POST', `administrators/${me.id}/grants`, { preset: 'all' })).status).toBe(200);
      expect((await send('PATCH', carrier, { token: me.token, body: {} })).status).toBe(200);
      for (const [method, path, sent] of [
        ['PATCH', `administrators/${me.id}`, { restricted: false }],
        ['POST', 'administrators', { username: 'mine', password: PASSWORD }],
        ['POST', 'administrator-grants', { administratorId: me.id, resource: 'administrator', mayUpdate: true }],
        ['POST', `administrators/${me.id}/grants`, { preset: 'all' }],
        ['POST', `administrators/${String(api.a.rows.administrator)}/password-reset`, { currentPassword: PASSWORD }],
        ['DELETE', `administrators/${String(api.a.rows.administrator)}/sessions`, undefined],
      ] as const)
        expectProblem(await send(method, `brand/${path}`, { token: me.token, body: sent }), 403, 'not-granted');
      expect((await own('POST', `administrators/${me.id}/grants`, { preset: 'none' })).status).toBe(200);
      expectProblem(await send('GET', carrier, { token: me.token }), 403, 'not-granted');
      const { items } = (await own('GET', `administrator-grants?administratorId=${me.id}`)).body as { items: unknown[] };
      expect(items).toEqual([]);
      expect((await own('POST', 'administrator-grants', { administratorId: me.id, resource: 'carrier', mayRead: true })).status).toBe(201);
      expect((await send('GET', carrier, { token: me.token })).status).toBe(200);
      expect((await send('GET', 'brand/me', { token: me.token })).body['grants']).toEqual({ carrier: ['read'] });
    });

    it('of another brand can be granted nothing', async () => {
      const { id } = await newAdministrator({ restricted: true });
      expect((await (await api.as('brand', api.b))('POST', `administrators/${id}/grants`, { preset: 'all' })).status).toBe(404);
    });
  });

  describe('a profile', () => {
    it('is changed by its login: language and time zone go into every request', async () => {
      const { token, username } = await loggedIn();
      const patched = await send('PATCH', 'brand/my/profile', { token, body: { name: 'Ada', language: 'eu', timezone: 'Asia/Tokyo' } });
      expect(patched).toMatchObject({ status: 200, body: { login: username, name: 'Ada', language: 'eu', timezone: 'Asia/Tokyo' } });
      expect((await send('GET', 'brand/me', { token })).body).toMatchObject({ language: 'eu', timezone: 'Asia/Tokyo' });
      expectProblem(await send('PATCH', 'brand/my/profile', { token, body: { timezone: 'Mars/Olympus' } }), 422, 'body-invalid');
      expectProblem(await send('PATCH', 'brand/my/profile', { token, body: { email: 'a@b.test' } }), 422, 'body-invalid');
      expect((await send('PATCH', 'brand/my/profile', { token, body: { email: 'a@b.test', currentPassword: PASSWORD } })).status).toBe(200);
    });

    it.each(['restricted', 'canImpersonate', 'internal', 'active', 'brandId', 'clientId', 'username', 'password', 'id', 'passwordHash'])(
      'never changes %s',
      async (field) => {
        const { token } = await loggedIn();
        const reply = await send('PATCH', 'brand/my/profile', { token, body: { [field]: 1 } });
        expectProblem(reply, 422, 'body-invalid');
        expect(reply.body['errors']).toContainEqual(expect.objectContaining({ field }));
      },
    );

    it('of a user and of a client’s administrator, who may change no users or administrators, is theirs too', async () => {
      for (const level of ['client', 'user'] as const) {
        const person = await api.as(level);
        expect(await person('PATCH', 'my/profile', { language: 'it' })).toMatchObject({ status: 200, body: { language: 'it' } });
      }
    });
  });

  describe('a password', () => {
    it('is changed with the old one, and ends the other sessions', async () => {
      const me = await loggedIn();
      const other = await logIn(me.username);
      const change = (body: object) => post('brand/my/password', body, { token: me.token });
      expectProblem(await change({ currentPassword: 'wrong', password: 'a new long password' }), 403, 'password-refused');
      expectProblem(await change({ currentPassword: PASSWORD, password: 'short' }), 422, 'body-invalid');
      expectProblem(await change({ currentPassword: PASSWORD, password: PASSWORD }), 422, 'body-invalid');
      expect((await change({ currentPassword: PASSWORD, password: 'a new long password' })).status).toBe(204);
      expect((await send('GET', 'brand/me', { token: me.token })).status).toBe(200);
      expectProblem(await send('GET', 'brand/me', { token: tokenOf(other) }), 401, 'token-invalid');
      expectProblem(await logIn(me.username), 401, 'login-refused');
    });

    it('cannot be guessed through a stolen token', async () => {
      const { token } = await loggedIn();
      const statuses = [];
      for (let guess = 0; guess < 7; guess++)
        statuses.push(
          (await post('brand/my/password', { currentPassword: `guess ${guess}`, password: 'a new long password' }, { token })).status,
        );
      expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429]);
    });

    it('is set once by a link that an administrator above hands out', async () => {
      const helper = await loggedIn();
      const { id, username } = await newAdministrator();
      const path = `brand/administrators/${id}/password-reset`;
      expectProblem(await post(path, {}, { token: helper.token }), 422, 'body-invalid');
      expectProblem(await post(path, { currentPassword: 'wrong' }, { token: helper.token }), 403, 'password-refused');
      const link = await post(path, { currentPassword: PASSWORD }, { token: helper.token });
      const token = String(link.body['token']);
      expect(link.body['path']).toBe(`/brand/set-password#${token}`);
      expectProblem(
        await post('brand/password-reset', { token, password: 'a new long password' }, { host: 'unknown.test' }),
        403,
        'portal-unknown',
      );
      expectProblem(await post('brand/password-reset', { token: 'x', password: 'a new long password' }), 403, 'reset-refused');
      expect((await post('brand/password-reset', { token, password: 'a new long password' })).status).toBe(204);
      expectProblem(await post('brand/password-reset', { token, password: 'a newer password' }), 403, 'reset-refused');
      expect((await logIn(username, { password: 'a new long password' })).status).toBe(200);
      const foreign = `brand/administrators/${String(api.b.rows.administrator)}/password-reset`;
      expectProblem(await post(foreign, { currentPassword: PASSWORD }, { token: helper.token }), 404, 'not-found');
    });

    it.each(['nonsense', [], 7, null])('cannot be given as %j', async (body) => {
      expect([400, 422]).toContain((await post('brand/login', body)).status);
    });
  });

  describe('a user', () => {
    const tenant = () => api.a.clients[0];
    const email = (): string => `user@c${String(tenant()?.clientId)}.test`;

    it('logs in by e-mail address, at a portal of the level', async () => {
      await create('webPortal', { level: 'user', brandId: api.a.brandId, url: 'https://users-a.test', name: 'users' });
      const body = { email: email(), password: PASSWORD };
      const reply = await post('user/login', body, { host: 'users-a.test' });
      expect((await send('GET', 'user/me', { token: tokenOf(reply) })).body).toMatchObject({
        actor: { kind: 'user', id: tenant()?.rows.user, name: email() },
        scope: { level: 'user', clientId: tenant()?.clientId },
      });
      expectProblem(await post('user/login', { username: email(), password: PASSWORD }, { host: 'users-a.test' }), 422, 'body-invalid');
      expectProblem(await post('user/login', body, { host: 'brand-a.test' }), 403, 'portal-refused');
      const foreign = { email: `user@c${String(api.b.clients[0]?.clientId)}.test`, password: PASSWORD };
      expectProblem(await post('user/login', foreign, { host: 'users-a.test' }), 401, 'login-refused');
    });

    it('is helped by the own client’s administrator only', async () => {
      const path = `users/${String(tenant()?.rows.user)}`;
      const [own, other] = [await api.as('client'), await api.as('client', api.a, api.a.clients[1])];
      for (const [method, sub, body] of [
        ['GET', 'sessions', undefined],
        ['DELETE', 'sessions', undefined],
        ['POST', 'password-reset', { currentPassword: PASSWORD }],
        ['POST', 'second-factor/remove', { currentPassword: PASSWORD }],
      ] as const) {
        expect((await other(method, `${path}/${sub}`, body)).status).toBe(404);
        expect((await own(method, `${path}/${sub}`, body)).status).toBeLessThan(300);
      }
    });
  });

  it('a proxy that is trusted says who asks for which host by which way; a session over TLS has a cookie for TLS only', async () => {
    const redis = new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    const http = await startHttp(
      {
        database: test.database,
        configStore: api.configStore,
        redis,
        logins: LOGIN_SETTINGS,
        filesFolder: api.filesFolder,
        logger: silentLogger,
      },
      { host: '127.0.0.1', port: 0, trustedProxies: ['127.0.0.0/8'], metrics: createMetrics('portal-api') },
    );
    const { username } = await newAdministrator();
    const headers = { 'x-forwarded-host': 'brand-a.test', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
    const body = { username, password: PASSWORD, refreshIn: 'cookie' };
    const reply = await ask(`http://127.0.0.1:${http.port}`, 'POST', '/api/brand/login', { host: 'inside.test', headers, body });
    expect([reply.status, reply.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    expect([reply.headers['set-cookie']].flat()[0]).toMatch(/; HttpOnly; SameSite=Strict; Secure$/);
    const { items } = (await send('GET', 'brand/my/sessions', { token: tokenOf(reply) })).body as { items: object[] };
    expect(items).toMatchObject([{ host: 'brand-a.test', ip: '203.0.113.9' }]);
    redis.disconnect();
    await http.close();
  });

  it('no refusal repeats a secret', async () => {
    const secret = 'this must not come back';
    for (const [path, body] of [
      ['brand/login', { username: 7, password: secret, code: secret }],
      ['brand/token/refresh', { refreshToken: secret, more: 1 }],
      ['brand/password-reset', { token: secret, password: secret, more: 1 }],
    ] as const)
      expect(JSON.stringify((await post(path, body)).body)).not.toContain(secret);
  });

  // The last one: its clock is a hundred days ahead, and so the key of the other tests is removed.
  it('an access token outlives the rotation of its key, and not its own time', async () => {
    let nowMs = Date.now() + 100 * DAY_MS;
    const clock: Clock = { nowMs: () => nowMs };
    const settings = { ...LOGIN_SETTINGS, rotationMs: DAY_MS, tokenMs: 600_000, lifetimeMs: 300 * DAY_MS, idleMs: 300 * DAY_MS };
    const open = () => openLoginParts({ database: test.database, clock, logger: silentLogger, mail: NO_MAIL }, settings);
    const [one, two] = [open(), open()];
    const { username } = await newAdministrator();
    const origin = { host: '127.0.0.1', ip: '192.0.2.1', agent: '' };
    const session = await one.parts.signIn.byPassword('brand', { name: username, password: PASSWORD, code: undefined }, origin);
    await one.tokens.issue(session);
    nowMs += DAY_MS - 1000;
    const before = await one.tokens.issue(session);
    nowMs += 2000;
    const after = await one.tokens.issue(session);
    const kid = ({ token }: { token: string }) => decodeProtectedHeader(token).kid;
    expect(kid(after)).not.toBe(kid(before));
    expect((await one.parts.keys.jwks()).keys.map((key) => key.kid)).toEqual([kid(after), kid(before)]);
    // The other instance has not seen the new key yet.
    for (const { token } of [before, after]) expect(await two.tokens.read(token, '')).toMatchObject({ ok: true });
    nowMs += 600_000;
    expect(await two.tokens.read(before.token, '')).toMatchObject({ ok: false });
    expect((await one.parts.keys.jwks()).keys.map((key) => key.kid)).toEqual([kid(after)]);
  });
});
