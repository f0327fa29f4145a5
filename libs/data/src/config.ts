import { loadConfigOrExit, secretText } from '@switchyard/kernel';
import { z } from 'zod';

/** Settings of the command; the only reader of the environment in this library. */
const settings = z.object({
  DB_KIND: z.enum(['mysql', 'mariadb']).describe('Which of the two databases answers at DB_URL'),
  DB_URL: z.url({ protocol: /^mysql$/, error: 'must be mysql://user:password@host:port/database' }).meta({ secret: true }),
  SECRETS_KEY: secretText().optional().describe('Passphrase of stored carrier passwords; needed by seed'),
  NET: z
    .string()
    .regex(/^127\.\d{1,3}\.\d{1,3}$/, 'must be three octets of the loopback network')
    .optional()
    .describe('Network of the instance; needed by seed'),
  CREDENTIALS_FILE: z.string().optional().describe('JSON {logins, sip, carrierAuth}; needed by seed'),
});
export type Settings = z.output<typeof settings>;

export const readSettings = (): Readonly<Settings> => loadConfigOrExit('switchyard-data', settings);
