import { CodedError, loadConfig } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { configSchema, contradictionIn } from './config.js';

const good = {
  SWITCHYARD_OPS_HOST: '127.0.0.1',
  SWITCHYARD_OPS_PORT: '9101',
  SWITCHYARD_DRACHTIO_HOST: '127.0.0.10',
  SWITCHYARD_DRACHTIO_SECRET: 'control-secret',
  SWITCHYARD_DB_URL: 'mysql://user:password@127.0.0.1:3306/switchyard',
  SWITCHYARD_REDIS_URL: 'redis://127.0.0.1:6379',
  SWITCHYARD_INTERNAL_KEY: 'internal-key',
  SWITCHYARD_SECRETS_KEY: 'secrets-key',
  SWITCHYARD_TRUNKS_PROXY: '127.0.0.20:5060',
  SWITCHYARD_SPOOL_DIR: '/var/spool/switchyard',
};
const problems = (env: Record<string, string>): string => {
  try {
    loadConfig(configSchema, env);
    return '';
  } catch (thrown) {
    return thrown instanceof CodedError ? thrown.message : String(thrown);
  }
};

describe('configuration of the users proxy', () => {
  it('needs only what has no sensible default', () => {
    expect(loadConfig(configSchema, good)).toMatchObject({
      DRACHTIO_PORT: 9022,
      MIN_EXPIRES: 900_000,
      MAX_CONTACTS: 10,
      APP_NAME: 'users-proxy',
    });
  });

  it('names every problem at once and echoes no secret', () => {
    const said = problems({
      ...good,
      SWITCHYARD_DB_URL: 'postgres://user:hush@x/y',
      SWITCHYARD_MAX_CONTACTS: '0',
      SWITCHYARD_PATH_EDGES: '10.0.0.0/33',
      SWITCHYARD_PUSH_GATEWAYS: 'fcm=ftp://x',
      SWITCHYARD_TRUNKS_PROXY: 'there',
      SWITCHYARD_COLOUR: 'blue',
    });
    for (const part of [
      'SWITCHYARD_DB_URL',
      'SWITCHYARD_MAX_CONTACTS',
      'SWITCHYARD_PATH_EDGES: must be addresses or networks',
      'SWITCHYARD_PUSH_GATEWAYS: must be name=URL',
      'SWITCHYARD_TRUNKS_PROXY: must be host:port',
      'SWITCHYARD_COLOUR: unknown setting',
    ])
      expect(said).toContain(part);
    expect(said).not.toContain('hush');
  });

  it('refuses a shortest time that is longer than the longest', () => {
    const nated = { MIN_EXPIRES_NATED: 1, MAX_EXPIRES_NATED: 1 };
    expect(contradictionIn({ MIN_EXPIRES: 2, MAX_EXPIRES: 1, ...nated })).toContain('SWITCHYARD_MIN_EXPIRES');
    expect(contradictionIn({ MIN_EXPIRES: 1, MAX_EXPIRES: 1, ...nated })).toBeUndefined();
    expect(contradictionIn({ MIN_EXPIRES: 1, MAX_EXPIRES: 1, ...nated, MIN_EXPIRES_NATED: 2 })).toContain('MIN_EXPIRES_NATED');
  });
});
