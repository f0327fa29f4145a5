import type { Logger } from '@switchyard/kernel';
import WebSocket from 'ws';
import { authorizationOf, type AriAddress } from './ari-http.js';
import { readEvent, type AriEvent } from './events.js';

export interface AriStreamOptions {
  readonly address: AriAddress;
  /** Name of the Stasis application whose channels are ours. */
  readonly app: string;
  readonly logger: Logger;
  /** The first try after a loss waits `minMs`, each next one twice as long, up to `maxMs`. */
  readonly backOff: { readonly minMs: number; readonly maxMs: number };
  /** A peer that answers no ping for this long is gone. */
  readonly silenceMs: number;
  readonly onOpen: () => void;
  readonly onEvent: (event: AriEvent) => void;
  readonly onLost: (why: string) => void;
}

/** The event stream of one Asterisk: one WebSocket, opened again after every loss until `close`. */
export class AriStream {
  #socket: WebSocket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #tries = 0;
  #closed = false;

  constructor(private readonly options: AriStreamOptions) {}

  open(): void {
    const { address, app } = this.options;
    const url = new URL(`${address.url.replace(/\/+$/, '').replace(/^http/, 'ws')}/ari/events`);
    url.searchParams.set('app', app);
    const socket = new WebSocket(url, { headers: { authorization: authorizationOf(address) }, handshakeTimeout: this.options.silenceMs });
    this.#socket = socket;
    let opened = false;
    let why = 'closed by Asterisk';
    socket.on('open', () => {
      opened = true;
      this.#tries = 0;
      this.#watch(socket);
      this.options.onOpen();
    });
    socket.on('message', (data: Buffer) => this.#read(data.toString()));
    socket.on('error', (error) => (why = error.message));
    socket.on('close', () => {
      clearInterval(this.#heartbeat);
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      if (this.#closed) return;
      if (opened) this.options.onLost(why);
      else if (this.#tries === 0) this.options.logger.warn('asterisk gives no event stream', { why, url: address.url });
      this.#openLater();
    });
  }

  /** Drops the stream; the loss opens a new one. */
  reopen(): void {
    this.#socket?.terminate();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#heartbeat);
    this.#socket?.close();
    this.#socket?.terminate();
  }

  #openLater(): void {
    const { minMs, maxMs } = this.options.backOff;
    const waitMs = Math.min(maxMs, minMs * 2 ** Math.min(this.#tries, 20));
    this.#tries += 1;
    this.#retry = setTimeout(() => this.open(), waitMs);
  }

  /** A stream that died without a FIN (machine gone) would otherwise look idle for hours. */
  #watch(socket: WebSocket): void {
    let alive = true;
    socket.on('pong', () => (alive = true));
    this.#heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, this.options.silenceMs);
  }

  #read(frame: string): void {
    const read = readEvent(frame);
    if (read.kind === 'event') this.options.onEvent(read.event);
    else if (read.kind === 'unreadable') this.options.logger.warn('event of asterisk is not readable', { why: read.why });
  }
}
