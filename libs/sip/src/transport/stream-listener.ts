import { createServer, type Server, type Socket } from 'node:net';
import { CodedError } from '@switchyard/kernel';
import type { ConnectionTable } from './connection-table.js';
import { dial } from './dial.js';
import { type CaptureHook, type Endpoint, hostPort, isSecure, type LocalAddress } from './flow.js';
import type { Greeter, GreeterEvents } from './greeter.js';
import type { ListenAddress } from './listen-address.js';
import { PublicNames } from './public-names.js';
import type { StreamEvents, StreamFlow, StreamSettings } from './stream-flow.js';
import { plainGreeter, tlsGreeter } from './tls-greeter.js';
import type { TlsCertificates } from './tls-certificates.js';
import type { ConnectionCause, TransportLimits } from './transport-limits.js';
import { webSocketGreeter } from './web-socket-greeter.js';

const BACKLOG = 4_096;

export interface StreamListenerOptions {
  readonly listen: ListenAddress;
  readonly advertisedHost: string | undefined;
  readonly limits: TransportLimits;
  readonly table: ConnectionTable;
  /** Needed by TLS and WSS. */
  readonly certificates: TlsCertificates | undefined;
  readonly origins: readonly string[] | undefined;
  readonly capture: CaptureHook | undefined;
  readonly events: StreamEvents;
  readonly onRefused: (cause: ConnectionCause, remote: Endpoint, why: string) => void;
  readonly onError: (error: Error) => void;
}

/** An accepted socket, from the first moment to its end. */
interface Guest {
  readonly socket: Socket;
  readonly remote: Endpoint;
  readonly sinceMs: number;
  flow: StreamFlow | undefined;
  isRefused: boolean;
}

/** One listening socket of TCP, TLS, WS or WSS. Its connections stand in the table that all listeners share. */
export class StreamListener {
  private readonly server: Server;
  private readonly greeter: Greeter;
  private readonly guests = new Map<string, Guest>();
  private names: PublicNames;

  constructor(private readonly options: StreamListenerOptions) {
    const { listen, advertisedHost } = options;
    this.names = new PublicNames(listen, advertisedHost, listen.port);
    this.greeter = this.makeGreeter();
    this.server = createServer((socket) => this.accept(socket));
  }

  get listen(): ListenAddress {
    return this.options.listen;
  }

  get local(): LocalAddress {
    return this.names.anywhere;
  }

  get publicNames(): PublicNames {
    return this.names;
  }

  /** Throws `sip-listen-failed` when the address cannot be bound. */
  async start(): Promise<void> {
    const { protocol, address, port } = this.listen;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (cause) =>
        reject(
          new CodedError(
            'sip-listen-failed',
            `cannot listen on ${protocol} ${hostPort(address, port)}: ${cause.message}`,
            { address, port },
            { cause },
          ),
        ),
      );
      // Without ipv6Only `::` would take the IPv4 port too, and IPv4 peers would have two spellings.
      this.server.listen({ port, host: address, ipv6Only: true, backlog: BACKLOG }, resolve);
    });
    this.server.removeAllListeners('error');
    this.server.on('error', this.options.onError);
    const bound = this.server.address();
    if (typeof bound === 'object' && bound !== null) this.names = new PublicNames(this.listen, this.options.advertisedHost, bound.port);
  }

  /** A new connection to a peer. `name` is whom it has to prove to be on TLS. */
  dial(remote: Endpoint, name: string | undefined, connectMs: number): StreamFlow {
    const { certificates, table } = this.options;
    const flow = dial({
      listen: this.listen,
      connectMs,
      certificates,
      settings: this.settings(remote, this.names.towards(remote.address), true, name),
    });
    table.add(flow);
    return flow;
  }

  /** Closes handshakes that take too long. */
  sweep(now: number): void {
    const { handshakeMs } = this.options.limits;
    if (handshakeMs === 0) return;
    for (const guest of this.guests.values()) {
      if (guest.flow !== undefined || now - guest.sinceMs < handshakeMs) continue;
      this.refuse(guest, 'handshake-timeout', `no ${this.listen.protocol} handshake within ${handshakeMs} ms`);
      guest.socket.destroy();
    }
  }

  refreshCertificates(): void {
    this.greeter.refreshCertificates();
  }

  /** Takes no more connections; resolves when those that were accepted have gone. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const guest of this.guests.values()) if (guest.flow === undefined) guest.socket.destroy();
    this.greeter.stop();
    await closed;
  }

  private accept(socket: Socket): void {
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined) {
      socket.destroy();
      return;
    }
    const { table } = this.options;
    const remote = { address: remoteAddress, port: remotePort };
    const refusal = table.enter(remoteAddress);
    if (refusal !== undefined) {
      socket.on('error', () => undefined);
      socket.destroy();
      return this.options.onRefused(refusal, remote, 'connection closed at once');
    }
    const guest: Guest = { socket, remote, sinceMs: Date.now(), flow: undefined, isRefused: false };
    const key = hostPort(remoteAddress, remotePort);
    this.guests.set(key, guest);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (this.guests.get(key) === guest) this.guests.delete(key);
      // A client whose certificate is not accepted is closed without any other sign.
      if (guest.flow === undefined && socket.bytesRead > 0 && isSecure(this.listen.protocol))
        this.refuse(guest, 'tls-failed', 'the handshake was not finished');
      table.leave(remoteAddress, guest.flow?.isProven === true);
    });
    this.greeter.greet(socket);
  }

  private guestOf(socket: Socket): Guest | undefined {
    return this.guests.get(hostPort(socket.remoteAddress ?? '', socket.remotePort ?? 0));
  }

  private makeGreeter(): Greeter {
    const { listen, limits, certificates, origins } = this.options;
    const events: GreeterEvents = {
      onReady: (socket, make) => this.welcome(socket, make),
      onRefused: (socket, cause, why) => {
        const guest = this.guestOf(socket);
        if (guest) this.refuse(guest, cause, why);
      },
    };
    if (listen.protocol === 'tcp') return plainGreeter(events);
    if (listen.protocol === 'ws')
      return webSocketGreeter({ listen, origins, handshakeMs: limits.handshakeMs, certificates: undefined }, events);
    if (certificates === undefined)
      throw new CodedError('tls-certificate-missing', `a ${listen.protocol} listener needs a certificate`, { listen });
    if (listen.protocol === 'tls') return tlsGreeter(certificates, listen.clientCertificate ?? 'none', events);
    return webSocketGreeter({ listen, origins, handshakeMs: limits.handshakeMs, certificates }, events);
  }

  private welcome(socket: Socket, make: (settings: StreamSettings) => StreamFlow): void {
    const guest = this.guestOf(socket);
    if (guest === undefined || socket.destroyed) {
      socket.destroy();
      return;
    }
    const local = this.names.at(socket.localAddress ?? this.listen.address);
    const flow = make(this.settings(guest.remote, local, false, undefined));
    guest.flow = flow;
    this.options.table.add(flow);
    this.options.events.onOpen(flow);
  }

  private settings(remote: Endpoint, local: LocalAddress, dialled: boolean, peerName: string | undefined): StreamSettings {
    const { limits, capture, events } = this.options;
    return { local, remote, dialled, peerName, maxUnsentBytes: limits.maxUnsentBytes, capture, events };
  }

  /** Of several reasons the first is told. */
  private refuse(guest: Guest, cause: ConnectionCause, why: string): void {
    if (guest.isRefused) return;
    guest.isRefused = true;
    this.options.onRefused(cause, guest.remote, why);
  }
}
