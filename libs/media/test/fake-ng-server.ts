import { createSocket, type Socket } from 'node:dgram';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const codec = createRequire(import.meta.url)('rtpengine-client/lib/BaseClient.js') as {
  decodeMessage: (data: Buffer) => { id: string; data: Record<string, unknown> };
  encodeMessage: (id: string, data: object) => Buffer;
};

export type NgHandler = (command: string, message: Record<string, unknown>) => object | undefined;

/** An ng server for failures a real relay cannot be asked for: silence, lateness, refusals. `undefined` is silence. */
export class FakeNgServer {
  readonly seen: { readonly command: string; readonly message: Record<string, unknown> }[] = [];
  handler: NgHandler = (command, message) =>
    command === 'ping' ? { result: 'pong' } : { result: 'ok', ...(typeof message['sdp'] === 'string' ? { sdp: `via ${this.name}` } : {}) };
  /** Replies held back while true; `release` sends them. */
  holding = false;
  readonly #held: (() => void)[] = [];
  readonly #waiting: { readonly command: string; readonly resolve: () => void }[] = [];

  private constructor(
    readonly name: string,
    private readonly socket: Socket,
  ) {
    socket.on('message', (data, from) => {
      const { id, data: message } = codec.decodeMessage(data);
      const command = String(message['command']);
      this.seen.push({ command, message });
      const reply = this.handler(command, message);
      const send = (): void => {
        if (reply) socket.send(codec.encodeMessage(id, reply), from.port, from.address);
      };
      if (this.holding) this.#held.push(send);
      else send();
      for (const waiting of this.#waiting.splice(0))
        if (waiting.command === command) waiting.resolve();
        else this.#waiting.push(waiting);
    });
  }

  static async start(name: string, host = '127.99.8.31'): Promise<FakeNgServer> {
    const socket = createSocket('udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    return new FakeNgServer(name, socket);
  }

  get address(): AddressInfo {
    return this.socket.address();
  }

  count(command: string): number {
    return this.seen.filter((one) => one.command === command).length;
  }

  next(command: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ command, resolve }));
  }

  release(): void {
    this.holding = false;
    for (const send of this.#held.splice(0)) send();
  }

  close(): void {
    this.socket.close();
  }
}
