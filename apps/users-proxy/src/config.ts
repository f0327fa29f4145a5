import { proberSettings } from '@switchyard/b2bua';
import { commonSettings, durationMs, flag, hostAndPort, loadConfigOrExit, portNumber, secretText, storeSettings } from '@switchyard/kernel';
import { hostname } from 'node:os';
import { z } from 'zod';
import { gateSettings } from './gate-settings.js';
import { presenceContradiction, presenceSettings } from './presence/presence-settings.js';
import { registrationContradiction, registrationSettings } from './registration/registration-settings.js';

export const configSchema = z.object({
  ...commonSettings,
  DRACHTIO_HOST: z.string().min(1).describe('Control address of the SIP server towards phones.'),
  DRACHTIO_PORT: portNumber.default(9022).describe('Control port of that SIP server.'),
  DRACHTIO_SECRET: secretText().describe('Secret of its control port.'),
  APP_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_+@:-]{1,32}$/, 'must be up to 32 letters, digits, - _ + @ :')
    .default('users-proxy')
    .describe('Tag this process shows the SIP server; processes that share calls share it.'),
  ...storeSettings({ database: 'Configuration and subscribers.', redis: 'Registrations, established calls, call events, change notices.' }),
  INTERNAL_KEY: secretText().describe('Key of the signature of X-Info-Call and of digest nonces; the same in all processes.'),
  SECRETS_KEY: secretText().describe('Key of stored secrets; the same in all processes.'),
  TRUNKS_PROXY: hostAndPort.describe("host:port of the trunks proxy's SIP server."),
  ...proberSettings,
  SPOOL_DIR: z.string().min(1).describe('Folder of this process: last configuration, to start without a database.'),
  ...registrationSettings,
  ...presenceSettings,
  ...gateSettings,
  SDES_WITHOUT_TLS: flag
    .default(false)
    .describe('Phones may send SRTP keys (RFC 4568) over signalling that is not encrypted; without, such a call is refused with 488.'),
  SESSION_EXPIRES: durationMs
    .default(1_800_000)
    .refine((ms) => ms === 0 || ms >= 90_000, 'must be 0s or at least 90s (RFC 4028 §4)')
    .describe('How long a call with a phone lives without a refresh (RFC 4028); 0s asks for none.'),
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
export const contradictionIn = (
  config: Parameters<typeof registrationContradiction>[0] & Parameters<typeof presenceContradiction>[0],
): string | undefined => registrationContradiction(config) ?? presenceContradiction(config);

/** Name of this process, the same in its next life: its address for operators is nobody else's. */
export const nodeOf = ({ APP_NAME, OPS_HOST, OPS_PORT }: Pick<Config, 'APP_NAME' | 'OPS_HOST' | 'OPS_PORT'>): string =>
  `${APP_NAME}@${isAny(OPS_HOST) ? hostname() : OPS_HOST}:${OPS_PORT}`;
const isAny = (host: string): boolean => host === '0.0.0.0' || host === '::';
