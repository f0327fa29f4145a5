import { describe, expect, it } from 'vitest';
import { PortalApi, type Send } from './portal-api.js';
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
const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const later = { token: 't1', expiresAt: '2026-11-21T11:00:00.000Z' };
const answering = (status: number, body: unknown): { send: Send; seen: { url: string; init: RequestInit }[] } => {
  const seen: { url: string; init: RequestInit }[] = [];
  const send: Send = async (url, init) => {
    seen.push({ url, init });
    return new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), { status });
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
      'switchyard.session.client': JSON.stringify({ ...later, expiresAt: '2026-11-21T09:59:59.000Z' }),
      'switchyard.session.user': '{',
    });
    const sessions = new SessionStore(kept, () => NOW);
    expect(sessions.get('brand')).toEqual(later);
    expect(sessions.leftMs('brand')).toBe(3_600_000);
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
    await new PortalApi('brand', open(), send).get('carriers?page=1');
    await new PortalApi('client', open(), send).get('ddis');
    expect(seen.map(({ url }) => url)).toEqual(['/api/brand/carriers?page=1', '/api/client/ddis']);
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
    expect(JSON.parse(seen[0]?.init.body as string)).toEqual({ [key]: 'somebody', password: 'secret' });
    expect(sessions.get(level)).toEqual(later);
  });

  it('ends the session on 401, and on nothing else', async () => {
    const sessions = open();
    const forbidden = new PortalApi('brand', sessions, answering(403, { code: 'level-forbidden' }).send);
    await expect(forbidden.get('x')).rejects.toMatchObject({ status: 403, code: 'level-forbidden' });
    expect(sessions.get('brand')).toBeDefined();
    await expect(new PortalApi('brand', sessions, answering(401, {}).send).get('x')).rejects.toMatchObject({ status: 401 });
    expect(sessions.get('brand')).toBeUndefined();
  });

  it('gives the refused fields of a 422 and survives bodies that are none', async () => {
    const body = { code: 'body-invalid', detail: 'name is required', errors: [{ field: 'name', rule: 'is required' }, 'nonsense'] };
    await expect(new PortalApi('brand', open(), answering(422, body).send).post('x', {})).rejects.toMatchObject({
      code: 'body-invalid',
      message: 'name is required',
      errors: [{ field: 'name', rule: 'is required' }],
    });
    await expect(new PortalApi('brand', open(), answering(502, '<html>').send).get('x')).rejects.toMatchObject({
      status: 502,
      code: 'http-502',
    });
  });

  it('says so when there is no answer', async () => {
    const send: Send = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(new PortalApi('brand', open(), send).get('x')).rejects.toMatchObject({ status: 0, code: 'network-away' });
  });
});
