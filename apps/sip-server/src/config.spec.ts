import { loadConfig } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { schema } from './config.js';
import { listenersOf, transportChoiceOf } from './transports/transport-settings.js';

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
    ['SIP_LISTEN', 'tls:127.0.0.1:5061;client-cert=perhaps'],
    ['SIP_LISTEN', 'udp:127.0.0.1:5060;advertise=:5060'],
    ['TLS_CERTIFICATES', 'only-a-certificate.pem'],
    ['TLS_MIN_VERSION', 'TLSv1.0'],
    ['DNS_SERVERS', '10.0.0.1,dns.example.com'],
    ['WS_ORIGINS', 'phone.example.com'],
    ['UDP_MTU', '300'],
    ['MAX_UNSENT', '10'],
    ['ROLE', 'Both sides'],
    ['HEP_COLLECTOR', 'homer'],
    ['DRAIN', 'long'],
    ['APP_RETURN', '20'],
  ])('refuses %s=%s by name', (key, value) => {
    expect(() => loadConfig(schema, env({ [`SWITCHYARD_${key}`]: value }))).toThrow(
      new RegExp(`SWITCHYARD_${key}: .*${value.replaceAll('.', '\\.')}`),
    );
  });

  it('reads everything that a listener may say, and fills in the rule for client certificates', () => {
    const config = loadConfig(
      schema,
      env({
        SWITCHYARD_SIP_LISTEN: 'udp:0.0.0.0:5060;advertise=sip.example.com,tls:[::]:5061;client-cert=none,wss:10.0.0.1:443;path=/sip',
        SWITCHYARD_TLS_CERTIFICATES: 'a.pem:a.key, b.pem:b.key',
        SWITCHYARD_TLS_CLIENT_CERT: 'require',
        SWITCHYARD_UDP_MTU: '0',
        SWITCHYARD_DNS_SERVERS: '10.0.0.1,[2001:db8::1]:5353',
      }),
    );
    expect(listenersOf(config)).toEqual([
      { protocol: 'udp', address: '0.0.0.0', port: 5060, advertised: { host: 'sip.example.com', port: undefined } },
      { protocol: 'tls', address: '::', port: 5061, clientCertificate: 'none' },
      { protocol: 'wss', address: '10.0.0.1', port: 443, path: '/sip', clientCertificate: 'require' },
    ]);
    expect(transportChoiceOf(config)).toMatchObject({
      maxDatagram: 0,
      tls: {
        certificates: [
          { certificate: 'a.pem', key: 'a.key' },
          { certificate: 'b.pem', key: 'b.key' },
        ],
        minVersion: 'TLSv1.2',
        verifyServers: true,
      },
      dns: { servers: ['10.0.0.1', '[2001:db8::1]:5353'] },
    });
  });

  it.each(['tls:127.0.0.1:5061', 'wss:127.0.0.1:5443'])('wants a certificate for %s', (listener) => {
    expect(() => loadConfig(schema, env({ SWITCHYARD_SIP_LISTEN: listener }))).toThrow('SWITCHYARD_TLS_CERTIFICATES: is needed by');
  });
});
