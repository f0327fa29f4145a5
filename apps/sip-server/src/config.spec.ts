import { loadConfig } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { schema } from './config.js';

const env = (more: Record<string, string> = {}): Record<string, string> => ({
  SWITCHYARD_ROLE: 'users',
  SWITCHYARD_SIP_LISTEN: 'udp:127.0.0.1:5060, tcp:[::1]:5061',
  SWITCHYARD_CONTROL_HOST: '127.0.0.1',
  SWITCHYARD_CONTROL_SECRET: 'long enough',
  SWITCHYARD_OPS_HOST: '127.0.0.1',
  SWITCHYARD_OPS_PORT: '9106',
  ...more,
});

describe('configuration', () => {
  it('reads listeners and fills in defaults', () => {
    expect(loadConfig(schema, env())).toMatchObject({
      SIP_LISTEN: [
        { protocol: 'udp', address: '127.0.0.1', port: 5060 },
        { protocol: 'tcp', address: '::1', port: 5061 },
      ],
      CONTROL_PORT: 9022,
      T1: 500,
      APP_RETURN: 20_000,
      MAX_TRANSACTIONS: 100_000,
    });
  });

  it.each([
    ['SIP_LISTEN', 'udp:127.0.0.1'],
    ['SIP_LISTEN', 'udp:localhost:5060'],
    ['SIP_LISTEN', 'sctp:127.0.0.1:5060'],
    ['SIP_LISTEN', 'udp:127.0.0.1:0'],
    ['SIP_LISTEN', 'udp:127.0.0.300:5060'],
    ['ROLE', 'Both sides'],
    ['HEP_COLLECTOR', 'homer'],
    ['DRAIN', 'long'],
    ['APP_RETURN', '20'],
  ])('refuses %s=%s by name', (key, value) => {
    expect(() => loadConfig(schema, env({ [`SWITCHYARD_${key}`]: value }))).toThrow(
      new RegExp(`SWITCHYARD_${key}: .*${value.replaceAll('.', '\\.')}`),
    );
  });
});
