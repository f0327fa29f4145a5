import { createServer, type TlsOptions } from 'node:tls';
import type { Greeter, GreeterEvents } from './greeter.js';
import type { ClientCertificateRule } from './listen-address.js';
import { SocketFlow } from './socket-flow.js';
import type { TlsCertificates } from './tls-certificates.js';

export const plainGreeter = (events: GreeterEvents): Greeter => ({
  greet: (socket) => events.onReady(socket, (settings) => new SocketFlow(socket, settings)),
  refreshCertificates: () => undefined,
  stop: () => undefined,
});

/** TLS options of a listener; the certificate is chosen by the name that the client asks for. */
export function serverTlsOptions(certificates: TlsCertificates, rule: ClientCertificateRule, handshakeMs: number): TlsOptions {
  return {
    ...certificates.defaultOptions,
    requestCert: rule !== 'none',
    rejectUnauthorized: rule === 'require',
    SNICallback: (name, then) => {
      try {
        then(null, certificates.contextFor(name));
      } catch (thrown) {
        then(thrown as Error);
      }
    },
    ...(handshakeMs > 0 ? { handshakeTimeout: handshakeMs } : {}),
  };
}

/** The handshake of TLS, with a client certificate where the listener asks for one. */
export function tlsGreeter(
  certificates: TlsCertificates,
  rule: ClientCertificateRule,
  handshakeMs: number,
  events: GreeterEvents,
): Greeter {
  const server = createServer(serverTlsOptions(certificates, rule, handshakeMs), (socket) =>
    events.onReady(socket, (settings) => new SocketFlow(socket, settings)),
  );
  server.on('tlsClientError', (error, socket) => events.onRefused(socket, 'tls-failed', error.message));
  return {
    greet: (socket) => void server.emit('connection', socket),
    refreshCertificates: () => server.setSecureContext(certificates.defaultOptions),
    stop: () => undefined,
  };
}
