import { commonSettings, loadConfigOrExit, secretText, storeSettings } from '@switchyard/kernel';
import { z } from 'zod';

export const configSchema = z.object({
  ...commonSettings,
  ...storeSettings({ database: 'Where calls are stored.', redis: 'Redis of the queues and of the balances that the proxies read.' }),
  SECRETS_KEY: secretText().describe('Key of stored secrets.'),
  CDR_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(20).describe('Finished legs stored at the same time.'),
});
export type Config = Readonly<z.infer<typeof configSchema>>;

export const readConfig = (): Config => loadConfigOrExit('workers', configSchema);
