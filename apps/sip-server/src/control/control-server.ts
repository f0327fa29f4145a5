import { readFileSync } from 'node:fs';
import { connect as connectTcp, createServer, isIP, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { CodedError, err, messageOf, ok, type Result } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { Engine } from '../engine.js';
import { AppConnection } from './app-connection.js';
import { connectionLost } from './connection-lost.js';
import type { ApplicationAddress } from './dial-application.js';
import { dispatch } from './dispatch.js';
import { FrameReader } from './frame-reader.js';
import { isHarmless, refusalOf } from './refused-frames.js';

export interface ControlOptions {
  readonly host: string;
  readonly port: number;
  /** A local socket to listen on instead. */
  readonly path?: string | undefined;
  readonly secret: string;
  /** Where applications connect over TLS, besides. Files are read at start and by `reload`. */
  readonly tls?: { readonly port: number; readonly certFile: string; readonly keyFile: string } | undefined;
}

const AUTHENTICATE_WITHIN_MS = 10_000;
const MAX_BYTES_BEFORE_AUTHENTICATION = 4_096;
/** A SIP message of 2 MiB and its meta line. */
const MAX_FRAME_BYTES = 2 * 1024 * 1024 + 65_536;
const KEEPALIVE_MS = 45_000;
const CALL_WITHIN_MS = 2_000;

/** What the writer of frames says of an application that leaves more unread than MAX_CONTROL_BACKLOG. */
const NOT_READING = 'application does not read';

/** Where applications connect. Each connection has to authenticate before it may do anything else. */
export class ControlServer {
  private readonly server: Server;
  private readonly tlsServer: TlsServer | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly refusals: { readonly inc: (labels: { readonly cause: string }) => void };

  /** Throws `control-tls-files` when certificate or key cannot be used. */
  constructor(
    private readonly engine: Engine,
    private readonly options: ControlOptions,
    metrics: Metrics,
  ) {
    this.server = createServer((socket) => this.accept(socket));
    const { tls } = options;
    if (tls) this.tlsServer = createTlsServer(readFiles(tls), (socket) => this.accept(socket));
    this.refusals = metrics.counter({
      name: 'sip_control_refusals_total',
      help: 'Frames of applications that were refused.',
      labels: ['cause'],
    });
  }

  get port(): number {
    const bound = this.server.address();
    return typeof bound === 'object' && bound !== null ? bound.port : this.options.port;
  }

  /** Throws `control-listen-failed` when an address cannot be bound. */
  async start(): Promise<void> {
    const { port, tls } = this.options;
    await this.listen(this.server, port);
    if (this.tlsServer && tls) await this.listen(this.tlsServer, tls.port);
    // Strangers fail to shake hands all the time; it is their affair.
    this.tlsServer?.on('tlsClientError', (error: Error) => this.engine.logger.debug('application failed TLS', { error: error.message }));
  }

  async stop(): Promise<void> {
    const listening = this.tlsServer ? [this.server, this.tlsServer] : [this.server];
    const closed = listening.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(closed);
  }

  /** Reads certificate and key again for connections to come. Throws `control-tls-files`; what was in use stays then. */
  reload(): void {
    const { tls } = this.options;
    if (tls) this.tlsServer?.setSecureContext(readFiles(tls));
  }

  /** Calls an application that listens. See `DialApplication`. */
  dial(target: ApplicationAddress, then: (connection: Result<AppConnection, string>) => void): void {
    const { host, port, tls, verify } = target;
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = tls ? connectTls({ host, port, rejectUnauthorized: verify, ...name }) : connectTcp({ host, port });
    let told = false;
    const tell = (connection: Result<AppConnection, string>): void => {
      if (told) return;
      told = true;
      clearTimeout(patience);
      then(connection);
    };
    const patience = setTimeout(() => socket.destroy(new Error(`no connection within ${CALL_WITHIN_MS} ms`)), CALL_WITHIN_MS);
    socket.once(tls ? 'secureConnect' : 'connect', () => clearTimeout(patience));
    socket.once('error', (error: Error) => tell(err(error.message)));
    socket.once('close', () => tell(err('closed before it authenticated')));
    this.accept(socket, { at: `${host}:${port}`, onAuthenticated: (connection) => tell(ok(connection)) });
  }

  private async listen(server: Server, port: number): Promise<void> {
    const { host } = this.options;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) =>
        reject(new CodedError('control-listen-failed', `cannot listen on ${host}:${port}: ${cause.message}`, { host, port }, { cause })),
      );
      if (this.options.path !== undefined && server === this.server) server.listen({ path: this.options.path, exclusive: true }, resolve);
      else server.listen(port, host, resolve);
    });
    server.removeAllListeners('error');
    server.on('error', (error) => this.engine.logger.error('control listener failed', { error: error.message }));
  }

  private accept(socket: Socket, called?: { readonly at: string; readonly onAuthenticated: (connection: AppConnection) => void }): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE_MS);
    const connection = new AppConnection(
      socket,
      (refused, text) => this.refused(refused, text),
      called?.at,
      this.engine.guard.limits.maxControlBacklog,
    );
    const reader = new FrameReader(MAX_BYTES_BEFORE_AUTHENTICATION);
    const impatience = setTimeout(() => {
      if (!connection.authenticated) socket.destroy();
    }, AUTHENTICATE_WITHIN_MS);
    let waiting = called?.onAuthenticated;
    socket.on('data', (chunk) => {
      this.receive(socket, connection, reader, chunk);
      if (waiting === undefined || !connection.authenticated) return;
      const tell = waiting;
      waiting = undefined;
      tell(connection);
    });
    socket.on('error', (error) => {
      const facts = { peer: connection.peer, error: error.message };
      if (error.message !== NOT_READING) return this.engine.logger.debug('application connection failed', facts);
      this.refusals.inc({ cause: 'application-not-reading' });
      this.engine.logger.warn('application connection failed', { cause: 'application-not-reading', ...facts });
    });
    socket.on('close', () => {
      clearTimeout(impatience);
      this.sockets.delete(socket);
      connection.closed = true;
      if (!connection.authenticated) return;
      this.engine.logger.info('application disconnected', { tags: connection.tagKey });
      connectionLost(this.engine, connection);
    });
  }

  private receive(socket: Socket, connection: AppConnection, reader: FrameReader, chunk: Buffer): void {
    const frames = reader.push(chunk);
    if (!frames.ok) {
      this.refusals.inc({ cause: 'frame-malformed' });
      this.engine.logger.warn('application sent no frame', { cause: 'frame-malformed', peer: connection.peer, why: frames.error });
      socket.destroy();
      return;
    }
    connection.framesIn += frames.value.length;
    for (const frame of frames.value) {
      if (socket.writableEnded) return;
      this.handle(connection, frame);
    }
    if (connection.authenticated) reader.allow(MAX_FRAME_BYTES);
  }

  private refused(connection: AppConnection, text: string): void {
    const cause = refusalOf(text);
    this.refusals.inc({ cause });
    const level = isHarmless(cause) ? 'debug' : 'warn';
    this.engine.logger[level]('frame of an application refused', { cause, text, peer: connection.peer, tags: connection.tagKey });
  }

  /** A bug met by one frame may cost that frame, not the calls of everybody. */
  private handle(connection: AppConnection, frame: Buffer): void {
    try {
      dispatch(this.engine, connection, this.options.secret, frame);
    } catch (thrown) {
      const [id = ''] = frame.toString('utf8', 0, 64).split('|');
      this.engine.logger.error('frame not handled', {
        error: messageOf(thrown),
        stack: thrown instanceof Error ? thrown.stack : undefined,
      });
      connection.reply(id, 'NOK', `Unknown server error: ${messageOf(thrown).replaceAll(/[|\r\n]/g, ' ')}`);
    }
  }
}

function readFiles({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }): { cert: Buffer; key: Buffer } {
  try {
    return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  } catch (cause) {
    throw new CodedError(
      'control-tls-files',
      `certificate or key of the control port: ${messageOf(cause)}`,
      { certFile, keyFile },
      { cause },
    );
  }
}
