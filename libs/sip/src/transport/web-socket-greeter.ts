import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { LIMITS } from '../message/index.js';
import type { Greeter, GreeterEvents } from './greeter.js';
import type { ListenAddress } from './listen-address.js';
import type { TlsCertificates } from './tls-certificates.js';
import { TlsRouter } from './tls-router.js';
import type { ConnectionCause } from './transport-limits.js';
import { WebSocketFlow } from './web-socket-flow.js';

export const SUBPROTOCOL = 'sip';

export interface WebSocketRules {
  readonly listen: ListenAddress;
  /** Origins whose pages may connect: `https://phone.example.com`, `https://*.example.com`; all when absent. */
  readonly origins: readonly string[] | undefined;
  readonly handshakeMs: number;
  /** WSS only. */
  readonly certificates: TlsCertificates | undefined;
}

/** HTTP upgrade to a WebSocket that carries SIP (RFC 7118 §4). Whatever else is asked of the port is told so and closed. */
export function webSocketGreeter(rules: WebSocketRules, events: GreeterEvents): Greeter {
  const { listen, certificates, handshakeMs } = rules;
  const times = handshakeMs > 0 ? { headersTimeout: handshakeMs, requestTimeout: handshakeMs } : {};
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LIMITS.message,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });
  webSockets.on('wsClientError', (error, socket) => {
    events.onRefused(socket as Socket, 'websocket-broken', error.message);
    refuse(socket as Socket, 400, error.message);
  });
  const stop = (): void => webSockets.close();
  if (certificates === undefined) {
    const server = serve(createHttpServer(times), rules, webSockets, events);
    return { greet: (socket) => void server.emit('connection', socket), refreshCertificates: () => undefined, stop };
  }
  const router = new TlsRouter(certificates, listen.clientCertificate ?? 'none', (options) =>
    serve(createHttpsServer({ ...times, ...options }), rules, webSockets, events),
  );
  return { greet: (socket) => router.route(socket), refreshCertificates: () => router.refresh(), stop };
}

/** Makes an HTTP server take upgrades, and nothing else. */
function serve<S extends Server | HttpsServer>(server: S, rules: WebSocketRules, webSockets: WebSocketServer, events: GreeterEvents): S {
  const { listen } = rules;
  const protocol = listen.protocol === 'wss' ? 'wss' : 'ws';
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const wrongPath = listen.path !== undefined && pathOf(request) !== listen.path;
    events.onRefused(request.socket, wrongPath ? 'websocket-path' : 'websocket-not-upgraded', `${request.method} ${pathOf(request)}`);
    const status = wrongPath ? 404 : 426;
    const text = wrongPath ? `nothing is served at ${pathOf(request)}` : 'this port speaks SIP over WebSocket (RFC 7118)';
    const upgrade = { upgrade: 'websocket', 'sec-websocket-protocol': SUBPROTOCOL };
    response.writeHead(status, { 'content-type': 'text/plain', connection: 'close', ...(wrongPath ? {} : upgrade) });
    response.end(`${text}\n`);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const refusal = refusalOf(request, rules);
    if (refusal !== undefined) {
      events.onRefused(socket, refusal.cause, refusal.why);
      return refuse(socket, refusal.status, refusal.why);
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) =>
      events.onReady(socket, (settings) => new WebSocketFlow(protocol, webSocket, socket, settings)),
    );
  });
  // Of an HTTPS server these are the errors of the TLS handshake too.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isHttp = protocol === 'ws' || /^(HPE_|ERR_HTTP)/.test(error.code ?? '');
    events.onRefused(socket as Socket, isHttp ? 'websocket-broken' : 'tls-failed', error.message);
    refuse(socket as Socket, 400, 'Bad Request');
  });
  return server;
}

interface Refusal {
  readonly status: number;
  readonly cause: ConnectionCause;
  readonly why: string;
}

function refusalOf(request: IncomingMessage, { listen, origins }: WebSocketRules): Refusal | undefined {
  if (listen.path !== undefined && pathOf(request) !== listen.path)
    return { status: 404, cause: 'websocket-path', why: `nothing is served at ${pathOf(request)}` };
  const { origin } = request.headers;
  // Only browsers send Origin, and they always do (RFC 6454 §7.3): other programs could write what they like.
  if (origin !== undefined && origins !== undefined && !origins.some((allowed) => fitsOrigin(allowed, origin)))
    return { status: 403, cause: 'websocket-origin', why: `Origin ${origin} is not allowed` };
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (!offered.includes(SUBPROTOCOL))
    return { status: 400, cause: 'websocket-protocol', why: `Sec-WebSocket-Protocol must offer ${SUBPROTOCOL} (RFC 7118)` };
  return undefined;
}

/** `https://*.example.com` stands for any host below example.com. */
function fitsOrigin(allowed: string, origin: string): boolean {
  const star = allowed.indexOf('*');
  if (star < 0) return allowed.toLowerCase() === origin.toLowerCase();
  const [before, after] = [allowed.slice(0, star).toLowerCase(), allowed.slice(star + 1).toLowerCase()];
  const given = origin.toLowerCase();
  return given.length > before.length + after.length && given.startsWith(before) && given.endsWith(after);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';

function refuse(socket: Socket, status: number, why: string): void {
  if (socket.destroyed || !socket.writable) return;
  // The text may hold what a stranger wrote.
  const text = why.replaceAll(/[^ -~]/g, '?').slice(0, 200);
  const body = `${text}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}
