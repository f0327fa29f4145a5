import { Repository } from '@switchyard/data';
import { systemContext } from '@switchyard/kernel';
import { RedisServer } from '@switchyard/queue/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startApi, type Api } from './support/api.js';
import { ask } from './support/browser.js';

const test = useDatabase();
const system = systemContext('test');

describe('asking for a link to set a password', () => {
  let server: RedisServer;
  let redis: Redis;
  let api: Api;
  let webPortalId: number;
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url);
    api = await startApi(test.database, undefined, redis, { trustedProxies: ['127.0.0.1'] });
    ({ id: webPortalId } = await new Repository(test.database, 'webPortal').create(system, {
      url: 'https://portal.test',
      level: 'user',
      name: 'Portal',
      brandId: api.a.brandId,
    }));
  });
  afterAll(async () => {
    await api.close();
    redis.disconnect();
  });

  let source = 0;
  const post = (body: unknown, { level = 'user', host = 'portal.test', ip = `192.0.2.${(source += 1)}` } = {}) =>
    ask(api.url, 'POST', `/api/${level}/password-reset/mail`, { host, headers: { 'x-forwarded-for': ip }, body });
  const jobs = async (): Promise<Record<string, unknown>[]> => {
    const found = await Promise.all((await redis.lrange('bull:mail:wait', 0, -1)).map((id) => redis.hget(`bull:mail:${id}`, 'data')));
    return found.map((text) => JSON.parse(text ?? '{}') as Record<string, unknown>);
  };
  const isQueued = async (email: string) => (await jobs()).filter((job) => job['email'] === email).length;

  it('is answered alike whether somebody has the address or not: nobody looks before the message is sent', async () => {
    const known = `user@c${String(api.a.clients[0]?.clientId)}.test`;
    const answers = [await post({ email: known }), await post({ email: 'nobody@example.com' })];
    const seen = answers.map(({ status, body, headers }) => ({ status, body, names: Object.keys(headers).sort() }));
    expect(seen[0]).toMatchObject({ status: 204, body: {} });
    expect(seen[1]).toEqual(seen[0]);
    const queued = (await jobs()).map(({ requestId: _id, askedAtMs: _at, ip: _ip, ...job }) => job);
    const shape = { what: 'passwordReset', level: 'user', webPortalId };
    expect(queued).toEqual(
      expect.arrayContaining([
        { ...shape, email: known },
        { ...shape, email: 'nobody@example.com' },
      ]),
    );
    // A secret that waits in a queue can be read there.
    expect(JSON.stringify(await jobs())).not.toMatch(/token|https/);
  });

  it('binds the link to the portal of the host, and is refused at an unknown one', async () => {
    expect(await post({ email: 'a@example.com' }, { host: 'evil.test' })).toMatchObject({ status: 403, body: { code: 'portal-unknown' } });
    expect(await post({ email: 'a@example.com' }, { level: 'brand' })).toMatchObject({ status: 403, body: { code: 'portal-refused' } });
    expect(await isQueued('a@example.com')).toBe(0);
  });

  it.each([
    {},
    { email: 'no address' },
    { email: 7 },
    { email: 'a@example.com', more: 1 },
    [],
    { email: `${'x'.repeat(250)}@example.com` },
  ])('is refused for %j', async (body) => expect(await post(body)).toMatchObject({ status: 422, body: { code: 'body-invalid' } }));

  it('sends no more than three messages to an address, from wherever they are asked for, and tells nobody', async () => {
    for (let time = 0; time < 5; time++) expect((await post({ email: 'flooded@example.com' })).status).toBe(204);
    expect(await isQueued('flooded@example.com')).toBe(3);
  });

  it('makes a source that asks for many addresses wait', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) statuses.push((await post({ email: `person${n}@example.com` }, { ip: '198.51.100.9' })).status);
    expect(statuses.slice(0, 20).every((status) => status === 204)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await post({ email: 'person@example.com' }, { ip: '198.51.100.9' })).headers['retry-after']).toMatch(/^\d+$/);
  });

  it('says so while the queue is away, for every address alike', async () => {
    await server.close();
    for (const email of [`user@c${String(api.a.clients[0]?.clientId)}.test`, 'nobody@example.com'])
      await expect.poll(() => post({ email })).toMatchObject({ status: 503, body: { code: 'queue-away' } });
  });
});
