import { SipMessage } from '../message/index.js';
import { type Flow, isReliable, type Received } from '../transport/index.js';
import { hopAck } from './hop-requests.js';
import { type InviteClientAction, type InviteClientEvent, inviteClientTable, type InviteClientState } from './invite-client.table.js';
import {
  type NonInviteClientAction,
  type NonInviteClientEvent,
  nonInviteClientTable,
  type NonInviteClientState,
} from './non-invite-client.table.js';
import type { Repeats } from './repeats.js';
import type { TimerQueues, Wait } from './timer-queues.js';
import { ABSORB_SLACK_MS, type TimerTable } from './timers.js';
import { apply, type TransitionTable } from './transition-table.js';

export type ClientState = InviteClientState | NonInviteClientState;
type ClientEvent = InviteClientEvent | NonInviteClientEvent;
type ClientAction = InviteClientAction | NonInviteClientAction;
type ClientTable = TransitionTable<ClientState, ClientEvent, ClientAction>;

/** What the user of a client transaction is told. None of these is called before `TransactionLayer.request` has returned. */
export interface ClientUser {
  /** Every provisional, the final, and for INVITE every further 2xx (they may come from other forks). */
  readonly onResponse: (received: Received) => void;
  /** No response in time (→ 408), or the message could not be sent (→ 503): RFC 3261 §8.1.3.1. Ends the transaction. */
  readonly onFailure: (failure: 'timeout' | 'transport-error') => void;
}

/** What all client transactions share. */
export interface ClientHost {
  readonly timers: TimerTable;
  readonly queues: TimerQueues;
  readonly repeats: Repeats;
  readonly onClientState: (transaction: ClientTransaction, from: ClientState) => void;
  /** It has its final response: `forgetRequest` may be called as soon as nobody looks at it. */
  readonly onAnswered: (transaction: ClientTransaction) => void;
}

/** What a request that was answered is replaced by: nobody asks for it, and many are kept to absorb repeats. */
const FORGOTTEN = SipMessage.request('', '');
const NO_BYTES = Buffer.alloc(0);
const NOBODY: ClientUser = { onResponse: () => undefined, onFailure: () => undefined };

/** A request we sent, until nothing more can come for it: runs the table of its kind. */
export class ClientTransaction {
  state: ClientState;
  readonly invite: boolean;
  private readonly table: ClientTable;
  private readonly reliable: boolean;
  private intervalMs: number;
  private retransmitWait: Wait | undefined = undefined;
  private deadlineWait: Wait | undefined = undefined;
  private latest: Received | undefined = undefined;
  private ack: Buffer | undefined = undefined;

  constructor(
    readonly key: string,
    /** Empty, as `data` is, in later turns of the event loop than that of the final response. */
    public request: SipMessage,
    /** The request as it is on the wire. */
    public data: Buffer,
    readonly flow: Flow,
    private user: ClientUser,
    private readonly host: ClientHost,
  ) {
    this.reliable = isReliable(flow.protocol);
    this.invite = request.method === 'INVITE';
    this.table = (this.invite ? inviteClientTable : nonInviteClientTable) as ClientTable;
    this.state = this.invite ? 'calling' : 'trying';
    this.intervalMs = host.timers.t1;
  }

  /** Sends the request; called once by the layer. */
  start(): void {
    this.transmit(this.data);
    if (!this.reliable) this.retransmitIn(this.host.timers.t1);
    this.deadlineIn(this.host.timers.giveUp, this.invite ? 'timer-b' : 'timer-f');
  }

  receive(received: Received): void {
    this.latest = received;
    const { status } = received.message;
    this.fire(status < 200 ? '1xx' : !this.invite ? '200-699' : status < 300 ? '2xx' : '300-699');
    this.latest = undefined;
  }

  /** True until a final response has come or the transaction was given up. */
  get isOpen(): boolean {
    return this.state === 'calling' || this.state === 'trying' || this.state === 'proceeding';
  }

  /** True when repetitions may come for long; a stream brings none, except of the 2xx to an INVITE. */
  get lingers(): boolean {
    return this.state === 'accepted' || (this.state === 'completed' && !this.reliable);
  }

