import 'reflect-metadata';
import { systemClock, systemContext, silentLogger, type Level, type Logger } from '@switchyard/kernel';
import { ConfigStore, findLogin, openSession, Repository, type Database } from '@switchyard/data';
import { createMetrics } from '@switchyard/telemetry';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { makeBrand, type BrandWorld, type Tenant } from '../../../../libs/data/test/support/world.js';
import { startHttp, type HttpOptions } from '../../src/http-server.js';
import { openLoginParts } from '../../src/login/open-login-parts.js';

const HOUR_MS = 3_600_000;
export const LOGIN_SETTINGS = {
  tokenMs: HOUR_MS,
  rotationMs: 24 * HOUR_MS,
  idleMs: 24 * HOUR_MS,
  lifetimeMs: 720 * HOUR_MS,
  outboundAllow: ['127.0.0.0/8'],
};

/** For parts that are asked for no message. */
export const NO_MAIL = { put: () => Promise.reject(new Error('no message is expected here')) };

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}
export type Send = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** The API on a free port over two brands that mirror each other, and a way to speak as anybody. */
export interface Api {
  readonly a: BrandWorld;
  readonly b: BrandWorld;
  readonly configStore: ConfigStore;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly tokenOf: (level: Level, brand?: BrandWorld, tenant?: Tenant) => Promise<string>;
  readonly filesFolder: string;
  readonly as: (level: Level, brand?: BrandWorld, tenant?: Tenant) => Promise<Send>;
  readonly close: () => Promise<void>;
}

/** Files and tables go as they are, everything else as JSON. */
const isRaw = (body: unknown): body is Uint8Array => body instanceof Uint8Array;

/** Brands, and users of vPBX clients who may log in. */
async function makeBrands(database: Database): Promise<readonly [BrandWorld, BrandWorld]> {
  const system = systemContext('test');
  const [a, b] = [await makeBrand(database), await makeBrand(database)];
  for (const name of ['first', 'second']) {
    await new Repository(database, 'applicationServer').create(system, {
      name,
      sipHost: `${name}.example`,
      ariUrl: 'http://127.0.0.1:8088',
    });
    await new Repository(database, 'mediaRelay').create(system, { name, host: '127.0.0.1' });
  }
  for (const { rows, clientId } of [...a.clients, ...b.clients])
    if (rows.user !== undefined)
      await new Repository(database, 'user').update(system, rows.user, {
        email: `user@c${clientId}.test`,
        password: 'long enough password',
        active: true,
      });
  return [a, b];
}

/** `brands`: those of the test; without them two are made. `given`: the Redis of the test; without it Redis is away. */
export async function startApi(
  database: Database,
  brands?: readonly [BrandWorld, BrandWorld],
  given?: Redis,
  options: Partial<HttpOptions> = {},
  told: Partial<Logger> = {},
): Promise<Api> {
  const logger: Logger = { ...silentLogger, ...told };
  const [a, b] = brands ?? (await makeBrands(database));
  const admin = await new Repository(database, 'administrator').create(systemContext('test'), {
    username: 'platform',
    password: 'long enough password',
  });
  const configStore = await ConfigStore.start({ dataSource: database, logger: silentLogger });
  // Without one Redis is away: simulations of postpaid clients do not need it.
  const redis = given ?? new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  const filesFolder = await mkdtemp(join(tmpdir(), 'switchyard-files-'));
  const http = await startHttp(
    { database, configStore, redis, logins: LOGIN_SETTINGS, filesFolder, logger },
    { host: '127.0.0.1', port: 0, metrics: createMetrics('portal-api'), ...options },
  );
  const { tokens } = openLoginParts({ database, clock: systemClock, logger: silentLogger, mail: NO_MAIL }, LOGIN_SETTINGS);

  const tokenOf: Api['tokenOf'] = async (level, brand = a, tenant = brand.clients[0]) => {
    const id = {
      platform: admin.id,
      brand: brand.rows.administrator,
      client: tenant?.rows.administrator,
      user: tenant?.rows.user,
    }[level];
    const login = await findLogin(database, { kind: level === 'user' ? 'user' : 'administrator', id: id ?? 0 });
    if (!login) throw new Error(`nobody to speak as at ${level}`);
    const how = { method: 'password', host: '127.0.0.1', ip: '127.0.0.1', agent: 'test' } as const;
    const session = await openSession(database, login, how, { nowMs: Date.now(), ...LOGIN_SETTINGS });
    return (await tokens.issue(session)).token;
  };
  const as: Api['as'] = async (level, brand, tenant) => {
    const token = await tokenOf(level, brand, tenant);
    return async (method, path, body, headers = {}) => {
      const response = await fetch(`http://127.0.0.1:${http.port}/api/${level}/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': isRaw(body) ? 'application/octet-stream' : 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw(body) ? (body as BodyInit) : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        location: response.headers.get('location'),
        headers: response.headers,
        // Lists are also sent as CSV.
        body:
          text === ''
            ? {}
            : /json/.test(response.headers.get('content-type') ?? '')
              ? (JSON.parse(text) as Record<string, unknown>)
              : { text },
      };
    };
  };
  const close = async (): Promise<void> => {
    await http.close();
    await configStore.close();
    if (!given) redis.disconnect();
    await rm(filesFolder, { recursive: true });
  };
  return { a, b, configStore, filesFolder, url: `http://127.0.0.1:${http.port}`, tokenOf, as, close };
}
