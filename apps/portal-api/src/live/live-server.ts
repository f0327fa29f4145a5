import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TokenReader } from '@switchyard/api-kit';
import { LEVELS, messageOf, type Level, type Logger } from '@switchyard/kernel';
import { isEventId } from '@switchyard/queue';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Viewer } from './live-sight.js';
import { openView, type LiveMessage, type LiveSource } from './live-view.js';

const ADDRESS = /^\/api\/([a-z]+)\/live\/?(?:\?.*)?$/;
const HELLO_MS = 5000;
const PING_MS = 30_000;
/** Checks again whether the login is still there; a withdrawn one is cut off. */
const CHECK_MS = 30_000;
const MAX_MESSAGE_BYTES = 8192;
/** Unsent bytes of a view that does not read; it is closed and may go on from its last number. */
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;

/** Close codes of our own (RFC 6455 §7.4.2). */
export const CLOSE = { unauthorized: 4401, forbidden: 4403, malformed: 4400, slow: 4408, stopping: 1001, full: 1013 } as const;

const hello = z.strictObject({
  token: z.string().max(4096),
  after: z.string().refine(isEventId, 'must be a number of an event').optional(),
});

export interface LiveServerOptions {
  readonly source: LiveSource;
  readonly tokens: TokenReader;
  readonly logger: Logger;
  /** Views at most, of all logins together and of one address. */
  readonly maxViews?: number;
  readonly maxViewsPerAddress?: number;
}

/**
 * Live views by WebSocket at `/api/{level}/live` (IV-192). The first message is `{token, after?}`: a browser can set no header, and in an
 * address a token would end up in logs. Answers with `state` or what was missed since `after`, then with every event of the tenant. A further
 * `{token}` renews the login.
 */
export class LiveServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  readonly #perAddress = new Map<string, number>();

  constructor(private readonly options: LiveServerOptions) {}

  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const level = LEVELS.find((known) => known === ADDRESS.exec(request.url ?? '')?.[1]);
      if (level) this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#welcome(ws, level, request.socket.remoteAddress ?? ''));
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
  }

  close(): void {
    for (const ws of this.#sockets.clients) ws.close(CLOSE.stopping, 'the server stops');
    this.#sockets.close();
  }

  #welcome(ws: WebSocket, level: Level, address: string): void {
    const { maxViews = 5000, maxViewsPerAddress = 200 } = this.options;
    const views = (this.#perAddress.get(address) ?? 0) + 1;
    this.#perAddress.set(address, views);
    ws.once('close', () => {
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
    });
    ws.on('error', () => ws.terminate());
    if (this.#sockets.clients.size > maxViews || views > maxViewsPerAddress) return ws.close(CLOSE.full, 'too many views');
    new View(ws, level, address, this.options).start();
  }
}

/** One connection. */
class View {
  #token: string | undefined;
  #isOpening = false;
  #stop: () => void = () => undefined;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly ws: WebSocket,
    private readonly level: Level,
    private readonly address: string,
    private readonly options: LiveServerOptions,
  ) {}

  start(): void {
    const { ws } = this;
    const late = setTimeout(() => ws.close(CLOSE.unauthorized, 'no token came'), HELLO_MS);
    let isAlive = true;
    ws.on('pong', () => (isAlive = true));
    this.#timers.push(
      setInterval(() => {
        if (!isAlive) return ws.terminate();
        isAlive = false;
        ws.ping();
      }, PING_MS),
      setInterval(() => void this.#check(), CHECK_MS),
    );
    ws.on('message', (data: RawData) => {
      clearTimeout(late);
      void this.#hear(data);
    });
    ws.once('close', () => {
      clearTimeout(late);
      this.#timers.forEach(clearInterval);
      this.#stop();
    });
  }

  async #hear(data: RawData): Promise<void> {
    const said = hello.safeParse(parsed(data));
    if (!said.success) return this.#end(CLOSE.malformed, 'message-malformed', 'Send {"token": …, "after"?: …} as JSON.');
    const viewer = await this.#read(said.data.token);
    if (!viewer || this.#isOpening) return;
    this.#isOpening = true;
    try {
      this.#stop = await openView(this.options.source, viewer, said.data.after, (message) => this.#send(message));
      if (this.ws.readyState !== this.ws.OPEN) this.#stop();
    } catch (thrown) {
      this.options.logger.warn('a live view could not be opened', { error: messageOf(thrown) });
      this.#end(CLOSE.full, 'live-away', 'Live events cannot be read at the moment; try again.');
    }
  }

  /** Who shows a token that is good for this level; closes the connection otherwise. */
  async #read(token: string): Promise<Viewer | undefined> {
    const read = await this.options.tokens.read(token, this.address);
    if (!read.ok) return void this.#end(CLOSE.unauthorized, 'token-invalid', `The token is ${read.error}; log in again.`);
    const { scope } = read.value;
    if (scope.level !== this.level)
      return void this.#end(
        CLOSE.forbidden,
        'level-forbidden',
        `The token is of level ${scope.level}, the address of level ${this.level}.`,
      );
    this.#token = token;
    return read.value;
  }

  async #check(): Promise<void> {
    if (this.#token === undefined) return;
    const read = await this.options.tokens.read(this.#token, this.address);
    if (!read.ok) this.#end(CLOSE.unauthorized, 'token-invalid', `The token is ${read.error}; log in again.`);
  }

  #send(message: LiveMessage): void {
    const { ws } = this;
    if (ws.readyState !== ws.OPEN) return;
    if (ws.bufferedAmount > MAX_UNSENT_BYTES) return ws.close(CLOSE.slow, 'reads too slowly');
    ws.send(JSON.stringify(message));
  }

  #end(code: number, name: string, detail: string): void {
    this.#send({ type: 'error', code: name, detail });
    this.ws.close(code, name);
  }
}

function parsed(data: RawData): unknown {
  try {
    return JSON.parse((data as Buffer).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
