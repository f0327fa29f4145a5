import { Repository } from '@switchyard/data';
import { silentLogger, systemContext } from '@switchyard/kernel';
import { createMetrics } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startHttp } from '../src/http-server.js';
import { LOGIN_SETTINGS, startApi, type Api, type Send } from './support/api.js';
import { ask } from './support/browser.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('requests', () => {
  const test = useDatabase();
  let api: Api;
  let send: Send;
  let serial = 0;
  beforeAll(async () => {
    api = await startApi(test.database, undefined, undefined, { corsOrigins: ['https://crm.example'] });
    send = await api.as('brand');
  });
  afterAll(() => api?.close());
  const carrier = (): { name: string } => ({ name: `carrier ${++serial}` });

  describe('with an Idempotency-Key', () => {
    it('are served once, however often they come', async () => {
      const body = carrier();
      const headers = { 'idempotency-key': 'first' };
      const first = await send('POST', 'carriers', body, headers);
      const again = await send('POST', 'carriers', body, headers);
      expect(again).toMatchObject({ status: 201, body: first.body, location: first.location });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
      expect((await send('GET', `carriers?name=${body.name}`)).body['total']).toBe(1);
    });

    it('are one even when they come at once', async () => {
      const body = carrier();
      const answers = await Promise.all([1, 2, 3, 4].map(() => send('POST', 'carriers', body, { 'idempotency-key': 'at-once' })));
      expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
      for (const { status, body: answer } of answers) if (status !== 201) expect(answer['code']).toBe('idempotency-running');
      expect((await send('GET', `carriers?name=${body.name}`)).body['total']).toBe(1);
    });

    it('may not carry another body, belong to one login, and are given back by a refusal', async () => {
      const headers = { 'idempotency-key': 'second' };
      expect(await send('POST', 'carriers', { name: '' }, headers)).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
      expect((await send('POST', 'carriers', carrier(), headers)).status).toBe(201);
      expect(await send('POST', 'carriers', carrier(), headers)).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
      const other = await api.as('brand', api.b);
      expect((await other('POST', 'carriers', carrier(), headers)).status).toBe(201);
      expect(await send('POST', 'carriers', carrier(), { 'idempotency-key': 'with space' })).toMatchObject({ status: 400 });
    });

    it('keep what is shown once sealed', async () => {
      const clientId = api.a.clients[0]?.clientId;
      const client = await api.as('client');
      const body = { name: `phone${++serial}` };
      const first = await client('POST', 'terminals', body, { 'idempotency-key': 'secret' });
      expect(clientId).toBeDefined();
      if (first.status !== 201) return expect(first.body).toMatchObject({ code: expect.any(String) });
      const again = await client('POST', 'terminals', body, { 'idempotency-key': 'secret' });
      expect(again.body['password']).toBe(first.body['password']);
      const rows = (await test.database.query('SELECT answer_sealed FROM idempotency_key')) as { answer_sealed: string | null }[];
      for (const { answer_sealed } of rows) expect(answer_sealed ?? '').not.toContain(String(first.body['password']));
    });
  });

  it('of a wrong method are told the right ones', async () => {
    const { status, headers, body } = await send('PUT', 'carriers', {});
    expect([status, headers.get('allow'), body['code']]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS, POST', 'method-not-allowed']);
    expect(await send('PATCH', 'me', {})).toMatchObject({ status: 405 });
    expect(await send('GET', 'nonsense')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('of one login that are too many have to wait', async () => {
    const redis = new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, retryStrategy: () => null });
    const limited = await startHttp(
      {
        database: test.database,
        configStore: api.configStore,
        redis,
        logins: LOGIN_SETTINGS,
        filesFolder: api.filesFolder,
        logger: silentLogger,
      },
      { host: '127.0.0.1', port: 0, metrics: createMetrics('portal-api'), limits: { perAddress: 0, perLogin: 3 } },
    );
    const token = await api.tokenOf('brand');
    const some = () => ask(`http://127.0.0.1:${limited.port}`, 'GET', '/api/brand/carriers?itemsPerPage=1', { token });
    const answers = await Promise.all(Array.from({ length: 12 }, some));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(4);
    expect(refused[0]).toMatchObject({ body: { code: 'rate-limited' } });
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    redis.disconnect();
    await limited.close();
  });

  describe('from other pages', () => {
    it('are answered for listed origins only, never with cookies', async () => {
      const preflight = { 'access-control-request-method': 'GET' };
      const listed = await ask(api.url, 'OPTIONS', '/api/brand/carriers', { headers: { origin: 'https://crm.example', ...preflight } });
      expect(listed).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': 'https://crm.example' } });
      for (const origin of ['https://evil.example', 'null', 'https://crm.example.evil.test']) {
        const { headers } = await ask(api.url, 'OPTIONS', '/api/brand/carriers', { headers: { origin, ...preflight } });
        expect(headers['access-control-allow-origin']).toBeUndefined();
        expect(headers['access-control-allow-credentials']).toBeUndefined();
      }
    });

    it('meet the headers that keep a browser from harm, on every answer', async () => {
      for (const path of ['/api/brand/me', '/api/nonsense', '/api/brand/openapi.json', '/api/brand/docs', '/api/theme']) {
        const { headers } = await ask(api.url, 'GET', path);
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
          'cache-control': 'no-store',
        });
        expect(headers['content-security-policy']).toContain("default-src 'self'");
        expect(headers).not.toHaveProperty('x-powered-by');
      }
    });
  });

  it('that break something show nothing of the inside', async () => {
    for (const [method, path, body] of [
      ['POST', 'carriers', '{"name":'],
      ['POST', 'carriers', 'x'.repeat(300_000)],
      ['GET', 'carriers/%E0%A4%A', undefined],
      ['GET', 'carriers?name[contains][deep]=1', undefined],
      ['POST', 'carriers', '{"__proto__":{"polluted":1},"constructor":1}'],
    ] as const) {
      const response = await fetch(`${api.url}/api/brand/${path}`, {
        method,
        headers: { authorization: `Bearer ${await api.tokenOf('brand')}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts:|\.js:|at \w+ \(|SELECT|Error:/);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  describe('with files', () => {
    const portal = async (): Promise<number> => {
      const { body } = await send('POST', 'web-portals', {
        level: 'client',
        clientId: api.a.clients[0]?.clientId,
        url: `https://p${++serial}.example`,
        name: 'Ours',
      });
      return Number(body['id']);
    };

    it('keep what was sent, by content, and give it back as a download', async () => {
      const id = await portal();
      const put = await send('PUT', `web-portals/${id}/logo?name=../../our logo.png`, PNG, { 'content-type': 'text/html' });
      expect(put).toMatchObject({ status: 200, body: { name: 'our logo.png', type: 'image/png', bytes: PNG.length } });
      const kept = await send('GET', `web-portals/${id}`);
      expect(kept.body['logo']).toEqual(put.body);
      // The same content again is no change: nothing is written, no revision, no record.
      await send('PUT', `web-portals/${id}/logo?name=our logo.png`, PNG, { 'content-type': 'image/png' });
      expect((await send('GET', `web-portals/${id}`)).headers.get('etag')).toBe(kept.headers.get('etag'));
      expect((await send('GET', `changes?resource=webPortal&rowId=${id}&operation=update`)).body['total']).toBe(1);
      const response = await fetch(`${api.url}/api/brand/web-portals/${id}/logo`, {
        headers: { authorization: `Bearer ${await api.tokenOf('brand')}` },
      });
      expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': expect.stringMatching(/^attachment; filename="our logo.png"/),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      });
      expect((await send('DELETE', `web-portals/${id}/logo`)).status).toBe(204);
      expect((await send('GET', `web-portals/${id}/logo`)).status).toBe(404);
    });

    it('refuse what the content is not, what is too large, and rows of others', async () => {
      const id = await portal();
      const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
      expect(await send('PUT', `web-portals/${id}/logo`, page, { 'content-type': 'image/png' })).toMatchObject({
        status: 422,
        body: { code: 'file-refused' },
      });
      const large = Buffer.concat([PNG, Buffer.alloc(1_000_001)]);
      expect(await send('PUT', `web-portals/${id}/logo`, large)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
      const theirs = await api.as('brand', api.b);
      expect(await theirs('PUT', `web-portals/${id}/logo`, PNG)).toMatchObject({ status: 404 });
      expect(await theirs('GET', `web-portals/${id}/logo`)).toMatchObject({ status: 404 });
    });

    it('show the theme of a host to everybody, its own or its brand’s logo', async () => {
      const system = systemContext('test');
      const made = await new Repository(test.database, 'webPortal').create(system, {
        level: 'client',
        brandId: api.a.brandId,
        clientId: api.a.clients[0]?.clientId,
        url: 'https://themed.example',
        name: 'Themed',
        color: '#123456',
      });
      expect((await send('PUT', `web-portals/${made.id}/logo`, PNG)).status).toBe(200);
      const { body } = await ask(api.url, 'GET', '/api/theme', { host: 'themed.example' });
      expect(body).toMatchObject({
        name: 'Themed',
        color: '#123456',
        levels: ['client'],
        logo: expect.stringMatching(/^\/api\/theme\/logo\?/),
      });
      const logo = await ask(api.url, 'GET', '/api/theme/logo', { host: 'themed.example' });
      expect(logo).toMatchObject({ status: 200, headers: { 'content-type': 'image/png', 'content-length': String(PNG.length) } });
      expect((await ask(api.url, 'GET', '/api/theme', { host: 'nobody.example' })).body).toMatchObject({ name: 'Switchyard', logo: null });
    });
  });
});
