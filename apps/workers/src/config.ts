import { loadConfigOrExit, portNumber, secretText } from '@switchyard/kernel';
import { LOG_LEVELS } from '@switchyard/telemetry';
import { z } from 'zod';

const hostAndPort = z.string().regex(/^[^\s:]+:\d{1,5}$/, 'must be host:port');

export const configSchema = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('error, warn, info or debug.'),
  LOG_FILE: z.string().min(1).optional().describe('File that receives one JSON object per log entry.'),
  LOG_GELF: hostAndPort.optional().describe('host:port of a GELF input over UDP.'),
  OPS_HOST: z.string().min(1).describe('Address of /health and /metrics.'),
  OPS_PORT: portNumber.describe('Port of /health and /metrics.'),
  DB_KIND: z.enum(['mysql', 'mariadb']).default('mysql').describe('Kind of the database.'),
  DB_URL: z
    .string()
    .regex(/^mysql:\/\/.+/, 'must be mysql://user:password@host:port/database')
    .meta({ secret: true })
    .describe('Where calls are stored.'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, 'must be redis://host:port[/db]')
    .describe('Redis of the queues and of the balances that the proxies read.'),
  SECRETS_KEY: secretText().describe('Key of stored secrets.'),
  CDR_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(20).describe('Finished legs stored at the same time.'),
});
export type Config = Readonly<z.infer<typeof configSchema>>;

export const readConfig = (): Config => loadConfigOrExit('workers', configSchema);
