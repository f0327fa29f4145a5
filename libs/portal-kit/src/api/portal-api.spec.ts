import { describe, expect, it } from 'vitest';
import type { Send } from '@switchyard/api-client';
import { PortalApi } from './portal-api.js';
import { SessionStore, type SessionStorageLike } from './session-store.js';

function storage(initial: Record<string, string> = {}): SessionStorageLike & { readonly kept: Map<string, string> } {
  const kept = new Map(Object.entries(initial));
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const SESSION = '8c7f1b52-53ad-4f3e-9d0a-111111111111';
const later = {
  token: 't1',
  expiresAt: '2026-11-21T11:00:00.000Z',
  sessionId: SESSION,
  refreshExpiresAt: '2026-11-21T12:00:00.000Z',
};
const answering = (status: number, body: unknown): { send: Send; seen: { url: string; init: RequestInit }[] } => {
  const seen: { url: string; init: RequestInit }[] = [];
  const send: Send = async (url, init) => {
    seen.push({ url, init });
    return new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers: JSON_TYPE });
  };
  return { send, seen };
};
const open = (): SessionStore => {
  const sessions = new SessionStore(storage(), () => NOW);
  sessions.open('brand', later);
  return sessions;
};

describe('SessionStore', () => {
  it('finds the session of this tab again after a reload, and forgets what has expired or is unreadable', () => {
    const kept = storage({
      'switchyard.session.brand': JSON.stringify(later),
      'switchyard.session.client': JSON.stringify({ ...later, refreshExpiresAt: '2026-11-21T09:59:59.000Z' }),
      'switchyard.session.user': '{',
      'switchyard.session.platform': JSON.stringify({ token: 't1', expiresAt: later.expiresAt }),
    });
    const sessions = new SessionStore(kept, () => NOW);
    expect(sessions.get('brand')).toEqual(later);
    expect(sessions.leftMs('brand')).toBe(7_200_000);
    expect(sessions.get('client')).toBeUndefined();
    expect([...kept.kept.keys()]).toEqual(['switchyard.session.brand']);
  });

  it('tells a logout from an end of the session, and tells its listeners of both', () => {
    const sessions = open();
    let told = 0;
    sessions.subscribe(() => (told += 1));
    sessions.close('brand');
    expect(sessions.wasLeft('brand')).toBe(false);
    sessions.open('brand', later);
    sessions.close('brand', true);
    expect(sessions.wasLeft('brand')).toBe(true);
    expect(told).toBe(3);
  });
});

