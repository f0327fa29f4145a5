import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { StreamFramer } from '../message/index.js';
import { certificateOf } from './peer-certificate.js';
import { identityOf } from './peer-identity.js';
import { StreamFlow, type StreamSettings } from './stream-flow.js';

const KEEPALIVE_MS = 30_000;
const PING = Buffer.from('\r\n\r\n');
const PONG = Buffer.from('\r\n');

/** SIP on a TCP or TLS connection: messages are cut by Content-Length (RFC 3261 §18.3). */
export class SocketFlow extends StreamFlow {
  readonly protocol: 'tcp' | 'tls';
  private readonly framer = new StreamFramer();
  private error: Error | undefined;

  constructor(
    private readonly socket: Socket,
    settings: StreamSettings,
  ) {
    super(settings);
    const secure = socket instanceof TLSSocket ? socket : undefined;
    this.protocol = secure ? 'tls' : 'tcp';
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE_MS);
    if (settings.dialled) socket.once(secure ? 'secureConnect' : 'connect', () => this.opened(secure && identityOf(secure)));
    else if (secure) {
      this.identity = identityOf(secure);
      this.certificate = certificateOf(secure);
    }
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    // 'close' follows and does the work; without a listener the process would end.
    socket.on('error', (error) => (this.error = error));
    socket.on('close', () => this.closed(this.error));
  }

  close(): void {
    this.socket.end();
    this.socket.destroySoon();
  }

  protected write(data: Buffer, onError: ((error: Error) => void) | undefined): void {
    this.socket.write(data, onError && ((error) => error && onError(error)));
  }

  protected writePing(): void {
    this.socket.write(PING);
  }

  protected terminate(): void {
    this.socket.destroy();
  }

  protected unsentBytes(): number {
    return this.socket.writableLength;
  }

  private receive(chunk: Buffer): void {
    this.heard();
    const events = this.framer.push(chunk);
    if (events.length > 0) {
      this.prove();
      this.partialSinceMs = 0;
    } else if (this.partialSinceMs === 0 && !isPong(chunk)) this.partialSinceMs = this.heardMs;
    for (const item of events) {
      if (!this.isOpen()) return;
      if (item.type === 'message') this.settings.events.onData(item.data, this);
      else if (item.type === 'ping') {
        this.settings.events.onPing();
        this.socket.write(PONG);
      } else {
        this.settings.events.onBroken(item.failure, this);
        this.close();
        return;
      }
    }
  }
}

const isPong = (chunk: Buffer): boolean => chunk.length === 2 && chunk[0] === 13 && chunk[1] === 10;
