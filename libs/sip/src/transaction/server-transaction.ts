import type { SipMessage } from '../message/index.js';
import { type Flow, isReliable, type Received } from '../transport/index.js';
import { type InviteServerAction, type InviteServerEvent, inviteServerTable, type InviteServerState } from './invite-server.table.js';
import {
  type NonInviteServerAction,
  type NonInviteServerEvent,
  nonInviteServerTable,
  type NonInviteServerState,
} from './non-invite-server.table.js';
import type { TimerTable } from './timers.js';
import { apply, type TransitionTable } from './transition-table.js';

export type ServerState = InviteServerState | NonInviteServerState;
type ServerEvent = InviteServerEvent | NonInviteServerEvent;
type ServerAction = InviteServerAction | NonInviteServerAction;
type ServerTable = TransitionTable<ServerState, ServerEvent, ServerAction>;

/** What the user of a server transaction may want to know. */
export interface ServerUser {
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

/** A request we received, until nothing more can come for it: runs the table of its kind. */
export class ServerTransaction {
  state: ServerState;
  user: ServerUser = {};
  readonly invite: boolean;
  private readonly table: ServerTable;
  private intervalMs: number;
  private repeatTimer: NodeJS.Timeout | undefined;
  private deadlineTimer: NodeJS.Timeout | undefined;
  private last: SentResponse | undefined;
  private latestAck: Received | undefined;

  constructor(
    readonly key: string,
    readonly received: Received,
    private readonly timers: TimerTable,
    private readonly replyFlow: (request: Received) => Flow | undefined,
    private readonly onStateChange: (from: ServerState, to: ServerState) => void,
  ) {
    this.invite = received.message.method === 'INVITE';
    this.table = (this.invite ? inviteServerTable : nonInviteServerTable) as ServerTable;
    this.state = this.invite ? 'proceeding' : 'trying';
    this.intervalMs = timers.t1;
  }

  get request(): SipMessage {
    return this.received.message;
  }

  /** True until a final response was given. */
  get isOpen(): boolean {
    return this.state === 'proceeding' || this.state === 'trying';
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
    const flow = this.replyFlow(this.received);
    if (flow === undefined) return undefined;
    this.last = { data: response.toBuffer(), flow };
    const sent = this.last;
    this.fire(event);
    return sent;
  }

  /** Forgets a request that will never be answered; its repetitions will then look like new requests. */
  giveUp(): void {
    this.fire('give-up');
  }

  abandon(): void {
    this.stopTimers();
    this.moveTo('terminated');
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
    this.onStateChange(from, to);
  }

  private run(action: ServerAction): void {
    const { t1, t2, t4, giveUp } = this.timers;
    const reliable = isReliable(this.received.flow.protocol);
    switch (action) {
      case 'send-response':
      case 'repeat-response':
        return this.transmit();
      case 'start-g':
        if (!reliable) this.repeatIn(t1);
        return;
      case 'restart-g':
        return this.repeatIn(Math.min(this.intervalMs * 2, t2));
      case 'start-h':
        return this.deadlineIn(giveUp, 'timer-h');
      case 'start-i':
        return this.deadlineIn(reliable ? 0 : t4, 'timer-i');
      case 'start-l':
        return this.deadlineIn(giveUp, 'timer-l');
      case 'start-j':
        return this.deadlineIn(reliable ? 0 : giveUp, 'timer-j');
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
    this.last?.flow.send(this.last.data, this.request.callId(), () => this.fire('transport-error'));
  }

  private repeatIn(ms: number): void {
    this.intervalMs = ms;
    this.repeatTimer = setTimeout(() => this.fire('timer-g'), ms);
  }

  private deadlineIn(ms: number, event: ServerEvent): void {
    clearTimeout(this.deadlineTimer);
    this.deadlineTimer = setTimeout(() => this.fire(event), ms);
  }

  private stopTimers(): void {
    clearTimeout(this.repeatTimer);
    clearTimeout(this.deadlineTimer);
  }
}
