import { fileURLToPath } from 'node:url';
import { silentLogger } from '@switchyard/kernel';
import { createMetrics } from '@switchyard/telemetry';
import { createSipServer, type SipServer } from '../../src/sip-server.js';

/** As long as 127.0.0.1, which stands in the recording. */
export const ADDRESS = '127.9.9.5';
export const SECRET = 'of-this-test';
export const OURS = fileURLToPath(new URL('ours.txt', import.meta.url));

export async function startServer(t1: number): Promise<SipServer> {
  const server = createSipServer({
    listen: [
      { protocol: 'udp', address: ADDRESS, port: 5070 },
      { protocol: 'tcp', address: ADDRESS, port: 5070 },
    ],
    control: { host: ADDRESS, port: 9022, secret: SECRET },
    t1,
    appReturnMs: 300,
    logger: silentLogger,
    metrics: createMetrics('sip-server-conversations'),
  });
  await server.start();
  return server;
}
