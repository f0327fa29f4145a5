import { loadConfig } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environmentOf } from './app-environment.js';
import { resolveAddresses } from './instance/addresses.js';
import { APPS, SERVICES, type AppName } from './services.js';
import { parseSettings } from './settings.js';

/** The zod object of an app's config.ts. */
async function schemaOf(app: AppName): Promise<z.ZodObject> {
  const door = (await import(`../../../apps/${SERVICES[app].app}/src/config.ts`)) as Record<string, unknown>;
  const schema = Object.values(door).find((exported): exported is z.ZodObject => exported instanceof z.ZodObject);
  if (!schema) throw new Error(`apps/${SERVICES[app].app}/src/config.ts exports no zod object`);
  return schema;
}

const around = (settings: Record<string, string>) => {
  const credentials = { obtain: (name: string) => `secret-of-${name.replace(':', '-')}-${'x'.repeat(40)}`, secret: (name: string) => name };
  const parsed = parseSettings(settings);
  return {
    net: '127.10.9',
    settings: parsed,
    credentials,
    addresses: resolveAddresses('127.10.9', parsed, credentials, 'mysql'),
    logFile: '/log/app.json.log',
    spoolFolder: '/spool',
    tls: { certificate: '/tls/users.pem', key: '/tls/users.key', authority: '/tls/ca.pem' },
    portalFolder: '/portal',
  };
};

describe.each(APPS)('the environment of %s', (app) => {
  it.each([
    ['by default', {}],
    ['with everything optional', { SWITCHYARD_LOG_GELF: '127.0.0.1:12201', SWITCHYARD_HEP_COLLECTOR: '127.0.0.1:9060' }],
  ])('%s is accepted by its config.ts', async (_case, settings) => {
    const schema = await schemaOf(app);
    expect(() => loadConfig(schema, environmentOf(app, around(settings)))).not.toThrow();
  });
});
