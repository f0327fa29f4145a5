import { CodedError } from '@switchyard/kernel';
import type { SipMessage } from '../message/index.js';
import { type Flow, isReliable, type Received } from '../transport/index.js';
import { type InviteServerAction, type InviteServerEvent, inviteServerTable, type InviteServerState } from './invite-server.table.js';
import {
  type NonInviteServerAction,
  type NonInviteServerEvent,
  nonInviteServerTable,
  type NonInviteServerState,
} from './non-invite-server.table.js';
import type { Repeats } from './repeats.js';
import type { TimerQueues, Wait } from './timer-queues.js';
import { ABSORB_SLACK_MS, type TimerTable } from './timers.js';
import { apply, type TransitionTable } from './transition-table.js';

export type ServerState = InviteServerState | NonInviteServerState;
type ServerEvent = InviteServerEvent | NonInviteServerEvent;
type ServerAction = InviteServerAction | NonInviteServerAction;
type ServerTable = TransitionTable<ServerState, ServerEvent, ServerAction>;

/** What the user of a server transaction may want to know. */
export interface ServerUser {
  /** The name by which the user finds what it keeps for the request. */
  readonly txnId?: string;
  /** An ACK with the branch of an INVITE that was answered 2xx: not of this hop, but the user's to see (RFC 6026 §7.1). */
  readonly onAck?: (received: Received) => void;
  /** The response could not be sent. */
  readonly onTransportError?: () => void;
}

/** What was put on the wire, and where. */
export interface SentResponse {
  readonly data: Buffer;
  readonly flow: Flow;
}

/** What all server transactions share. */
export interface ServerHost {
  readonly timers: TimerTable;
  readonly queues: TimerQueues;
  readonly repeats: Repeats;
  readonly replyFlow: (request: Received) => Flow | undefined;
  readonly onServerState: (transaction: ServerTransaction, from: ServerState) => void;
  /** It has its final response and came by datagram: `forgetRequest` may be called as soon as nobody looks at it. */
  readonly onAnswered: (transaction: ServerTransaction) => void;
}

const NOBODY: ServerUser = {};

/**
 * A request we received, until nothing more can come for it: runs the table of its kind. Once it has its final response only the bytes of
 * that response are kept: there are many more transactions that absorb repeats than open ones.
 */
export class ServerTransaction {
  state: ServerState;
  user: ServerUser = NOBODY;
  readonly invite: boolean;
  private readonly table: ServerTable;
  private readonly reliable: boolean;
  private intervalMs: number;
  private incoming: Received | undefined;
  private repeatWait: Wait | undefined = undefined;
  private deadlineWait: Wait | undefined = undefined;
  private last: SentResponse | undefined = undefined;
  private latestAck: Received | undefined = undefined;

  constructor(
    readonly key: string,
    received: Received,
    private readonly host: ServerHost,
  ) {
    this.incoming = received;
    this.reliable = isReliable(received.flow.protocol);
    this.invite = received.message.method === 'INVITE';
    this.table = (this.invite ? inviteServerTable : nonInviteServerTable) as ServerTable;
    this.state = this.invite ? 'proceeding' : 'trying';
    this.intervalMs = host.timers.t1;
  }

  /** Throws `request-forgotten` in later turns of the event loop than that of its final response, when it came by datagram. */
  get received(): Received {
    if (this.incoming === undefined) throw new CodedError('request-forgotten', 'the request of an answered transaction is not kept');
    return this.incoming;
  }

  /** Throws like `received`. */
  get request(): SipMessage {
    return this.received.message;
  }

  /** True until a final response was given. */
  get isOpen(): boolean {
    return this.state === 'proceeding' || this.state === 'trying';
  }

  /** True until any response was given. */
  get isSilent(): boolean {
    return this.isOpen && this.last === undefined;
  }

  /** True when repetitions may come for long; a stream brings none of what was answered. */
  get lingers(): boolean {
    return this.state !== 'terminated' && (this.invite || !this.reliable);
  }

  get isGone(): boolean {
    return this.state === 'terminated';
  }

  /** The same request again. */
  repeat(): void {
    this.fire('request');
  }

