import { commonSettings, durationMs, loadConfigOrExit, portNumber, secretText, storeSettings } from '@switchyard/kernel';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []));

const requests = z.coerce.number().int().min(0).max(1_000_000);

/** Every setting of the portal API. Keys carry the prefix `SWITCHYARD_`. */
export const configSchema = z.object({
  HTTP_HOST: z.string().default('127.0.0.1').describe('Address the API and the portals listen on'),
  HTTP_PORT: portNumber.default(8080).describe('Port the API and the portals listen on'),
  PORTAL_DIR: z.string().optional().describe('Folder of the built web portals; without it only the API is served'),
  ...storeSettings({ database: 'Database address', redis: 'Redis address' }),
  SECRETS_KEY: secretText(16).describe('Key that encrypts the passwords of carriers and the keys that sign tokens'),
  TRUSTED_PROXIES: list.describe('Addresses and networks whose X-Forwarded-* headers are believed, comma-separated'),
  FILES_DIR: z.string().default('/var/lib/switchyard/files').describe('Folder of uploaded files, by tenant'),
  CORS_ORIGINS: list.describe('Origins of other pages that may call the API, as https://crm.example.com, comma-separated'),
  RATE_PER_ADDRESS: requests.default(20_000).describe('Requests that one address may send in ten seconds; 0: any number'),
  RATE_PER_LOGIN: requests.default(10_000).describe('Requests that one login may send in ten seconds; 0: any number'),
  OUTBOUND_ALLOW: list.describe('Private addresses and networks that identity providers and webhooks may have, comma-separated'),
  TOKEN_LIFETIME: durationMs.default(600_000).describe('How long an access token lives, as 10m'),
  KEY_ROTATION: durationMs.default(604_800_000).describe('How long a key signs access tokens'),
  SESSION_IDLE: durationMs.default(86_400_000).describe('A session that is not refreshed for so long has ended'),
  SESSION_LIFETIME: durationMs.default(2_592_000_000).describe('The longest a session lives, refreshed or not'),
  ...commonSettings,
  OPS_HOST: commonSettings.OPS_HOST.default('127.0.0.1'),
  OPS_PORT: commonSettings.OPS_PORT.default(9105),
});
export type Config = Readonly<z.output<typeof configSchema>>;

export const loadPortalApiConfig = (): Config => loadConfigOrExit('portal-api', configSchema);

/** The settings of logins, as their parts take them. */
export const loginSettings = (config: Config) => ({
  tokenMs: config.TOKEN_LIFETIME,
  rotationMs: config.KEY_ROTATION,
  idleMs: config.SESSION_IDLE,
  lifetimeMs: config.SESSION_LIFETIME,
  outboundAllow: config.OUTBOUND_ALLOW,
});
