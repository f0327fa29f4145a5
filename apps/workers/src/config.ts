import { commonSettings, loadConfigOrExit, secretText, storeSettings } from '@switchyard/kernel';
import { z } from 'zod';

export const configSchema = z.object({
  ...commonSettings,
  ...storeSettings({ database: 'Where calls are stored.', redis: 'Redis of the queues and of the balances that the proxies read.' }),
  SECRETS_KEY: secretText().describe('Key of stored secrets.'),
  FILES_DIR: z.string().default('/var/lib/switchyard/files').describe('Folder of uploaded files, the same as that of the portal API.'),
  MAIL_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be smtp://[user:password@]host[:port] or smtps://…' })
    .meta({ secret: true })
    .optional()
    .describe('Mail server that takes messages to people; without it none are sent.'),
  MAIL_FROM: z.email().default('switchyard@localhost.localdomain').describe('Sender of messages whose template names none.'),
  CDR_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(20).describe('Finished legs stored at the same time.'),
});
export type Config = Readonly<z.infer<typeof configSchema>>;

export const readConfig = (): Config => loadConfigOrExit('workers', configSchema);
