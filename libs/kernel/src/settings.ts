import { z } from 'zod';
import { portNumber } from './config.js';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `host:port`; an IPv6 address stands in brackets. */
export const hostAndPort = z.string().refine((text) => {
  const port = Number(/^(?:\[[0-9a-fA-F:.]+\]|[^\s:[\]/]+):(\d{1,5})$/.exec(text)?.[1]);
  return port >= 1 && port <= 65_535;
}, 'must be host:port, the port 1 to 65535');

/** What every process reads, whatever it does. An app spreads it into its schema and overrides what it has a default for. */
export const commonSettings = {
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('Least severe level that is logged.'),
  LOG_FILE: z.string().min(1).optional().describe('File that receives one JSON object per log entry.'),
  LOG_GELF: hostAndPort.optional().describe('host:port of a GELF input over UDP.'),
  OPS_HOST: z.string().min(1).describe('Address of /health and /metrics.'),
  OPS_PORT: portNumber.describe('Port of /health and /metrics.'),
};

/**
 * What a process reads that asks the database and Redis. Both addresses may carry a password and are never printed; `use` says in
 * the page of the app what it keeps there.
 */
export const storeSettings = (use: { readonly database: string; readonly redis: string }) => ({
  DB_KIND: z.enum(['mysql', 'mariadb']).default('mysql').describe('Kind of the database.'),
  DB_URL: z
    .string()
    .regex(/^mysql:\/\/.+/, 'must be mysql://user:password@host:port/database')
    .meta({ secret: true })
    .describe(use.database),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, 'must be redis://host:port[/db]')
    .meta({ secret: true })
    .describe(use.redis),
});
