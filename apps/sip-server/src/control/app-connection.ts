import type { Socket } from 'node:net';
import { type Flow } from '@switchyard/sip';
import { GUARD_LIMITS } from '../guard/guard-limits.js';
import { newFrameId } from './frame-id.js';
import { FrameWriter } from './frame-writer.js';

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
  framesIn = 0;
  private readonly frames: FrameWriter;

  constructor(
    private readonly socket: Socket,
    /** Told of every frame that is answered `NO` or `NOK`. */
    private readonly onRefused: (connection: AppConnection, text: string) => void,
    /** For an application that the server has called: its address. Only connections to the same one may take over. */
    private readonly calledAt: string | undefined = undefined,
    maxUnsentBytes: number = GUARD_LIMITS.maxControlBacklog,
  ) {
    this.frames = new FrameWriter(socket, maxUnsentBytes);
  }

  get peer(): string {
    return `${this.socket.remoteAddress ?? '?'}:${this.socket.remotePort ?? 0}`;
  }

  get framesOut(): number {
    return this.frames.count;
  }

  /** Bytes it has not read yet. */
  get unsentBytes(): number {
    return this.frames.unsentBytes;
  }

  authenticate(tags: readonly string[]): void {
    this.authenticated = true;
    this.tags = tags;
    const key = [...new Set(tags)].sort().join(',');
    this.tagKey = this.calledAt === undefined ? key : `${this.calledAt}|${key}`;
  }

  /** `response|<id>|<result>|…` */
  reply(messageId: string, result: ReplyResult, ...more: readonly string[]): void {
    if (result !== 'OK') this.onRefused(this, more[0] ?? '');
    this.write(`${newFrameId()}|response|${messageId}|${result}${more.length === 0 ? '' : `|${more.join('|')}`}`);
  }

  /** A refusal of the protocol itself: answered, then disconnected. */
  refuse(messageId: string, reason: string): void {
    this.reply(messageId, 'NO', reason);
    this.end();
  }

  /** The answer to a request that was sent: `…|<txnId>|Msg sent:|` and the request as it is on the wire. */
  replyRequestSent(messageId: string, flow: Flow, txnId: string, data: Buffer): void {
    this.write(
      `${newFrameId()}|response|${messageId}|OK|application|${data.length}|${whereSent(flow)}|${timeOfDay()}|${txnId}|Msg sent:|`,
      data,
      true,
    );
  }

  /** The answer to a response that was sent: `…|<txnId>|<dialogId>||Msg sent:|` and the response as it is on the wire. */
  replyResponseSent(messageId: string, flow: Flow, txnId: string, dialogId: string, data: Buffer): void {
    const { address, port } = flow.remote;
    this.write(
      `${newFrameId()}|response|${messageId}|OK|application|${data.length}|${flow.protocol}|${address}|${port}|${timeOfDay()}|${txnId}|${dialogId}||Msg sent:|`,
      data,
      true,
    );
  }

  /** Progress of a proxied request: one final response of a target. */
  replyProxyResponse(messageId: string, flow: Flow, data: Buffer): void {
    const { address, port } = flow.remote;
    this.write(
      `${newFrameId()}|response|${messageId}|OK|network|${data.length}|${flow.protocol}|${address}|${port}|${timeOfDay()}|||continue`,
      data,
      true,
    );
  }

  /** The proxied request has its final response, or, when the application asked for no more, is on its way. */
  replyProxyDone(messageId: string): void {
    this.write(`${newFrameId()}|response|${messageId}|OK|done`, undefined, true);
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
      `${newFrameId()}|sip|${source}|${bytes}|${from.protocol}|${from.address}|${from.port}|${timeOfDay(timeMs)}|${txnId}|${dialogId}|${tail}`,
      message,
    );
  }

  end(): void {
    this.frames.flush();
    this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** `cdr:<event>|<source>|<time>[|<role or reason>]` */
  cdr(event: string, source: string, detail: string | undefined, message: Buffer): void {
    this.write(`${newFrameId()}|${event}|${source}|${timeOfDay()}${detail === undefined ? '' : `|${detail}`}`, message);
  }

  private write(meta: string, message?: Buffer, canWait = false): void {
    if (!this.closed) this.frames.write(meta, message, canWait);
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

let secondMs = 0;
let secondText = '';

/** `HH:MM:SS.uuuuuu`, UTC. */
export function timeOfDay(ms: number = Date.now()): string {
  const rest = ms - secondMs;
  if (rest >= 0 && rest < 1_000) return `${secondText}${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}000`;
  secondMs = Math.floor(ms / 1_000) * 1_000;
  secondText = new Date(secondMs).toISOString().slice(11, 20);
  return timeOfDay(ms);
}
