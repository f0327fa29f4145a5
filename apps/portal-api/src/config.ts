import { commonSettings, loadConfigOrExit, portNumber, secretText, storeSettings } from '@switchyard/kernel';
import { z } from 'zod';

/** Every setting of the portal API. Keys carry the prefix `SWITCHYARD_`. */
export const configSchema = z.object({
  HTTP_HOST: z.string().default('127.0.0.1').describe('Address the API and the portals listen on'),
  HTTP_PORT: portNumber.default(8080).describe('Port the API and the portals listen on'),
  PORTAL_DIR: z.string().optional().describe('Folder of the built web portals; without it only the API is served'),
  ...storeSettings({ database: 'Database address', redis: 'Redis address' }),
  JWT_KEY: secretText(32).describe('Key that signs the tokens of logins'),
  SECRETS_KEY: secretText(16).describe('Key that encrypts the passwords of carriers'),
  ...commonSettings,
  OPS_HOST: commonSettings.OPS_HOST.default('127.0.0.1'),
  OPS_PORT: commonSettings.OPS_PORT.default(9105),
});
export type Config = Readonly<z.output<typeof configSchema>>;

export const loadPortalApiConfig = (): Config => loadConfigOrExit('portal-api', configSchema);
