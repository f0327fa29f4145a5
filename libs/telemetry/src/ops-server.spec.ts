import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.js';
import { startOps, type HealthCheck, type OpsServer } from './ops-server.js';

let ops: OpsServer | undefined;
afterEach(() => ops?.close());

const start = async (checks: Record<string, HealthCheck>): Promise<string> => {
  ops = await startOps({ app: 'workers', host: '127.0.0.1', port: 0, checks, metrics: createMetrics('workers'), checkTimeoutMs: 50 });
  return `http://127.0.0.1:${ops.port}`;
};

describe('startOps', () => {
  it.each<[string, Record<string, HealthCheck>, number, string]>([
    ['no check', {}, 200, 'ok'],
    ['all well', { redis: () => ({ ok: true }), db: async () => Promise.resolve({ ok: true, detail: '9.7' }) }, 200, 'ok'],
    ['one optional not well', { redis: () => ({ ok: true }), hep: { run: () => ({ ok: false }), optional: true } }, 200, 'degraded'],
    ['one not well', { redis: () => ({ ok: false, detail: 'refused' }), db: () => ({ ok: true }) }, 503, 'failing'],
  ])('answers /health with %s', async (_name, checks, status, word) => {
    const response = await fetch(`${await start(checks)}/health`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      status: word,
      app: 'workers',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    });
  });

  it('counts a throw and a late answer as not ok, with the reason', async () => {
    const base = await start({
      db: () => {
        throw new Error('gone');
      },
      redis: () => new Promise(() => undefined),
    });
    const body = (await (await fetch(`${base}/health`)).json()) as { checks: unknown };
    expect(body.checks).toEqual({ db: { ok: false, detail: 'gone' }, redis: { ok: false, detail: 'no answer within 50 ms' } });
  });

  it('serves metrics as Prometheus text', async () => {
    const response = await fetch(`${await start({})}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain('nodejs_eventloop_lag_seconds{app="workers"}');
  });

  it.each([
    ['GET', '/', 404],
    ['POST', '/health', 405],
  ])('refuses %s %s', async (method, path, status) => {
    expect((await fetch(`${await start({})}${path}`, { method })).status).toBe(status);
  });

  it('says which address is taken', async () => {
    await start({});
    const again = startOps({ app: 'workers', host: '127.0.0.1', port: ops?.port ?? 0, checks: {}, metrics: createMetrics('workers') });
    await expect(again).rejects.toThrow(/workers cannot serve \/health on 127\.0\.0\.1:\d+: .*EADDRINUSE/);
  });
});
