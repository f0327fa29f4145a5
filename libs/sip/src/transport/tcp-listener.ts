import { createServer, type Server } from 'node:net';
import { CodedError } from '@switchyard/kernel';
import { type CaptureHook, type Endpoint, hostPort, type LocalAddress, localAddress } from './flow.js';
import { TcpConnection, type TcpConnectionEvents } from './tcp-connection.js';

/** Above this many, new connections are closed at once: memory stays bounded. */
const MAX_CONNECTIONS = 50_000;

export interface TcpListenerOptions {
  readonly address: string;
  readonly port: number;
  readonly host: string;
  readonly capture: CaptureHook | undefined;
  readonly events: TcpConnectionEvents;
  readonly onError: (error: Error) => void;
}

/** One listening TCP socket with all its connections: accepted ones are reused for requests to the same peer, as dialled ones are. */
export class TcpListener {
  #local: LocalAddress;
  private readonly server: Server;
  private readonly connections = new Map<string, TcpConnection>();
  private readonly events: TcpConnectionEvents;

  constructor(private readonly options: TcpListenerOptions) {
    this.#local = localAddress({ protocol: 'tcp', address: options.address, port: options.port, host: options.host });
    this.events = {
      ...options.events,
      onClose: (flow) => {
        const key = keyOf(flow.remote);
        if (this.connections.get(key) === flow) this.connections.delete(key);
        options.events.onClose(flow);
      },
    };
    this.server = createServer((socket) => {
      if (socket.remoteAddress === undefined) {
        socket.destroy();
        return;
      }
      this.keep(TcpConnection.accepted(socket, this.#local, options.capture, this.events));
    });
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  get local(): LocalAddress {
    return this.#local;
  }

  get connectionCount(): number {
    return this.connections.size;
  }

  /** Throws `sip-listen-failed` when the address cannot be bound. */
  async start(): Promise<void> {
    const { address, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (cause) =>
        reject(
          new CodedError('sip-listen-failed', `cannot listen on tcp ${address}:${port}: ${cause.message}`, { address, port }, { cause }),
        ),
      );
      this.server.listen(port, address, resolve);
    });
    this.server.removeAllListeners('error');
    this.server.on('error', this.options.onError);
    const bound = this.server.address();
    if (typeof bound === 'object' && bound !== null)
      this.#local = localAddress({ protocol: 'tcp', address: this.options.address, port: bound.port, host: this.options.host });
  }

  /** The open connection to that peer, or a new one being dialled. */
  flowTo(remote: Endpoint): TcpConnection {
    return this.existing(remote) ?? this.keep(TcpConnection.dial(remote, this.#local, this.options.capture, this.events));
  }

  existing(remote: Endpoint): TcpConnection | undefined {
    return this.connections.get(keyOf(remote));
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const connection of [...this.connections.values()]) connection.close();
    await closed;
  }

  private keep(connection: TcpConnection): TcpConnection {
    this.connections.set(keyOf(connection.remote), connection);
    return connection;
  }
}

const keyOf = (remote: Endpoint): string => hostPort(remote.address, remote.port);
