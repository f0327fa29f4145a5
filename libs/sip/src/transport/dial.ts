import { connect, isIP } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { WebSocket } from 'ws';
import { LIMITS } from '../message/index.js';
import { hostPort } from './flow.js';
import type { ListenAddress } from './listen-address.js';
import { checkSipServerIdentity } from './peer-identity.js';
import { isWildcard } from './public-names.js';
import { SocketFlow } from './socket-flow.js';
import type { StreamFlow, StreamSettings } from './stream-flow.js';
import type { TlsCertificates } from './tls-certificates.js';
import { WebSocketFlow } from './web-socket-flow.js';
import { SUBPROTOCOL } from './web-socket-greeter.js';

interface Dialling {
  /** The listener in whose name we dial: protocol and own address. */
  readonly listen: ListenAddress;
  /** How long it may take, handshake included. */
  readonly connectMs: number;
  readonly certificates: TlsCertificates | undefined;
  readonly settings: StreamSettings;
}

/** Starts to connect. */
export function dial({ listen, connectMs, certificates, settings }: Dialling): StreamFlow {
  const { address, port } = settings.remote;
  const own = isWildcard(listen.address) ? {} : { localAddress: listen.address };
  const tls = certificates === undefined ? {} : clientTls(certificates, settings.peerName ?? address);
  const late = (): Error => new Error(`no connection to ${hostPort(address, port)} within ${connectMs} ms`);
  if (listen.protocol === 'ws' || listen.protocol === 'wss') {
    const secure = listen.protocol === 'wss';
    const url = `${listen.protocol}://${hostPort(address, port)}/`;
    const webSocket = new WebSocket(url, SUBPROTOCOL, {
      ...own,
      ...(secure ? tls : {}),
      perMessageDeflate: false,
      maxPayload: LIMITS.message,
      handshakeTimeout: connectMs,
    });
    return new WebSocketFlow(secure ? 'wss' : 'ws', webSocket, undefined, settings);
  }
  const to = { host: address, port, ...own };
  const socket = listen.protocol === 'tls' ? connectTls({ ...to, ...tls }) : connect(to);
  const timer = setTimeout(() => socket.destroy(late()), connectMs);
  const stop = (): void => clearTimeout(timer);
  socket.once(listen.protocol === 'tls' ? 'secureConnect' : 'connect', stop);
  socket.once('close', stop);
  return new SocketFlow(socket, settings);
}

/** The server has to prove the name that was looked up, not the address that was found (RFC 5922 §7.4). */
const clientTls = (certificates: TlsCertificates, name: string): ConnectionOptions => ({
  ...certificates.clientOptions,
  rejectUnauthorized: certificates.settings.verifyServers,
  checkServerIdentity: (_host, certificate) => checkSipServerIdentity(name, certificate),
  ...(isIP(name) === 0 ? { servername: name } : {}),
});
