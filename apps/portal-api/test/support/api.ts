import 'reflect-metadata';
import { systemClock, systemContext, silentLogger, type Level } from '@switchyard/kernel';
import { ConfigStore, Repository, type Database } from '@switchyard/data';
import { createMetrics } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { makeBrand, type BrandWorld, type Tenant } from '../../../../libs/data/test/support/world.js';
import { startHttp } from '../../src/http-server.js';
import { Tokens } from '../../src/login/tokens.js';

const JWT_KEY = 'the key that signs the tokens of this test run';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}
export type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** The API on a free port over two brands that mirror each other, and a way to speak as anybody. */
export interface Api {
  readonly a: BrandWorld;
  readonly b: BrandWorld;
  readonly configStore: ConfigStore;
  readonly as: (level: Level, brand?: BrandWorld, tenant?: Tenant) => Promise<Send>;
  readonly close: () => Promise<void>;
}

export async function startApi(database: Database): Promise<Api> {
  const system = systemContext('test');
  const [a, b] = [await makeBrand(database), await makeBrand(database)];
  for (const name of ['first', 'second']) {
    await new Repository(database, 'applicationServer').create(system, { name, sipHost: '127.0.0.1', ariUrl: 'http://127.0.0.1:8088' });
    await new Repository(database, 'mediaRelay').create(system, { name, host: '127.0.0.1' });
  }
  const admin = await new Repository(database, 'administrator').create(system, { username: 'platform', password: 'long enough password' });
  for (const { rows, clientId } of [...a.clients, ...b.clients])
    if (rows.user !== undefined)
      await new Repository(database, 'user').update(system, rows.user, {
        email: `user@c${clientId}.test`,
        password: 'long enough password',
        active: true,
      });
  const configStore = await ConfigStore.start({ dataSource: database, logger: silentLogger });
  // Redis is away here: simulations of postpaid clients do not need it.
  const redis = new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  const http = await startHttp(
    { database, configStore, redis, jwtKey: JWT_KEY, logger: silentLogger },
    { host: '127.0.0.1', port: 0, metrics: createMetrics('portal-api') },
  );
  const tokens = new Tokens(JWT_KEY, systemClock);

  const as = async (level: Level, brand: BrandWorld = a, tenant: Tenant | undefined = brand.clients[0]): Promise<Send> => {
    const { brandId } = brand;
    const clientId = tenant?.clientId ?? 0;
    const userId = tenant?.rows.user ?? 0;
    const login = {
      platform: { id: admin.id, scope: { level: 'platform' } },
      brand: { id: brand.rows.administrator ?? 0, scope: { level: 'brand', brandId } },
      client: { id: tenant?.rows.administrator ?? 0, scope: { level: 'client', brandId, clientId } },
      user: { id: userId, scope: { level: 'user', brandId, clientId, userId } },
    } as const;
    const kind = level === 'user' ? 'user' : 'administrator';
    const { token } = await tokens.issue({ kind, name: level, ...login[level] });
    return async (method, path, body) => {
      const response = await fetch(`http://127.0.0.1:${http.port}/api/${level}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        location: response.headers.get('location'),
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      };
    };
  };
  const close = async (): Promise<void> => {
    await http.close();
    await configStore.close();
    redis.disconnect();
  };
  return { a, b, configStore, as, close };
}
