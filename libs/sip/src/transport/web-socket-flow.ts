import { isUtf8 } from 'node:buffer';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { WebSocket } from 'ws';
import { certificateOf } from './peer-certificate.js';
import { identityOf } from './peer-identity.js';
import { StreamFlow, type StreamSettings } from './stream-flow.js';

const PONG = '\r\n';
/** How long a peer may take to answer our close frame. */
const CLOSE_MS = 2_000;
const GOING_AWAY = 1001;

/** SIP on a WebSocket (RFC 7118): one message of the one is one message of the other. */
export class WebSocketFlow extends StreamFlow {
  private error: Error | undefined;

  constructor(
    readonly protocol: 'ws' | 'wss',
    private readonly webSocket: WebSocket,
    socket: Socket | undefined,
    settings: StreamSettings,
  ) {
    super(settings);
    if (socket instanceof TLSSocket) {
      this.identity = identityOf(socket);
      this.certificate = certificateOf(socket);
    }
    if (settings.dialled) {
      webSocket.once('upgrade', ({ socket: own }: { readonly socket: Socket }) => {
        this.identity = own instanceof TLSSocket ? identityOf(own) : undefined;
      });
      webSocket.once('open', () => this.opened(this.identity));
    }
    webSocket.on('message', (data: Buffer) => this.receive(data));
    webSocket.on('ping', () => this.heard());
    webSocket.on('pong', () => this.heard());
    webSocket.on('error', (error) => (this.error = error));
    webSocket.on('close', () => this.closed(this.error));
  }

  close(): void {
    this.webSocket.close(GOING_AWAY);
    setTimeout(() => this.webSocket.terminate(), CLOSE_MS).unref();
  }

  protected write(data: Buffer, onError: ((error: Error) => void) | undefined): void {
    // A text frame must be UTF-8 (RFC 6455 §5.6); what is not goes as a binary one. Peers take both (RFC 7118 §5.1).
    this.webSocket.send(data, { binary: !isUtf8(data) }, onError && ((error) => error && onError(error)));
  }

  protected writePing(): void {
    this.webSocket.ping();
  }

  protected terminate(): void {
    this.webSocket.terminate();
  }

  protected unsentBytes(): number {
    return this.webSocket.bufferedAmount;
  }

  private receive(data: Buffer): void {
    this.heard();
    this.prove();
    if (data.length > 4 || !/^[\r\n]*$/.test(data.toString('latin1'))) return this.settings.events.onData(data, this);
    if (data.length < 4) return;
    // The CRLF keep-alive of RFC 5626 §3.5.1, which some clients use inside WebSocket too.
    this.settings.events.onPing();
    this.webSocket.send(PONG);
  }
}