  acknowledge(ack: Received): void {
    this.latestAck = ack;
    this.fire('ack');
    this.latestAck = undefined;
  }

  /**
   * Sends a response. A final one ends the answering; afterwards only an INVITE's 2xx can be sent again, by `respond` with the same
   * message. `undefined`: the state does not allow it, or the peer's connection is gone and cannot be opened again.
   */
  respond(response: SipMessage): SentResponse | undefined {
    const { status } = response;
    const event: ServerEvent = status < 200 ? 'send-1xx' : !this.invite ? 'send-200-699' : status < 300 ? 'send-2xx' : 'send-300-699';
    if (apply(this.table, this.state, event) === undefined) return undefined;
    // A datagram's way back is always open; a connection may have to be opened again (RFC 3261 §18.2.2), which takes the request.
    const flow = this.incoming === undefined ? this.last?.flow : this.host.replyFlow(this.incoming);
    if (flow === undefined) return undefined;
    const sent = { data: response.toBuffer(), flow };
    this.last = sent;
    this.fire(event);
    if (status >= 200 && !this.reliable) this.host.onAnswered(this);
    return sent;
  }

  /** Forgets a request that will never be answered; its repetitions will then look like new requests. */
  giveUp(): void {
    this.fire('give-up');
  }

  /** True when that To tag stands in what we sent last. */
  hasSentTag(tag: string): boolean {
    return this.last !== undefined && this.last.data.includes(`tag=${tag}`);
  }

  /** Also forgets the user: nothing concerns it any more. */
  forgetRequest(): void {
    this.incoming = undefined;
    this.user = NOBODY;
  }

  abandon(): void {
    this.stopTimers();
    this.moveTo('terminated');
  }

  /** For the queues. */
  onTime(event: string): void {
    this.fire(event as ServerEvent);
  }

  private fire(event: ServerEvent): void {
    const transition = apply(this.table, this.state, event);
    if (transition === undefined) return;
    this.moveTo(transition.to);
    for (const action of transition.run) this.run(action);
  }

  private moveTo(to: ServerState): void {
    const from = this.state;
    if (from === to) return;
    this.state = to;
    this.host.onServerState(this, from);
  }

  private run(action: ServerAction): void {
    const { t1, t2, t4, giveUp } = this.host.timers;
    switch (action) {
      case 'repeat-response':
        this.host.repeats.responsesOut += 1;
        return this.transmit();
      case 'send-response':
        return this.transmit();
      case 'start-g':
        if (!this.reliable) this.repeatIn(t1);
        return;
      case 'restart-g':
        return this.repeatIn(Math.min(this.intervalMs * 2, t2));
      case 'start-h':
        return this.deadlineIn(giveUp, 'timer-h');
      case 'start-i':
        return this.deadlineIn(this.reliable ? 0 : t4, 'timer-i');
      case 'start-l':
        return this.deadlineIn(giveUp, 'timer-l');
      case 'start-j':
        return this.deadlineIn(this.reliable ? 0 : giveUp, 'timer-j');
      case 'stop-timers':
        return this.stopTimers();
      case 'pass-ack':
        if (this.latestAck) this.user.onAck?.(this.latestAck);
        return;
      case 'report-transport-error':
        this.user.onTransportError?.();
        return;
    }
  }

  private transmit(): void {
    this.last?.flow.send(this.last.data, this.incoming?.message.get('call-id') ?? '', () => this.fire('transport-error'));
  }

  private repeatIn(ms: number): void {
    this.intervalMs = ms;
    this.repeatWait = this.host.queues.add(ms, this, 'timer-g');
  }

  private deadlineIn(ms: number, event: ServerEvent): void {
    const { queues } = this.host;
    queues.cancel(this.deadlineWait);
    this.deadlineWait = queues.add(ms, this, event, ms === 0 ? 0 : ABSORB_SLACK_MS);
  }

  private stopTimers(): void {
    const { queues } = this.host;
    queues.cancel(this.repeatWait);
    queues.cancel(this.deadlineWait);
    this.repeatWait = undefined;
    this.deadlineWait = undefined;
  }
}
