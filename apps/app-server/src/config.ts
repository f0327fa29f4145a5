import { durationMs, loadConfigOrExit, portNumber, secretText } from '@switchyard/kernel';
import { LOG_LEVELS, parseHostAndPort } from '@switchyard/telemetry';
import { z } from 'zod';

const hostAndPort = z.string().regex(/^\S+:\d+$/, 'must be host:port');

export const configSchema = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('least severe level that is logged'),
  LOG_FILE: z.string().optional().describe('file for JSON log lines'),
  LOG_GELF: hostAndPort.optional().describe('GELF input over UDP'),
  OPS_HOST: z.string().describe('address of /health and /metrics'),
  OPS_PORT: portNumber.describe('port of /health and /metrics'),
  DB_KIND: z.enum(['mysql', 'mariadb']).default('mysql').describe('kind of the database'),
  DB_URL: z
    .string()
    .regex(/^mysql:\/\/.+/, 'must be mysql://user:password@host:port/database')
    .meta({ secret: true }),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, 'must be redis://host:port')
    .describe('Redis of change notices and call events'),
  INTERNAL_KEY: secretText().describe('key of the signature of X-Info-Call'),
  SECRETS_KEY: secretText().describe('key of stored secrets'),
  ARI_USER: z.string().min(1).describe('user of ARI, the same on every Asterisk'),
  ARI_PASSWORD: secretText().describe('its password'),
  ARI_APP: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, _ or -')
    .default('switchyard')
    .describe('name of the Stasis application'),
  TRUNKS_PROXY: hostAndPort.describe('SIP address of the trunks proxy'),
  RING_TIMEOUT: durationMs.default(60_000).describe('how long an endpoint may ring'),
});
export type Config = Readonly<z.infer<typeof configSchema>>;

export function readConfig(): Config {
  const config = loadConfigOrExit('app-server', configSchema);
  if (config.LOG_GELF !== undefined) parseHostAndPort(config.LOG_GELF, 'LOG_GELF');
  return config;
}
