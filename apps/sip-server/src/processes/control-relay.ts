import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { CodedError, type Logger, messageOf } from '@switchyard/kernel';
import type { ControlOptions } from '../control/control-server.js';
import { RelayedApplication } from './relayed-application.js';

const KEEPALIVE_MS = 45_000;

/** Where applications connect when several processes serve. Who may stay is decided by the processes. */
export class ControlRelay {
  private readonly server: Server;
  private readonly tlsServer: TlsServer | undefined;
  private readonly sockets = new Set<Socket>();

  /** `paths`: the control sockets of the processes. Throws `control-tls-files`. */
  constructor(
    private readonly options: Omit<ControlOptions, 'secret' | 'path'>,
    private readonly paths: readonly string[],
    private readonly logger: Logger,
  ) {
    this.server = createServer((socket) => this.accept(socket));
    const { tls } = options;
    if (tls) this.tlsServer = createTlsServer(readFiles(tls), (socket) => this.accept(socket));
  }

  get size(): number {
    return this.sockets.size;
  }

  /** Throws `control-listen-failed`. */
  async start(): Promise<void> {
    const { host, port, tls } = this.options;
    await listen(this.server, host, port);
    if (this.tlsServer && tls) await listen(this.tlsServer, host, tls.port);
  }

  stop(): void {
    this.server.close();
    this.tlsServer?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** Reads certificate and key again for connections to come. */
  reload(): void {
    const { tls } = this.options;
    if (tls) this.tlsServer?.setSecureContext(readFiles(tls));
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.setKeepAlive(true, KEEPALIVE_MS);
    socket.on('close', () => this.sockets.delete(socket));
    new RelayedApplication(socket, this.paths, this.logger);
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new CodedError('control-listen-failed', `cannot listen on ${host}:${port}: ${cause.message}`, { host, port }, { cause })),
    );
    server.listen(port, host, resolve);
  });
  server.removeAllListeners('error');
}

function readFiles({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }): { cert: Buffer; key: Buffer } {
  try {
    return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  } catch (cause) {
    const text = `certificate or key of the control port: ${messageOf(cause)}`;
    throw new CodedError('control-tls-files', text, { certFile, keyFile }, { cause });
  }
}
