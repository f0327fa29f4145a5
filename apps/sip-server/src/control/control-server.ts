import { createServer, type Server, type Socket } from 'node:net';
import { CodedError, messageOf } from '@switchyard/kernel';
import type { Engine } from '../engine.js';
import { AppConnection } from './app-connection.js';
import { connectionLost } from './connection-lost.js';
import { dispatch } from './dispatch.js';
import { FrameReader } from './frame-reader.js';

export interface ControlOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
}

const AUTHENTICATE_WITHIN_MS = 10_000;
const MAX_BYTES_BEFORE_AUTHENTICATION = 4_096;
/** A SIP message of 2 MiB and its meta line. */
const MAX_FRAME_BYTES = 2 * 1024 * 1024 + 65_536;
const KEEPALIVE_MS = 45_000;

/** Where applications connect. Each connection has to authenticate before it may do anything else. */
export class ControlServer {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly engine: Engine,
    private readonly options: ControlOptions,
  ) {
    this.server = createServer((socket) => this.accept(socket));
  }

  get port(): number {
    const bound = this.server.address();
    return typeof bound === 'object' && bound !== null ? bound.port : this.options.port;
  }

  /** Throws `control-listen-failed` when the address cannot be bound. */
  async start(): Promise<void> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (cause) =>
        reject(new CodedError('control-listen-failed', `cannot listen on ${host}:${port}: ${cause.message}`, { host, port }, { cause })),
      );
      this.server.listen(port, host, resolve);
    });
    this.server.removeAllListeners('error');
    this.server.on('error', (error) => this.engine.logger.error('control listener failed', { error: error.message }));
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE_MS);
    const connection = new AppConnection(socket);
    const reader = new FrameReader(MAX_BYTES_BEFORE_AUTHENTICATION);
    const impatience = setTimeout(() => {
      if (!connection.authenticated) socket.destroy();
    }, AUTHENTICATE_WITHIN_MS);
    socket.on('data', (chunk) => this.receive(socket, connection, reader, chunk));
    socket.on('error', (error) =>
      this.engine.logger.debug('application connection failed', { peer: connection.peer, error: error.message }),
    );
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
      this.engine.logger.warn('application sent no frame', { peer: connection.peer, why: frames.error });
      socket.destroy();
      return;
    }
    for (const frame of frames.value) {
      if (socket.writableEnded) return;
      this.handle(connection, frame);
    }
    if (connection.authenticated) reader.allow(MAX_FRAME_BYTES);
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
