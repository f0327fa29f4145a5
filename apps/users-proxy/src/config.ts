import { durationMs, loadConfigOrExit, portNumber, secretText } from '@switchyard/kernel';
import { LOG_LEVELS } from '@switchyard/telemetry';
import { z } from 'zod';

const hostAndPort = z.string().regex(/^[^\s:]+:\d{1,5}$/, 'must be host:port');

export const configSchema = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('Least severe level that is logged.'),
  LOG_FILE: z.string().min(1).optional().describe('File that receives one JSON object per log entry.'),
  LOG_GELF: hostAndPort.optional().describe('host:port of a GELF input over UDP.'),
  OPS_HOST: z.string().min(1).describe('Address of /health and /metrics.'),
  OPS_PORT: portNumber.describe('Port of /health and /metrics.'),
  DRACHTIO_HOST: z.string().min(1).describe('Control address of the SIP server towards phones.'),
  DRACHTIO_PORT: portNumber.default(9022).describe('Control port of that SIP server.'),
  DRACHTIO_SECRET: secretText().describe('Secret of its control port.'),
  APP_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_+@:-]{1,32}$/, 'must be up to 32 letters, digits, - _ + @ :')
    .default('users-proxy')
    .describe('Tag this process shows the SIP server; processes that share calls share it.'),
  DB_KIND: z.enum(['mysql', 'mariadb']).default('mysql').describe('Kind of the database.'),
  DB_URL: z
    .string()
    .regex(/^mysql:\/\/.+/, 'must be mysql://user:password@host:port/database')
    .meta({ secret: true })
    .describe('Configuration and subscribers.'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, 'must be redis://host:port')
    .meta({ secret: true })
    .describe('Registrations, established calls, call events, change notices.'),
  INTERNAL_KEY: secretText().describe('Key of the signature of X-Info-Call and of digest nonces; the same in all processes.'),
  SECRETS_KEY: secretText().describe('Key of stored secrets; the same in all processes.'),
  TRUNKS_PROXY: hostAndPort.describe("host:port of the trunks proxy's SIP server."),
  SPOOL_DIR: z.string().min(1).describe('Folder of this process: last configuration, to start without a database.'),
  MIN_EXPIRES: durationMs.default(60_000).describe('Shortest registration that is granted.'),
  MAX_EXPIRES: durationMs.default(7_200_000).describe('Longest registration that is granted.'),
  MAX_CONTACTS: z.coerce.number().int().min(1).max(10).default(1).describe('Contacts per endpoint; the newest win.'),
});
export type Config = Readonly<z.output<typeof configSchema>>;

/** Prints every problem and exits 1. */
export function readConfig(): Config {
  const config = loadConfigOrExit('users-proxy', configSchema);
  const problem = contradictionIn(config);
  if (problem === undefined) return config;
  process.stderr.write(`users-proxy: ${problem}\n`);
  process.exit(1);
}

/** What one setting says against another. */
export const contradictionIn = (config: Pick<Config, 'MIN_EXPIRES' | 'MAX_EXPIRES'>): string | undefined =>
  config.MIN_EXPIRES > config.MAX_EXPIRES ? 'SWITCHYARD_MIN_EXPIRES must not be longer than SWITCHYARD_MAX_EXPIRES' : undefined;
