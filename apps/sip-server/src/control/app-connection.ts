import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Flow } from '@switchyard/sip';
import { frameHead } from './frame-reader.js';

/** An application that stops reading may not make us keep more than this; it is disconnected and may come back. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024;

export type ReplyResult = 'OK' | 'NO' | 'NOK';

/** One connection of an application that has authenticated, or is about to. Writes the frames of drachtio's control protocol. */
export class AppConnection {
  authenticated = false;
  closed = false;
  tags: readonly string[] = [];
  /** Connections with the same set of tags may take over each other's dialogs. */
  tagKey = '';
  readonly verbs = new Set<string>();
  /** True when it had time to register routes and did not: an application that only makes calls. */
  routeless = false;
  /** Requests handed to it that it has not looked at. */
  waiting = 0;
  private corked = false;

  constructor(private readonly socket: Socket) {}

  get peer(): string {
    return `${this.socket.remoteAddress ?? '?'}:${this.socket.remotePort ?? 0}`;
  }

  /** Bytes it has not read yet. */
  get unsentBytes(): number {
    return this.socket.writableLength;
  }

  authenticate(tags: readonly string[]): void {
    this.authenticated = true;
    this.tags = tags;
    this.tagKey = [...new Set(tags)].sort().join(',');
  }

  /** `response|<id>|<result>|…` */
  reply(messageId: string, result: ReplyResult, ...more: readonly string[]): void {
    this.write([randomUUID(), 'response', messageId, result, ...more].join('|'));
  }

  /** A refusal of the protocol itself: answered, then disconnected. */
  refuse(messageId: string, reason: string): void {
    this.reply(messageId, 'NO', reason);
    this.socket.end();
  }

  /** The answer to a request that was sent: `…|<txnId>|Msg sent:|` and the request as it is on the wire. */
  replyRequestSent(messageId: string, flow: Flow, txnId: string, data: Buffer): void {
    this.write(
      `${randomUUID()}|response|${messageId}|OK|application|${data.length}|${whereSent(flow)}|${timeOfDay()}|${txnId}|Msg sent:|`,
      data,
    );
  }

  /** The answer to a response that was sent: `…|<txnId>|<dialogId>||Msg sent:|` and the response as it is on the wire. */
  replyResponseSent(messageId: string, flow: Flow, txnId: string, dialogId: string, data: Buffer): void {
    const { address, port } = flow.remote;
    this.write(
      `${randomUUID()}|response|${messageId}|OK|application|${data.length}|${flow.protocol}|${address}|${port}|${timeOfDay()}|${txnId}|${dialogId}||Msg sent:|`,
      data,
    );
  }

  /** Progress of a proxied request: one final response of a target. */
  replyProxyResponse(messageId: string, flow: Flow, data: Buffer): void {
    const { address, port } = flow.remote;
    this.write(
      `${randomUUID()}|response|${messageId}|OK|network|${data.length}|${flow.protocol}|${address}|${port}|${timeOfDay()}|||continue`,
      data,
    );
  }

  /** Something happened: `sip|<source>|<bytes>|<proto>|<addr>|<port>|<time>|<txnId>|<dialogId>|<tail>`. */
  sip(
    source: 'network' | 'application',
    bytes: number,
    from: MessageOrigin,
    timeMs: number,
    txnId: string,
    dialogId: string,
    tail: string,
    message: Buffer,
  ): void {
    this.write(
      `${randomUUID()}|sip|${source}|${bytes}|${from.protocol}|${from.address}|${from.port}|${timeOfDay(timeMs)}|${txnId}|${dialogId}|${tail}`,
      message,
    );
  }

  end(): void {
    this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private write(meta: string, message?: Buffer): void {
    if (this.closed || this.socket.destroyed) return;
    if (this.socket.writableLength > MAX_UNSENT_BYTES) {
      this.socket.destroy(new Error('application does not read'));
      return;
    }
    // All frames of one turn of the event loop leave in one system call: under load this halves the work of the process.
    if (!this.corked) {
      this.corked = true;
      this.socket.cork();
      setImmediate(() => {
        this.corked = false;
        this.socket.uncork();
      });
    }
    this.socket.write(frameHead(meta, message));
    if (message !== undefined && message.length > 0) this.socket.write(message);
  }
}

/** What stands in the meta line about the sender of a message. */
export interface MessageOrigin {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

/** Origin of a message that the server made up. */
export const madeUp = (flow: Flow): MessageOrigin => ({ protocol: flow.protocol, address: '', port: 0 });
export const originOf = (flow: Flow): MessageOrigin => ({ protocol: flow.protocol, address: flow.remote.address, port: flow.remote.port });

/** Our own address for datagrams, the peer's for streams: what applications are used to see. */
function whereSent(flow: Flow): string {
  const { address, port } = flow.protocol === 'udp' ? flow.local : flow.remote;
  return `${flow.protocol}|${address}|${port}`;
}

let lastMs = 0;
let lastText = '';

/** `HH:MM:SS.uuuuuu`, UTC. Messages of one millisecond share the text. */
export function timeOfDay(ms: number = Date.now()): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastText = `${new Date(ms).toISOString().slice(11, 23)}000`;
  }
  return lastText;
}
