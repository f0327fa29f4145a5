import { connect, type Socket } from 'node:net';
import { StreamFramer, type ParseFailure } from '../message/index.js';
import type { CaptureHook, Endpoint, Flow, LocalAddress } from './flow.js';

const KEEPALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** A peer that does not read may not make us keep more than this. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024;
const PONG = Buffer.from('\r\n');

export interface TcpConnectionEvents {
  readonly onData: (data: Buffer, flow: TcpConnection) => void;
  /** The stream cannot be framed any further: it is closed after this returns. */
  readonly onBroken: (failure: ParseFailure, flow: TcpConnection) => void;
  readonly onClose: (flow: TcpConnection) => void;
}

/** One stream connection, accepted or dialled; also the flow to its peer. */
export class TcpConnection implements Flow {
  readonly protocol = 'tcp';
  private readonly framer = new StreamFramer();
  private open = true;

  private constructor(
    private readonly socket: Socket,
    readonly local: LocalAddress,
    readonly remote: Endpoint,
    private readonly capture: CaptureHook | undefined,
    private readonly events: TcpConnectionEvents,
  ) {
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE_MS);
    socket.on('data', (chunk) => this.receive(chunk));
    // 'close' follows and does the work; without a listener the process would end.
    socket.on('error', () => this.markClosed());
    socket.on('close', () => this.markClosed());
  }

  static accepted(socket: Socket, local: LocalAddress, capture: CaptureHook | undefined, events: TcpConnectionEvents): TcpConnection {
    const remote = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    return new TcpConnection(socket, local, remote, capture, events);
  }

  /** Starts to connect; messages sent meanwhile wait, and fail together when the peer cannot be reached within 5 s. */
  static dial(remote: Endpoint, local: LocalAddress, capture: CaptureHook | undefined, events: TcpConnectionEvents): TcpConnection {
    const wildcard = local.address === '0.0.0.0' || local.address === '::';
    const socket = connect({ host: remote.address, port: remote.port, ...(wildcard ? {} : { localAddress: local.address }) });
    const timer = setTimeout(
      () => socket.destroy(new Error(`no connection to ${remote.address}:${remote.port} within ${CONNECT_TIMEOUT_MS} ms`)),
      CONNECT_TIMEOUT_MS,
    );
    const stop = (): void => clearTimeout(timer);
    socket.once('connect', stop);
    socket.once('close', stop);
    return new TcpConnection(socket, local, remote, capture, events);
  }

  isOpen(): boolean {
    return this.open;
  }

  send(data: Buffer, callId: string, onError?: (error: Error) => void): void {
    if (this.open && this.socket.writableLength > MAX_UNSENT_BYTES) this.socket.destroy(new Error('peer does not read'));
    this.socket.write(data, (error) => {
      if (error) onError?.(error);
    });
    this.capture?.({ data, protocol: 'tcp', source: this.local, destination: this.remote, timeMs: Date.now(), correlationId: callId });
  }

  /** Sends what is queued, then closes. */
  close(): void {
    this.socket.end();
    this.socket.destroySoon();
  }

  private receive(chunk: Buffer): void {
    for (const item of this.framer.push(chunk)) {
      if (!this.open) return;
      if (item.type === 'message') this.events.onData(item.data, this);
      else if (item.type === 'ping') this.socket.write(PONG);
      else {
        this.events.onBroken(item.failure, this);
        this.close();
        return;
      }
    }
  }

  private markClosed(): void {
    if (!this.open) return;
    this.open = false;
    this.events.onClose(this);
  }
}
