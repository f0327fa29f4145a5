import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isSecret, loadConfig } from './config.js';
import { commonSettings, hostAndPort, storeSettings } from './settings.js';

const schema = z.object({ ...commonSettings, ...storeSettings({ database: 'Rows.', redis: 'Notices.' }) });
const good = {
  SWITCHYARD_OPS_HOST: '127.0.0.1',
  SWITCHYARD_OPS_PORT: '9100',
  SWITCHYARD_DB_URL: 'mysql://user:password@127.0.0.1:3306/switchyard',
  SWITCHYARD_REDIS_URL: 'redis://127.0.0.1:6379',
};

describe('settings that every process shares', () => {
  it('need an address of the ops server and of the stores, nothing else', () => {
    expect(loadConfig(schema, good)).toEqual({
      LOG_LEVEL: 'info',
      OPS_HOST: '127.0.0.1',
      OPS_PORT: 9100,
      DB_KIND: 'mysql',
      DB_URL: good.SWITCHYARD_DB_URL,
      REDIS_URL: good.SWITCHYARD_REDIS_URL,
    });
  });

  it('never echo an address that carries a password', () => {
    const attempt = () =>
      loadConfig(schema, { ...good, SWITCHYARD_DB_URL: 'postgres://u:hush@h/d', SWITCHYARD_REDIS_URL: 'http://:hush@h' });
    expect(attempt).toThrow(/SWITCHYARD_DB_URL: must be mysql:.*\n.*SWITCHYARD_REDIS_URL: must be redis:/);
    expect(attempt).not.toThrow(/hush/);
    expect(isSecret(schema.shape.REDIS_URL)).toBe(true);
  });

  it('describe the stores in the words of the app', () => {
    expect([schema.shape.DB_URL.description, schema.shape.REDIS_URL.description]).toEqual(['Rows.', 'Notices.']);
  });
});

it.each([
  ['127.0.0.1:5060', true],
  ['trunks.example.com:5060', true],
  ['[2001:db8::1]:5060', true],
  ['127.0.0.1', false],
  ['two words:5060', false],
  ['2001:db8::1:5060', false],
  ['host:port', false],
  ['host:0', false],
  ['host:65536', false],
])('%s as host:port: %s', (text, isTaken) => {
  expect(hostAndPort.safeParse(text).success).toBe(isTaken);
});
