import { createServer } from 'node:tls';
import type { Greeter, GreeterEvents } from './greeter.js';
import type { ClientCertificateRule } from './listen-address.js';
import { SocketFlow } from './socket-flow.js';
import type { TlsCertificates } from './tls-certificates.js';
import { TlsRouter } from './tls-router.js';

export const plainGreeter = (events: GreeterEvents): Greeter => ({
  greet: (socket) => events.onReady(socket, (settings) => new SocketFlow(socket, settings)),
  refreshCertificates: () => undefined,
  stop: () => undefined,
});

/** The handshake of TLS, with a client certificate where the listener asks for one. */
export function tlsGreeter(certificates: TlsCertificates, rule: ClientCertificateRule, events: GreeterEvents): Greeter {
  const router = new TlsRouter(certificates, rule, (options) => {
    const server = createServer(options, (socket) => events.onReady(socket, (settings) => new SocketFlow(socket, settings)));
    server.on('tlsClientError', (error, socket) => events.onRefused(socket, 'tls-failed', error.message));
    return server;
  });
  return { greet: (socket) => router.route(socket), refreshCertificates: () => router.refresh(), stop: () => undefined };
}
