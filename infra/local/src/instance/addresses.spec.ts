import { describe, expect, it } from 'vitest';
import { parseSettings } from '../settings.js';
import { APPS, SERVICES, SERVICE_NAMES } from '../services.js';
import { formatEndpoint, localEndpoint, parseEndpoint, resolveAddresses } from './addresses.js';
import type { Credentials } from './credentials.js';

const credentials: Credentials = { obtain: (name) => `made-for-${name.replace(':', '-')}`, secret: (name) => `made-for-${name}` };
const resolve = (settings: Record<string, string> = {}) => resolveAddresses('127.10.9', parseSettings(settings), credentials, 'mysql');

describe('resolveAddresses', () => {
  it('puts everything on the network of the instance', () => {
    expect(resolve()).toMatchObject({
      database: { kind: 'mysql', url: 'mysql://switchyard:made-for-platform-db@127.10.9.1:13306/switchyard' },
      redisUrl: 'redis://127.10.9.1:16379',
      rtpengine: { host: '127.10.9.30', port: 2223 },
      asterisk: { sip: { host: '127.10.9.40', port: 6060 }, ariUrl: 'http://127.10.9.40:8088' },
      users: { sip: { host: '127.10.9.10', port: 5060 }, control: { host: '127.10.9.10', port: 9022 } },
      trunks: { sip: { host: '127.10.9.20', port: 5060 } },
      portal: { host: '127.10.9.1', port: 8080 },
      external: new Set(),
    });
  });

  it('uses services of the operator instead, and says which', () => {
    const addresses = resolve({
      SWITCHYARD_DB_URL: 'mysql://a:b@db:3306/calls',
      SWITCHYARD_REDIS_URL: 'redis://cache:6379/2',
      SWITCHYARD_RTPENGINE: 'relay:2223',
      SWITCHYARD_DRACHTIO_TRUNKS: 'drachtio:9022',
      SWITCHYARD_DRACHTIO_TRUNKS_SECRET: 'cymru',
      SWITCHYARD_DRACHTIO_TRUNKS_SIP: '192.0.2.7:5070',
    });
    expect(addresses.external).toEqual(new Set(['mysql', 'redis', 'rtpengine', 'sip-server-trunks']));
    expect(addresses.trunks).toEqual({
      sip: { host: '192.0.2.7', port: 5070 },
      control: { host: 'drachtio', port: 9022 },
      secret: 'cymru',
    });
    expect(addresses.users.sip.host).toBe('127.10.9.10');
  });
});

describe('the service table', () => {
  it('gives no address and port to two services', () => {
    const taken = SERVICE_NAMES.flatMap((name) =>
      Object.entries(SERVICES[name].ports).flatMap(([port, { transports }]) =>
        transports.map((transport) => `${transport} ${formatEndpoint(localEndpoint('n', name, port))}`),
      ),
    );
    expect(taken.filter((address, index) => taken.indexOf(address) !== index)).toEqual([]);
  });
  it('gives every app an ops port, and starts what it needs before it', () => {
    for (const name of APPS) expect(SERVICES[name].ports['ops'], name).toBeDefined();
    for (const name of SERVICE_NAMES)
      for (const needed of SERVICES[name].needs) expect(SERVICE_NAMES.indexOf(needed)).toBeLessThan(SERVICE_NAMES.indexOf(name));
  });
});

it.each([
  ['127.0.0.1:5060', { host: '127.0.0.1', port: 5060 }],
  ['[::1]:5060', { host: '::1', port: 5060 }],
])('parseEndpoint reads %s', (text, endpoint) => {
  expect(parseEndpoint(text)).toEqual(endpoint);
});
