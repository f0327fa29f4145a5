import { systemContext } from '@switchyard/kernel';
import { Repository } from '@switchyard/data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startApi, type Api } from './support/api.js';
import { ask, cookiesOf, type Reply, type Sending } from './support/browser.js';
import { startIdentityProvider, type IdentityProvider, type NextPerson } from './support/identity-provider.js';

const system = systemContext('test');
const HOST = 'brand-a.test';
const EMAIL = 'ada@brand-a.test';

describe('single sign-on over HTTP', () => {
  const test = useDatabase();
  let api: Api;
  let provider: IdentityProvider;
  let settingsId = 0;
  let portalId = 0;

  const get = (path: string, { headers = {}, host = HOST }: Sending = {}): Promise<Reply> => ask(api.url, 'GET', path, { host, headers });
  const create = (name: 'administrator' | 'webPortal' | 'singleSignOn', body: object) =>
    new Repository(test.database, name).create(system, body);
  const pathOf = (address: string): string => address.replace(/^http:\/\/[^/]+/, '');
  const locationOf = ({ headers }: Reply): string => String(headers['location']);

  beforeAll(async () => {
    [api, provider] = [await startApi(test.database), await startIdentityProvider()];
    ({ id: portalId } = await create('webPortal', { level: 'brand', brandId: api.a.brandId, url: `https://${HOST}`, name: 'A' }));
    await create('webPortal', { level: 'brand', brandId: api.b.brandId, url: 'https://brand-b.test', name: 'B' });
    ({ id: settingsId } = await create('singleSignOn', {
      webPortalId: portalId,
      name: 'Log in with A',
      issuer: provider.issuer,
      identifier: 'portal',
      secret: 'secret of portal',
    }));
    for (const [username, email, world] of [
      ['ada', EMAIL, api.a],
      ['adas-twin', EMAIL, api.b],
      ['twins-1', 'twins@brand-a.test', api.a],
      ['twins-2', 'twins@brand-a.test', api.a],
    ] as const)
      await create('administrator', { brandId: world.brandId, username, email, password: 'long enough password' });
  });
  afterAll(async () => {
    provider?.close();
    await api?.close();
  });

  /** The whole way as a browser goes it: start, provider, call-back; with the cookies of `start` unless told otherwise. */
  async function signOn(person: NextPerson, { cookie, back = '/brand/carriers' }: { cookie?: string; back?: string } = {}): Promise<Reply> {
    provider.next(person);
    const started = await get(`/api/brand/sso/start?return=${encodeURIComponent(back)}`);
    expect(started.status).toBe(302);
    const consent = await fetch(locationOf(started), { redirect: 'manual' });
    return get(pathOf(consent.headers.get('location') ?? ''), { headers: { cookie: cookie ?? cookiesOf(started).join('; ') } });
  }
  const ada: NextPerson = { claims: { email: EMAIL, email_verified: true } };

  it('is offered where it is set up', async () => {
    expect((await get('/api/brand/login-options')).body).toEqual({ singleSignOn: { name: 'Log in with A' } });
    expect((await get('/api/brand/login-options', { host: 'brand-b.test' })).body).toEqual({ singleSignOn: null });
    expect(await get('/api/brand/sso/start', { host: 'brand-b.test' })).toMatchObject({
      status: 404,
      body: { code: 'sign-on-unavailable' },
    });
  });

  it('asks the provider for a code with PKCE, state and nonce', async () => {
    const started = await get('/api/brand/sso/start');
    const asked = new URL(locationOf(started));
    expect(asked.origin).toBe(provider.issuer);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'portal',
      redirect_uri: `http://${HOST}/api/brand/sso/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect([started.headers['set-cookie']].flat()[0]).toMatch(
      /^sy_sign_on=[\w-]{43}; Path=\/api\/brand\/sso; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
  });

  it('opens the session of the one active login with the verified address, at its portal', async () => {
    const reply = await signOn(ada);
    expect(reply.status).toBe(302);
    const landed = new URL(locationOf(reply), 'http://x');
    expect([landed.pathname, landed.searchParams.get('return')]).toEqual(['/brand/login', '/brand/carriers']);
    const opened = await ask(api.url, 'POST', '/api/brand/token/refresh', {
      host: HOST,
      body: { sessionId: landed.searchParams.get('session') },
      headers: { cookie: cookiesOf(reply).join('; ') },
    });
    expect(opened.status).toBe(200);
    const me = await ask(api.url, 'GET', '/api/brand/me', { host: HOST, token: String(opened.body['token']) });
    expect(me.body).toMatchObject({ actor: { name: 'ada' }, scope: { brandId: api.a.brandId } });
  });

  it.each([
    ['somebody unknown', { claims: { email: 'nobody@brand-a.test', email_verified: true } }],
    ['an address that is only alike', { claims: { email: 'adá@brand-a.test', email_verified: true } }],
    ['an address that is not verified', { claims: { email: EMAIL, email_verified: false } }],
    ['an address nobody says is verified', { claims: { email: EMAIL } }],
    ['an address of two logins', { claims: { email: 'twins@brand-a.test', email_verified: true } }],
    ['nobody at all', { claims: {} }],
    ['a token for another portal', { ...ada, audience: 'another portal' }],
    ['a token of another issuer', { ...ada, issuer: 'https://evil.test' }],
    ['a token of another attempt', { ...ada, nonce: 'x'.repeat(43) }],
    ['a token signed by a stranger', { ...ada, signedByStranger: true }],
  ] as const)('refuses %s', async (_what, person) => {
    const reply = await signOn(person);
    expect(reply).toMatchObject({ status: 401, body: { code: 'sign-on-refused' } });
    expect(cookiesOf(reply)).toEqual([]);
  });

  it('refuses a way back that another browser began, that comes twice, or that nobody began', async () => {
    expect(await signOn(ada, { cookie: '' })).toMatchObject({ status: 401, body: { code: 'sign-on-refused' } });
    expect(await signOn(ada, { cookie: `sy_sign_on=${'x'.repeat(43)}` })).toMatchObject({ status: 401 });
    provider.next(ada);
    const started = await get('/api/brand/sso/start');
    const consent = await fetch(locationOf(started), { redirect: 'manual' });
    const back = pathOf(consent.headers.get('location') ?? '');
    const headers = { cookie: cookiesOf(started).join('; ') };
    expect((await get(back, { headers, host: 'brand-b.test' })).status).toBe(404);
    expect((await get(back.replace('/brand/', '/client/'), { headers })).status).toBe(403);
    expect((await get(back, { headers })).status).toBe(302);
    expect((await get(back, { headers })).status).toBe(401);
    for (const query of ['', '?state=x&code=y', '?error=access_denied&state=x', '?state[]=x'])
      expect((await get(`/api/brand/sso/callback${query}`, { headers })).status).toBe(401);
  });

  it.each(['//evil.test', 'https://evil.test', '/\\evil.test', '/client/x', 'javascript:alert(1)', '/brand/..//evil.test\r\nX: y', ''])(
    'leads back to a screen of the portal only: %j',
    async (back) => {
      const landed = new URL(locationOf(await signOn(ada, { back })), 'http://x');
      expect(landed.host).toBe('x');
      expect(landed.searchParams.get('return')).toMatch(/^\/brand(\/[^/\\]*)*$/);
      expect(landed.searchParams.get('return')).not.toContain('evil.test\r');
    },
  );

  it('goes by the username where the portal says so, and not by an internal or inactive login', async () => {
    const settings = new Repository(test.database, 'singleSignOn');
    await settings.update(system, settingsId, { claim: 'preferred_username' });
    for (const [username, values] of [
      ['in-active', { active: false }],
      ['in-ternal', { internal: true }],
    ] as const)
      await create('administrator', { brandId: api.a.brandId, username, password: 'long enough password', ...values });
    const statusOf = async (name: string) => (await signOn({ claims: { preferred_username: name } })).status;
    expect(await statusOf('ada')).toBe(302);
    for (const name of ['in-active', 'in-ternal', 'adas-twin', 'platform']) expect(await statusOf(name)).toBe(401);
    await settings.update(system, settingsId, { claim: 'email' });
  });

  it('asks no address that a tenant must not reach, and says nothing of what is there', async () => {
    const settings = new Repository(test.database, 'singleSignOn');
    const details = new Set<unknown>();
    for (const issuer of [
      'https://169.254.169.254',
      'https://10.0.0.1',
      'http://[::1]:3306',
      'http://127.0.0.1:1',
      `${provider.issuer}/nothing`,
    ]) {
      await settings.update(system, settingsId, { issuer });
      const reply = await get('/api/brand/sso/start');
      expect(reply).toMatchObject({ status: 502, body: { code: 'identity-provider-away' } });
      details.add(reply.body['detail']);
    }
    expect(details.size).toBe(1);
    await settings.update(system, settingsId, { issuer: provider.issuer });
  });

  it('is set up by the brand itself for its own portals only, and its secret is never shown', async () => {
    const brand = await api.as('brand', api.b);
    const body = { webPortalId: portalId, name: 'x', issuer: 'https://evil.test', identifier: 'x', secret: 'a secret of b' };
    expect(await brand('POST', 'single-sign-on', body)).toMatchObject({ status: 422, body: { code: 'reference-unknown' } });
    expect((await brand('GET', `single-sign-on/${settingsId}`)).status).toBe(404);
    const own = await (await api.as('brand'))('GET', `single-sign-on/${settingsId}`);
    expect(own.status).toBe(200);
    expect(JSON.stringify(own.body)).not.toContain('secret of portal');
  });
});
