import { loadConfigOrExit, portNumber, secretText } from '@switchyard/kernel';
import { z } from 'zod';

/** Every setting of the portal API. Keys carry the prefix `SWITCHYARD_`. */
export const configSchema = z.object({
  HTTP_HOST: z.string().default('127.0.0.1').describe('Address the API and the portals listen on'),
  HTTP_PORT: portNumber.default(8080).describe('Port the API and the portals listen on'),
  PORTAL_DIR: z.string().optional().describe('Folder of the built web portals; without it only the API is served'),
  DB_KIND: z.enum(['mysql', 'mariadb']).default('mysql').describe('Database product'),
  DB_URL: z
    .string()
    .regex(/^mysql:\/\/.+/, 'must be mysql://user:password@host:port/database')
    .meta({ secret: true })
    .describe('Database address'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, 'must be redis://host:port')
    .describe('Redis address'),
  JWT_KEY: secretText(32).describe('Key that signs the tokens of logins'),
  SECRETS_KEY: secretText(16).describe('Key that encrypts the passwords of carriers'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('Lowest level that is logged'),
  LOG_FILE: z.string().optional().describe('File of JSON log lines'),
  LOG_GELF: z.string().optional().describe('host:port of a GELF input'),
  OPS_HOST: z.string().default('127.0.0.1').describe('Address of /health and /metrics'),
  OPS_PORT: portNumber.default(9105).describe('Port of /health and /metrics'),
});
export type Config = Readonly<z.output<typeof configSchema>>;

export const loadPortalApiConfig = (): Config => loadConfigOrExit('portal-api', configSchema);
