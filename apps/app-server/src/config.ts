import { commonSettings, durationMs, hostAndPort, loadConfigOrExit, secretText, storeSettings } from '@switchyard/kernel';
import { z } from 'zod';

export const configSchema = z.object({
  ...commonSettings,
  ...storeSettings({ database: 'Configuration and subscribers.', redis: 'Redis of change notices and call events.' }),
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

export const readConfig = (): Config => loadConfigOrExit('app-server', configSchema);
