import { createSocket } from 'node:dgram';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { StreamFramer } from '@switchyard/sip';
import { WebSocket } from 'ws';
import { FrameReader } from '../../src/control/frame-reader.js';

/** What somebody of a recorded conversation got in this run, in the order of arrival. */
export class Lane {
  private readonly heard: string[] = [];
  private wake: (() => void) | undefined;

  hear(text: string): void {
    this.heard.push(text);
    this.wake?.();
  }

  get left(): readonly string[] {
    return this.heard;
  }

  take(at: number): void {
    this.heard.splice(at, 1);
  }

  clear(): void {
    this.heard.length = 0;
  }

  /** Index of the first that fits; waits for it. -1: it did not come in time. */
  async find(fits: (text: string) => boolean, patienceMs: number): Promise<number> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = this.heard.findIndex(fits);
      const restMs = deadline - Date.now();
      if (at >= 0 || restMs <= 0) return at;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, restMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

/** Somebody who takes part: an application, a phone, a routing service. */
export interface Actor {
  readonly send: (text: string, raw: boolean) => void;
  readonly close: () => void;
  readonly isClosed: () => boolean;
  readonly localPort: () => number;
}

export async function udpActor(address: string, port: number, server: number, hear: (text: string) => void): Promise<Actor> {
  const socket = createSocket('udp4');
  socket.on('message', (data) => hear(data.toString()));
  await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(port, address, resolve));
  return { send: (text) => socket.send(text, server, address), close: () => socket.close(), isClosed: () => false, localPort: () => port };
}

/** An application. `onEnd` is called when the server closes. */
export async function appActor(address: string, port: number, hear: (text: string) => void): Promise<Actor> {
  const socket = connect(port, address);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return frames(socket, hear);
}

function frames(socket: Socket, hear: (text: string) => void): Actor {
  const reader = new FrameReader(10_000_000);
  let isClosed = false;
  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    const read = reader.push(chunk);
    if (!read.ok) throw new Error(`the server sent a broken frame: ${read.error}`);
    for (const frame of read.value) hear(frame.toString());
  });
  socket.on('error', () => undefined);
  socket.on('close', () => (isClosed = true));
  return {
    send: (text, raw) => void socket.write(raw ? text : `${Buffer.byteLength(text)}#${text}`),
    close: () => void socket.destroy(),
    isClosed: () => isClosed,
    localPort: () => socket.localPort ?? 0,
  };
}

/** An application that listens; `current` is the connection that came last. */
export async function listeningApp(
  address: string,
  port: number,
  hear: (text: string) => void,
): Promise<{ readonly current: () => Actor | undefined; readonly close: () => void }> {
  let current: Actor | undefined;
  const server = createTcpServer((socket) => (current = frames(socket, hear)));
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return {
    current: () => current,
    close: () => {
      current?.close();
      server.close();
    },
  };
}

export async function tcpActor(address: string, port: number, hear: (text: string) => void): Promise<Actor> {
  const socket = connect({ port, host: address, localAddress: address });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const framer = new StreamFramer();
  socket.on('data', (chunk) => {
    if (chunk.equals(Buffer.from('\r\n'))) return hear('\r\n');
    for (const item of framer.push(chunk)) if (item.type === 'message') hear(item.data.toString());
  });
  socket.on('error', () => undefined);
  return {
    send: (text) => void socket.write(text.replaceAll('\\r\\n', '\r\n')),
    close: () => void socket.destroy(),
    isClosed: () => socket.destroyed,
    localPort: () => socket.localPort ?? 0,
  };
}

export async function webSocketActor(address: string, port: number, hear: (text: string) => void): Promise<Actor> {
  const socket = new WebSocket(`ws://${address}:${port}`, 'sip', { localAddress: address });
  socket.on('message', (data: Buffer) => hear(data.toString()));
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const underlying = (socket as unknown as { readonly _socket: Socket })._socket;
  return {
    send: (text) => void socket.send(text),
    close: () => void socket.terminate(),
    isClosed: () => socket.readyState === WebSocket.CLOSED,
    localPort: () => underlying.localPort ?? 0,
  };
}

/** A routing service: hears `URL`, the headers that matter, and the body; answers what the recording says. */
export async function httpActor(address: string, port: number, hear: (text: string) => void): Promise<Actor> {
  const waiting: ServerResponse[] = [];
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      waiting.push(response);
      const { host, 'user-agent': agent, accept, 'content-type': type, 'content-length': length } = request.headers;
      const headers = JSON.stringify({ host, 'user-agent': agent, accept, 'content-type': type, 'content-length': length });
      hear(`${request.url ?? ''}\r\n${headers}\r\n${Buffer.concat(chunks).toString()}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return {
    send: (text) => void waiting.shift()?.end(text),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
    isClosed: () => false,
    localPort: () => port,
  };
}
