import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { parseMessage, type SipMessage, StreamFramer } from '@switchyard/sip';
import { type ClientOptions, WebSocket } from 'ws';

const PATIENCE_MS = 15_000;

/** A message as a peer of the tests got it. */
export interface Heard {
  readonly message: SipMessage;
  readonly atMs: number;
}

type Wanted = (message: SipMessage) => boolean;

/** A raw SIP endpoint: sends what a test writes and remembers what comes. It has no transactions and answers nothing by itself. */
export class SipPeer {
  readonly heard: Heard[] = [];
  private readonly waiting: Array<{ readonly wanted: Wanted; readonly take: (message: SipMessage) => void }> = [];
  private taken = 0;

  private constructor(
    readonly address: string,
    readonly port: number,
    private readonly write: (data: Buffer) => void,
    readonly close: () => void,
  ) {}

  static async udp(address: string, port: number, server: { readonly address: string; readonly port: number }): Promise<SipPeer> {
    const socket: UdpSocket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    await new Promise<void>((resolve) => socket.bind(port, address, resolve));
    const peer = new SipPeer(
      address,
      socket.address().port,
      (data) => socket.send(data, server.port, server.address),
      () => socket.close(),
    );
    socket.on('message', (data) => {
      // An empty datagram only asks whether anybody is there.
      if (data.length > 0) peer.hear(data);
    });
    return peer;
  }

  static async tcp(address: string, server: { readonly address: string; readonly port: number }): Promise<SipPeer> {
    const socket = connect({ host: server.address, port: server.port, localAddress: address });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return SipPeer.stream(socket, address, socket.localPort ?? 0, () => socket.destroy());
  }

  static async tls(
    address: string,
    server: { readonly address: string; readonly port: number },
    more: ConnectionOptions,
  ): Promise<SipPeer> {
    const options: ConnectionOptions = { host: server.address, port: server.port, ...{ localAddress: address }, ...more };
    const socket = connectTls(options);
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
    return SipPeer.stream(socket, address, socket.localPort ?? 0, () => socket.destroy());
  }

  /** A browser: one SIP message per WebSocket message, and an address that nobody can dial. */
  static async webSocket(url: string, more: ClientOptions = {}): Promise<SipPeer> {
    const socket = new WebSocket(url, ['sip'], more);
    await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const peer = new SipPeer(
      'df7jal23ls0d.invalid',
      5060,
      (data) => socket.send(data, { binary: false }),
      () => socket.terminate(),
    );
    socket.on('message', (data: Buffer) => (data.length > 4 ? peer.hear(data) : (peer.pongs += 1)));
    socket.on('close', () => (peer.isClosed = true));
    return peer;
  }

  /** Listens and takes the first connection. */
  static tcpServer(address: string, port: number): Promise<{ readonly accepted: Promise<SipPeer>; readonly close: () => void }> {
    return new Promise((resolve) => {
      let take: (peer: SipPeer) => void;
      const accepted = new Promise<SipPeer>((give) => (take = give));
      const sockets: Socket[] = [];
      const server: Server = createServer((socket) => {
        sockets.push(socket);
        take(SipPeer.stream(socket, address, port, () => socket.destroy()));
      });
      const close = (): void => {
        for (const socket of sockets) socket.destroy();
        server.close();
      };
      server.listen(port, address, () => resolve({ accepted, close }));
    });
  }

  private static stream(socket: Socket, address: string, port: number, close: () => void): SipPeer {
    const framer = new StreamFramer();
    const peer = new SipPeer(address, port, (data) => socket.write(data), close);
    socket.on('data', (chunk) => {
      if (chunk.equals(Buffer.from('\r\n'))) peer.pongs += 1;
      for (const item of framer.push(chunk)) if (item.type === 'message') peer.hear(item.data);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => (peer.isClosed = true));
    return peer;
  }

  pongs = 0;
  isClosed = false;

  /** Lines are joined by CRLF; a body follows an empty line. */
  send(lines: readonly string[], body = ''): void {
    this.write(Buffer.from(`${lines.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`));
  }

  sendRaw(data: Buffer | string): void {
    this.write(Buffer.from(data));
  }

  /** A response to a request that was heard. */
  answer(request: SipMessage, status: string, more: readonly string[] = [], body = '', toTag = 'peer'): void {
    const copied = request.headers.filter(({ id }) => ['via', 'from', 'call-id', 'cseq', 'record-route'].includes(id));
    const to = request.get('to') ?? '';
    const lines = [
      `SIP/2.0 ${status}`,
      ...copied.map(({ name, value }) => `${name}: ${value}`),
      `To: ${to.includes('tag=') ? to : `${to};tag=${toTag}`}`,
    ];
    this.send([...lines, ...more], body);
  }

  /** The next message that fits, from those not taken yet; waits for it. Rejects after 15 s with a list of what was heard. */
  next(wanted: number | string | Wanted): Promise<SipMessage> {
    const fits: Wanted =
      typeof wanted === 'function'
        ? wanted
        : typeof wanted === 'number'
          ? (message) => message.status === wanted
          : (message) => message.kind === 'request' && message.method === wanted;
    for (let i = this.taken; i < this.heard.length; i += 1) {
      const entry = this.heard[i];
      if (entry && fits(entry.message)) {
        this.taken = i + 1;
        return Promise.resolve(entry.message);
      }
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${String(wanted)} not heard; heard: ${this.summary()}`)), PATIENCE_MS);
      this.waiting.push({
        wanted: fits,
        take: (message) => {
          clearTimeout(timer);
          resolve(message);
        },
      });
    });
  }

  summary(): string {
    return this.heard.map(({ message }) => (message.kind === 'request' ? message.method : `${message.status}/${message.method}`)).join(' ');
  }

  private hear(data: Buffer): void {
    const parsed = parseMessage(data);
    // The answer to a request without Call-ID has none either.
    const message = parsed.ok ? parsed.value : parsed.error.partial;
    if (message === undefined || (!parsed.ok && message.status !== 400))
      throw new Error(`the server sent something unreadable: ${data.toString()}`);
    this.heard.push({ message, atMs: Date.now() });
    const at = this.waiting.findIndex(({ wanted }) => wanted(message));
    if (at < 0) return;
    this.taken = this.heard.length;
    this.waiting.splice(at, 1)[0]?.take(message);
  }
}