describe('PortalApi', () => {
  it('sends the token of its level only', async () => {
    const { send, seen } = answering(200, { items: [] });
    await new PortalApi('brand', open(), send).call('GET /carriers', { query: { page: 1, 'name[start]': 'A&B' } });
    await new PortalApi('client', open(), send).call('GET /ddis');
    expect(seen.map(({ url }) => url)).toEqual(['/api/brand/carriers?page=1&name%5Bstart%5D=A%26B', '/api/client/ddis']);
    expect(seen[0]?.init.headers).toMatchObject({ authorization: 'Bearer t1' });
    expect(seen[1]?.init.headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['brand', 'username'],
    ['user', 'email'],
  ] as const)('logs in at %s level by %s', async (level, key) => {
    const { send, seen } = answering(201, later);
    const sessions = new SessionStore(storage(), () => NOW);
    await new PortalApi(level, sessions, send).login('somebody', 'secret');
    expect(JSON.parse(seen[0]?.init.body as string)).toEqual({ [key]: 'somebody', password: 'secret', refreshIn: 'cookie' });
    expect(sessions.get(level)).toEqual(later);
  });

  /** Answers by what is asked: the refresh with the next token, everything else as long as the token is the right one. */
  const refreshing = (next: { status: number; token?: string }) => {
    const asked: string[] = [];
    const send: Send = async (url, init) => {
      asked.push(url);
      if (url.endsWith('/token/refresh'))
        return new Response(JSON.stringify({ ...later, token: next.token, code: 'refresh-refused' }), {
          status: next.status,
          headers: JSON_TYPE,
        });
      const isRight = (init.headers as Record<string, string>)['authorization'] === `Bearer ${next.token ?? 'none'}`;
      return new Response(JSON.stringify(isRight ? { is: 'here' } : { code: 'token-invalid' }), {
        status: isRight ? 200 : 401,
        headers: JSON_TYPE,
      });
    };
    return { send, asked };
  };

  it('refreshes a token that is refused, once for all that wait, and asks again', async () => {
    const sessions = open();
    const { send, asked } = refreshing({ status: 200, token: 't2' });
    const api = new PortalApi('brand', sessions, send);
    const other = new PortalApi('brand', sessions, send);
    expect(await Promise.all([api.call('GET /ddis'), other.call('GET /carriers'), api.call('GET /clients')])).toEqual([
      { is: 'here' },
      { is: 'here' },
      { is: 'here' },
    ]);
    expect(asked.filter((url) => url.endsWith('/token/refresh'))).toHaveLength(1);
    expect(sessions.get('brand')?.token).toBe('t2');
  });

  it('refreshes a token before it ends', async () => {
    const sessions = new SessionStore(storage(), () => Date.parse(later.expiresAt) - 20_000);
    sessions.open('brand', later);
    const { send, asked } = refreshing({ status: 200, token: 't2' });
    await new PortalApi('brand', sessions, send).call('GET /ddis');
    expect(asked).toEqual(['/api/brand/token/refresh', '/api/brand/ddis']);
  });

  it('keeps the session when nobody answers the refresh, and ends it when it is refused', async () => {
    for (const [status, isKept] of [
      [503, true],
      [429, true],
      [401, false],
    ] as const) {
      const sessions = open();
      const { send } = refreshing({ status });
      await expect(new PortalApi('brand', sessions, send).call('GET /ddis')).rejects.toMatchObject({ status: 401 });
      expect(sessions.get('brand') !== undefined).toBe(isKept);
    }
  });

  it('neither refreshes nor sends again what was refused for a password or a code', async () => {
    const sessions = open();
    const { send, seen } = answering(401, { code: 'second-factor-needed' });
    await expect(
      new PortalApi('brand', sessions, send).call('POST /my/second-factor/remove', { body: { currentPassword: 'x', code: '1' } }),
    ).rejects.toMatchObject({ code: 'second-factor-needed' });
    expect(seen).toHaveLength(1);
    expect(sessions.get('brand')).toBeDefined();
  });

  it('logs out at the server and here, also when the server is away', async () => {
    const { send, seen } = answering(204, '');
    const sessions = open();
    await new PortalApi('brand', sessions, send).logout();
    expect(seen.map(({ url, init }) => [url, init.method])).toEqual([['/api/brand/logout', 'POST']]);
    expect(sessions.wasLeft('brand')).toBe(true);
    const away = open();
    await new PortalApi('brand', away, () => Promise.reject(new TypeError('Failed to fetch'))).logout();
    expect(away.get('brand')).toBeUndefined();
  });

  it('takes over the session of a single sign-on, and sends the code of a second factor', async () => {
    const { send, seen } = answering(200, later);
    const sessions = new SessionStore(storage(), () => NOW);
    await new PortalApi('brand', sessions, send).resume(SESSION);
    await new PortalApi('brand', sessions, send).login('somebody', 'secret', '123456');
    expect(seen.map(({ init }) => JSON.parse(init.body as string) as unknown)).toEqual([
      { sessionId: SESSION },
      { username: 'somebody', password: 'secret', code: '123456', refreshIn: 'cookie' },
    ]);
    expect(sessions.get('brand')).toEqual(later);
  });

  it('ends the session on 401, and on nothing else', async () => {
    const sessions = open();
    const forbidden = new PortalApi('brand', sessions, answering(403, { code: 'level-forbidden' }).send);
    await expect(forbidden.call('GET /ddis')).rejects.toMatchObject({ status: 403, code: 'level-forbidden' });
    expect(sessions.get('brand')).toBeDefined();
    await expect(new PortalApi('brand', sessions, answering(401, {}).send).call('GET /ddis')).rejects.toMatchObject({ status: 401 });
    expect(sessions.get('brand')).toBeUndefined();
  });

  it('gives the refused fields of a 422 and survives bodies that are none', async () => {
    const body = { code: 'body-invalid', detail: 'name is required', errors: [{ field: 'name', rule: 'is required' }, 'nonsense'] };
    await expect(
      new PortalApi('brand', open(), answering(422, body).send).call('POST /carriers', { body: { name: '' } as never }),
    ).rejects.toMatchObject({
      code: 'body-invalid',
      message: 'name is required',
      errors: [{ field: 'name', rule: 'is required' }],
    });
    await expect(new PortalApi('brand', open(), answering(502, '<html>').send).call('GET /ddis')).rejects.toMatchObject({
      status: 502,
      code: 'http-502',
    });
  });

  it('says so when there is no answer', async () => {
    const send: Send = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(new PortalApi('brand', open(), send).call('GET /ddis')).rejects.toMatchObject({ status: 0, code: 'network-away' });
  });

  it('asks for the rows of a resource that is known when it runs', async () => {
    const { send, seen } = answering(200, { id: 7 });
    const carriers = new PortalApi('brand', open(), send).collection('carriers');
    await carriers.list({ 'name[contains]': 'x', page: '2' });
    await carriers.get('7');
    await carriers.create({ name: 'A' });
    await carriers.update(7, { name: 'B' });
    await carriers.remove(7);
    expect(seen.map(({ url, init }) => [init.method, url, init.body])).toEqual([
      ['GET', '/api/brand/carriers?name%5Bcontains%5D=x&page=2', undefined],
      ['GET', '/api/brand/carriers/7', undefined],
      ['POST', '/api/brand/carriers', '{"name":"A"}'],
      ['PATCH', '/api/brand/carriers/7', '{"name":"B"}'],
      ['DELETE', '/api/brand/carriers/7', undefined],
    ]);
  });

  it('gives an address for a link', () => {
    const api = new PortalApi('user', open(), answering(200, {}).send);
    expect(api.address('GET /sso/start', { query: { return: '/user?a=1' } })).toBe('/api/user/sso/start?return=%2Fuser%3Fa%3D1');
  });
});
