import { connect } from 'node:net';
import { formatEndpoint, type Addresses, type Endpoint } from '../instance/addresses.js';
import type { ServiceName } from '../services.js';
import { probeAsterisk, probeDatabase, probeRedis, probeRtpengine } from './probes.js';

/** How a service of the operator's is reached and asked whether it works; undefined for one that can only be started here. */
export function externalService(
  { database, redisUrl, rtpengine, asterisk, users, trunks }: Addresses,
  name: ServiceName,
): { readonly address: string; readonly probe: () => Promise<void> } | undefined {
  const control = (endpoint: Endpoint) => ({ address: formatEndpoint(endpoint), probe: () => probeTcp(endpoint) });
  switch (name) {
    case 'mysql':
      return { address: new URL(database.url).host, probe: () => probeDatabase(database.url) };
    case 'redis':
      return { address: new URL(redisUrl).host, probe: () => probeRedis(redisUrl) };
    case 'rtpengine':
      return { address: formatEndpoint(rtpengine), probe: () => probeRtpengine(rtpengine) };
    case 'asterisk':
      return { address: formatEndpoint(asterisk.sip), probe: () => probeAsterisk(asterisk.ariUrl, asterisk.ariUser, asterisk.ariPassword) };
    case 'sip-server-users':
      return control(users.control);
    case 'sip-server-trunks':
      return control(trunks.control);
    default:
      return undefined;
  }
}

/** A drachtio-server says nothing before it is logged in to; that its control port accepts is what can be seen from outside. */
function probeTcp({ host, port }: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: 2_000 });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error(`no answer from ${host}:${port} within 2 s`)));
    socket.once('error', reject);
  });
}
