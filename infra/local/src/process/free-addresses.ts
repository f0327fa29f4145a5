import { createServer } from 'node:net';
import { CodedError } from '@switchyard/kernel';
import { localEndpoint } from '../instance/addresses.js';
import type { InstanceFolder } from '../instance/instance-folder.js';
import { SERVICES, type ServiceName } from '../services.js';

/**
 * Throws `address-taken` when another program listens on a TCP port of the service: its own message would come from the
 * depth of a daemon's log. Most often it is the same instance name in another checkout.
 */
export async function assertAddressesFree(folder: InstanceFolder, service: ServiceName): Promise<void> {
  for (const [name, { port, transports }] of Object.entries(SERVICES[service].ports)) {
    if (!transports.includes('tcp')) continue;
    const { host } = localEndpoint(folder.net, service, name);
    if (await isFree(host, port)) continue;
    const advice = 'Stop it, or give this instance a network of its own: --instance other, or SWITCHYARD_NET=127.x.y at its first start.';
    throw new CodedError('address-taken', `${service} cannot have ${host}:${port}: another program listens there. ${advice}`, {
      service,
      host,
      port,
    });
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
