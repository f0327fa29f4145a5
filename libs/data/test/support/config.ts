import { loadConfig } from '@switchyard/kernel';
import { z } from 'zod';

const settings = loadConfig(
  z.object({ DB_KIND: z.enum(['mysql', 'mariadb']), DB_URL: z.url().meta({ secret: true }), REDIS_URL: z.url().optional() }),
  Object.fromEntries(
    Object.entries(process.env)
      .filter(([name]) => name.startsWith('SWITCHYARD_TEST_'))
      .map(([name, value]) => [name.replace('SWITCHYARD_TEST_', 'SWITCHYARD_'), value]),
  ),
);

export const kind = settings.DB_KIND;
export const redisUrl = settings.REDIS_URL;
/** The server's address with another database in it. */
export function urlOf(database: string, server?: { readonly host: string; readonly port: number }): string {
  const url = new URL(settings.DB_URL);
  url.pathname = `/${database}`;
  if (server) url.host = `${server.host}:${server.port}`;
  return url.href;
}
