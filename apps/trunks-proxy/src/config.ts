import { proberSettings } from '@switchyard/b2bua';
import { guardSettings } from '@switchyard/guard';
import { commonSettings, durationMs, hostAndPort, loadConfigOrExit, portNumber, secretText, storeSettings } from '@switchyard/kernel';
import { z } from 'zod';

export const configSchema = z.object({
  ...commonSettings,
  DRACHTIO_HOST: z.string().min(1).describe('Control address of the SIP server towards carriers.'),
  DRACHTIO_PORT: portNumber.default(9022).describe('Control port of that SIP server.'),
  DRACHTIO_SECRET: secretText().describe('Secret of its control port.'),
  APP_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_+@:-]{1,32}$/, 'must be up to 32 letters, digits, - _ + @ :')
    .default('trunks-proxy')
    .describe('Tag this process shows the SIP server, and the name its established calls are stored under; its own in each process.'),
  ...storeSettings({
    database: 'Configuration, carrier passwords, balances.',
    redis: 'Established calls, balances, call events, CDR jobs, change notices.',
  }),
  INTERNAL_KEY: secretText().describe('Key of the signature of X-Info-Call; the same in all processes.'),
  SECRETS_KEY: secretText().describe('Key of stored carrier passwords; the same in all processes.'),
  USERS_PROXY: hostAndPort.describe("host:port of the users proxy's SIP server."),
  ...proberSettings,
  SPOOL_DIR: z
    .string()
    .min(1)
    .describe('Folder of this process: records of ended calls until they are queued, and the last configuration.'),
  ...guardSettings,
  GATEWAY_TIMEOUT: durationMs
    .default(5000)
    .describe('A gateway that sent nothing for so long, not even to an OPTIONS half way through, is passed over.'),
});
export type Config = Readonly<z.output<typeof configSchema>>;

export const readConfig = (): Config => loadConfigOrExit('trunks-proxy', configSchema);
