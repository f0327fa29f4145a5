import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CodedError, messageOf } from '@switchyard/kernel';
import type { Metrics } from './metrics.js';

export interface CheckResult {
  readonly ok: boolean;
  readonly detail?: string | undefined;
}

type RunCheck = () => CheckResult | Promise<CheckResult>;
/** A failing check makes the app `failing` (503); a failing optional one only `degraded` (200). A throw counts as not ok. */
export type HealthCheck = RunCheck | { readonly run: RunCheck; readonly optional: true };

export interface Health {
  readonly status: 'ok' | 'degraded' | 'failing';
  readonly checks: Readonly<Record<string, CheckResult>>;
  readonly app: string;
  readonly version: string;
  readonly uptimeSec: number;
}

export interface OpsOptions {
  readonly app: string;
  readonly host: string;
  readonly port: number;
  readonly checks: Readonly<Record<string, HealthCheck>>;
  readonly metrics: { readonly registry: Pick<Metrics['registry'], 'contentType' | 'metrics'> };
  /** A check that takes longer than this is not ok. */
  readonly checkTimeoutMs?: number;
}

export interface OpsServer {
  /** The bound port; differs from the option only when that was 0. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

// All workspace packages are released under one version, so this package's is the platform's.
const VERSION = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/** Serves `GET /health` and `GET /metrics`. Throws `ops-listen-failed` when the address is taken. */
export async function startOps(options: OpsOptions): Promise<OpsServer> {
  const startedMs = Date.now();
  const server = createServer((request, response) => {
    void answer(options, startedMs, request, response).catch((thrown: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { error: messageOf(thrown) });
      else response.destroy();
    });
  });
  server.keepAliveTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const address = `${options.host}:${options.port}`;
      reject(
        new CodedError('ops-listen-failed', `${options.app} cannot serve /health on ${address}: ${cause.message}`, { address }, { cause }),
      );
    });
    server.listen(options.port, options.host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: OpsOptions, startedMs: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  if (path !== '/health' && path !== '/metrics') {
    sendJson(response, 404, { error: `unknown path '${path}': this server has /health and /metrics` });
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    sendJson(response, 405, { error: `method ${request.method} is not served: use GET` });
  } else if (path === '/health') {
    const health = await examine(options, startedMs);
    sendJson(response, health.status === 'failing' ? 503 : 200, health);
  } else {
    const { registry } = options.metrics;
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  }
}

async function examine(options: OpsOptions, startedMs: number): Promise<Health> {
  const outcomes = await Promise.all(
    Object.entries(options.checks).map(async ([name, check]) => {
      const { run, optional } = typeof check === 'function' ? { run: check, optional: false } : check;
      return { name, optional, result: await runWithin(run, options.checkTimeoutMs ?? 2_000) };
    }),
  );
  const failed = outcomes.filter(({ result }) => !result.ok);
  return {
    status: failed.length === 0 ? 'ok' : failed.every(({ optional }) => optional) ? 'degraded' : 'failing',
    checks: Object.fromEntries(outcomes.map(({ name, result }) => [name, result])),
    app: options.app,
    version: VERSION,
    uptimeSec: Math.floor((Date.now() - startedMs) / 1000),
  };
}

async function runWithin(run: RunCheck, timeoutMs: number): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: `no answer within ${timeoutMs} ms` }), timeoutMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(run), late]);
  } catch (thrown) {
    return { ok: false, detail: messageOf(thrown) };
  } finally {
    clearTimeout(timer);
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