  get isGone(): boolean {
    return this.state === 'terminated';
  }

  /** Reports a timeout now: a cancelled INVITE whose final response does not come (RFC 3261 §9.1). */
  giveUp(): void {
    this.fire('give-up');
  }

  /** Also forgets the user, unless further 2xx may come for it. */
  forgetRequest(): void {
    this.request = FORGOTTEN;
    this.data = NO_BYTES;
    if (this.state !== 'accepted') this.user = NOBODY;
  }

  /** Ends without a word to anybody; for shutdown. */
  abandon(): void {
    this.stopTimers();
    this.moveTo('terminated');
  }

  /** For the queues. */
  onTime(event: string): void {
    this.fire(event as ClientEvent);
  }

  private fire(event: ClientEvent): void {
    const transition = apply(this.table, this.state, event);
    if (transition === undefined) return;
    this.moveTo(transition.to);
    for (const action of transition.run) this.run(action);
  }

  private moveTo(to: ClientState): void {
    const from = this.state;
    if (from === to) return;
    this.state = to;
    this.host.onClientState(this, from);
    if (to === 'completed' || to === 'accepted') this.host.onAnswered(this);
  }

  private run(action: ClientAction): void {
    const { t2, t4, giveUp, c, d } = this.host.timers;
    switch (action) {
      case 'repeat-request':
        this.host.repeats.requestsOut += 1;
        if (this.intervalMs === this.host.timers.t1) this.askWhetherThere();
        return this.transmit(this.data);
      case 'restart-a':
        return this.retransmitIn(this.intervalMs * 2);
      case 'restart-e':
        return this.retransmitIn(Math.min(this.intervalMs * 2, t2));
      case 'start-e-at-t2':
        return this.retransmitIn(t2);
      case 'stop-timers':
        return this.stopTimers();
      case 'start-c':
        return this.deadlineIn(c, 'timer-c');
      case 'start-d':
        return this.absorbFor(this.reliable ? 0 : d, 'timer-d');
      case 'start-k':
        return this.absorbFor(this.reliable ? 0 : t4, 'timer-k');
      case 'start-m':
        return this.absorbFor(giveUp, 'timer-m');
      case 'send-ack':
        return this.sendAck();
      case 'pass-response':
        if (this.latest) this.user.onResponse(this.latest);
        return;
      case 'report-timeout':
        return this.user.onFailure('timeout');
      case 'report-transport-error':
        return this.user.onFailure('transport-error');
    }
  }

  private sendAck(): void {
    if (this.latest) this.ack ??= hopAck(this.request, this.latest.message).toBuffer();
    if (this.ack) this.transmit(this.ack);
  }

  /** No answer within T1: datagrams to a port that nobody listens on are not reported to the socket that sends them. */
  private askWhetherThere(): void {
    this.flow.probe?.(() => {
      if (this.state === 'calling' || this.state === 'trying') this.fire('transport-error');
    });
  }

  private transmit(data: Buffer): void {
    this.flow.send(data, this.request.get('call-id') ?? '', () => this.fire('transport-error'));
  }

  private retransmitIn(ms: number): void {
    this.intervalMs = ms;
    this.retransmitWait = this.host.queues.add(ms, this, this.invite ? 'timer-a' : 'timer-e');
  }

  private deadlineIn(ms: number, event: ClientEvent): void {
    const { queues } = this.host;
    queues.cancel(this.deadlineWait);
    this.deadlineWait = queues.add(ms, this, event);
  }

  /** Nobody waits for the end of these. A duration of 0 (timers D and K on a stream) ends the state at once, after the other actions. */
  private absorbFor(ms: number, event: ClientEvent): void {
    const { queues } = this.host;
    queues.cancel(this.deadlineWait);
    this.deadlineWait = queues.add(ms, this, event, ms === 0 ? 0 : ABSORB_SLACK_MS);
  }

  private stopTimers(): void {
    const { queues } = this.host;
    queues.cancel(this.retransmitWait);
    queues.cancel(this.deadlineWait);
    this.retransmitWait = undefined;
    this.deadlineWait = undefined;
  }
}
