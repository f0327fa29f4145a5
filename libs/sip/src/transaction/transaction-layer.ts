import { ownText } from '../grammar/index.js';
import { HEADERS } from '../headers/index.js';
import type { ParseFailure, SipMessage } from '../message/index.js';
import { type Flow, type Received, stampReceivedVia } from '../transport/index.js';
import { type ClientHost, type ClientState, ClientTransaction, type ClientUser } from './client-transaction.js';
import { hopCancel } from './hop-requests.js';
import { Lingering } from './lingering.js';
import type { Refusal } from './refusal.js';
import type { OnRelayed } from './relay.js';
import { RelayTable } from './relay-table.js';
import { responseTo } from './respond.js';
import { type ServerHost, type ServerState, ServerTransaction } from './server-transaction.js';
import { TimerQueues } from './timer-queues.js';
import type { Repeats } from './repeats.js';
import type { TimerTable } from './timers.js';
import { BRANCH_COOKIE, newBranch, randomToken } from './token.js';

/** The user of all transactions. */
export interface TransactionUser {
  /** A request that belongs to no transaction yet; the user must answer it through `transaction`. */
  readonly onRequest: (transaction: ServerTransaction) => void;
  /** A CANCEL, to be answered through `cancel`; `invite` is the transaction it is for, if we have it. */
  readonly onCancel: (cancel: ServerTransaction, invite: ServerTransaction | undefined) => void;
  /** An ACK that is not of a failed INVITE on this hop: it belongs to a dialog, or to nobody. */
  readonly onAck: (received: Received) => void;
  /** A response that no transaction waits for. */
  readonly onStrayResponse: (received: Received) => void;
  /** Asked about every request that belongs to no transaction before anything is kept for it; the refusal is sent statelessly. */
  readonly refuseNew: (received: Received) => Refusal | undefined;
  /** A request has its final response, or will never have one. */
  readonly onConcluded?: ((transaction: ServerTransaction) => void) | undefined;
  /** The ACK of a failed INVITE: whoever sent it has, if the tag is right, received our response. */
  readonly onFailureAck?: ((ack: Received, transaction: ServerTransaction) => void) | undefined;
  /** Above this number of transactions that were answered they are forgotten, oldest first. */
  readonly maxLingering?: number | undefined;
  /** Parameters that the Via of every request of ours gets besides (`;name=value`). */
  readonly viaOffer?: string | undefined;
  /** A response that a transaction waits for, before the transaction sees it. */
  readonly onPeerResponse?: ((received: Received) => void) | undefined;
  /** For requests that are too large for a datagram: the size from which they are, and the stream to send them by, if there is one. */
  readonly sizeRule?: { readonly maxBytes: number; readonly streamInstead: (flow: Flow) => Flow | undefined } | undefined;
}

export interface TransactionCounts {
  readonly server: number;
  readonly client: number;
  /** Those without a final response. */
  readonly open: number;
}

/** Finds or makes the transaction of every message: RFC 3261 §17.1.3, §17.2.3. */
export class TransactionLayer implements ServerHost, ClientHost {
  /** For whatever else has to happen after one of SIP's few durations. */
  readonly queues = new TimerQueues();
  readonly repeats: Repeats = { requestsIn: 0, requestsOut: 0, responsesOut: 0 };
  private readonly servers = new Map<string, ServerTransaction>();
  private readonly clients = new Map<string, ClientTransaction>();
  private readonly relays: RelayTable;
  private readonly lingering: Lingering;
  private open = 0;
  private answered: Array<ServerTransaction | ClientTransaction> = [];
  private readonly forgetRequests = (): void => {
    for (const transaction of this.answered) transaction.forgetRequest();
    this.answered = [];
  };

  constructor(
    readonly timers: TimerTable,
    readonly replyFlow: (request: Received) => Flow | undefined,
    private readonly user: TransactionUser,
  ) {
    this.relays = new RelayTable(timers, this.queues);
    this.lingering = new Lingering(user.maxLingering ?? Number.POSITIVE_INFINITY);
  }

  get counts(): TransactionCounts {
    return { server: this.servers.size, client: this.clients.size, open: this.open };
  }

  /** Answered transactions that were forgotten before their time, to make room. */
  get forgotten(): number {
    return this.lingering.forgotten;
  }

  /** All that are kept. */
  get size(): number {
    return this.servers.size + this.clients.size + this.relays.size;
  }

  /** Those that have their final response. */
  get lingerers(): number {
    return this.size - this.open;
  }

  receive(received: Received): void {
    const { message } = received;
    if (message.kind === 'response') {
      const branch = message.branch();
      const transaction = branch === undefined ? undefined : this.clients.get(`${branch}|${message.method}`);
      if (transaction) {
        this.user.onPeerResponse?.(received);
        transaction.receive(received);
      } else if (branch === undefined || !this.relays.receive(branch, message)) this.user.onStrayResponse(received);
      return;
    }
    if (!message.has('via')) return;
    if (message.method === 'ACK') return this.receiveAck(received);
    const key = serverKey(message, message.method);
    const existing = this.servers.get(key);
    if (existing) {
      this.repeats.requestsIn += 1;
      return existing.repeat();
    }
    if (this.relays.repeat(key)) {
      this.repeats.requestsIn += 1;
      return;
    }
    const refusal = this.user.refuseNew(received);
    if (refusal !== undefined) return refuseStatelessly(received, refusal);
    const transaction = this.openServer(key, received);
    if (message.method === 'CANCEL') this.user.onCancel(transaction, this.servers.get(serverKey(message, 'INVITE')));
    else this.user.onRequest(transaction);
  }

  /** Whether there is an INVITE that this CANCEL could be for. */
  awaitsCancel(cancel: SipMessage): boolean {
    return this.servers.has(serverKey(cancel, 'INVITE'));
  }

  /** Answers what could not be read, where the reader knows to whom (RFC 3261 §8.2, §21.4.1); ACKs and responses are never answered. */
  refuseMalformed(failure: ParseFailure, flow: Flow): void {
    const { partial } = failure;
    if (partial?.kind !== 'request' || partial.method === 'ACK' || !flow.isOpen()) return;
    // A top Via that is there but cannot be read goes back as it came, to where it came from (RFC 4475 §3.1.2.1).
    if (!stampReceivedVia(partial, flow.remote) && !partial.has('via')) return;
    const { status } = failure;
    const reason = status === 400 ? (failure.header === undefined ? 'Bad Request' : `Bad ${failure.header} Header`) : undefined;
    flow.send(responseTo(partial, status, reason, randomToken()).toBuffer(), partial.get('call-id') ?? '');
  }

  /**
   * Sends a request in a new client transaction: puts our Via on top (with `rport` on UDP) and keeps the message, which must not be
   * changed any more. `user` is never called before this returns. The transaction's flow is another one when the request is too large for
   * UDP and nobody asked for UDP in particular (RFC 3261 §18.1.1).
   */
  request(request: SipMessage, flow: Flow, user: ClientUser, branch: string = newBranch()): ClientTransaction {
    const { viaOffer = '' } = this.user;
    request.add(HEADERS.VIA, viaFor(flow, branch) + viaOffer, 'top');
    const data = request.toBuffer();
    const { sizeRule } = this.user;
    if (flow.isDefault === true && sizeRule !== undefined && data.length > sizeRule.maxBytes) {
      const stream = sizeRule.streamInstead(flow);
      if (stream !== undefined) {
        request.replaceFirstValue('via', viaFor(stream, branch) + viaOffer);
        return this.startClient(request, request.toBuffer(), stream, user, branch);
      }
    }
    return this.startClient(request, data, flow, user, branch);
  }

  /**
   * Passes a request on in place of answering it, and its answers back, without transactions (see `Relay`): both flows are UDP and it is no INVITE.
   * Adds our Via to `request`. Returns its bytes.
   */
  relay(transaction: ServerTransaction, request: SipMessage, flow: Flow, onRelayed: OnRelayed): Buffer {
    const branch = newBranch();
    const up = transaction.received.flow;
    request.add(HEADERS.VIA, viaFor(flow, branch), 'top');
    const data = request.toBuffer();
    transaction.giveUp();
    const relay = this.relays.open(transaction.key, branch, data, flow, up, onRelayed);
    this.lingering.add(relay, this.lingerers);
    return data;
  }

  /** CANCELs a pending INVITE of ours; `extend` may add headers (Reason). Its own response needs no user. */
  cancel(invite: ClientTransaction, extend: (cancel: SipMessage) => void = () => undefined): ClientTransaction {
    const cancel = this.prepareCancel(invite, extend);
    const user = { onResponse: () => undefined, onFailure: () => undefined };
    return this.startClient(cancel, cancel.toBuffer(), invite.flow, user, cancel.via()?.branch ?? newBranch());
  }

  prepareCancel(invite: ClientTransaction, extend: (cancel: SipMessage) => void = () => undefined): SipMessage {
    const cancel = hopCancel(invite.request);
    extend(cancel);
    return cancel;
  }

  /** How many transactions are in each state, by kind. Walks over all: for scrapes. */
  countByState(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    const count = (kind: string, transactions: Iterable<{ readonly invite: boolean; readonly state: string }>): void => {
      for (const { invite, state } of transactions) {
        const key = `${invite ? 'invite' : 'non-invite'}-${kind}|${state}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    };
    count('server', this.servers.values());
    count('client', this.clients.values());
    return counts;
  }

  /** Drops all transactions and their timers. */
  stop(): void {
    for (const transaction of [...this.servers.values(), ...this.clients.values()]) transaction.abandon();
    this.queues.stop();
    this.lingering.clear();
  }

  private receiveAck(received: Received): void {
    const transaction = this.servers.get(serverKey(received.message, 'INVITE'));
    if (transaction === undefined || transaction.state === 'accepted') return this.user.onAck(received);
    this.user.onFailureAck?.(received, transaction);
    transaction.acknowledge(received);
  }

  /** For the transactions. */
  onServerState(transaction: ServerTransaction, from: ServerState): void {
    if ((from === 'proceeding' || from === 'trying') && !transaction.isOpen) {
      this.open -= 1;
      this.user.onConcluded?.(transaction);
      if (transaction.lingers) this.lingering.add(transaction, this.lingerers);
    }
    if (transaction.state === 'terminated') this.servers.delete(transaction.key);
  }

  /** For the transactions. Whoever answers may look at the request until he returns. */
  onAnswered(transaction: ServerTransaction | ClientTransaction): void {
    if (this.answered.push(transaction) === 1) setImmediate(this.forgetRequests);
  }

  /** For the transactions. */
  onClientState(transaction: ClientTransaction, from: ClientState): void {
    if ((from === 'calling' || from === 'trying' || from === 'proceeding') && !transaction.isOpen) {
      this.open -= 1;
      if (transaction.lingers) this.lingering.add(transaction, this.lingerers);
    }
    if (transaction.state === 'terminated') this.clients.delete(transaction.key);
  }

  private openServer(key: string, received: Received): ServerTransaction {
    // As it was put together from slices it would keep the text of the request for as long as the transaction lingers.
    const transaction = new ServerTransaction(ownText(key), received, this);
    this.open += 1;
    this.servers.set(transaction.key, transaction);
    return transaction;
  }

  private startClient(request: SipMessage, data: Buffer, flow: Flow, user: ClientUser, branch: string): ClientTransaction {
    const key = `${branch}|${request.method}`;
    const transaction = new ClientTransaction(key, request, data, flow, user, this);
    this.open += 1;
    this.clients.set(key, transaction);
    transaction.start();
    return transaction;
  }
}

function refuseStatelessly({ message, flow }: Received, { status, reason, header }: Refusal): void {
  if (status === 0) return;
  const response = responseTo(message, status, reason, randomToken());
  if (header !== undefined) response.add(...header);
  flow.send(response.toBuffer(), message.callId());
}

const VIA_START = { udp: 'SIP/2.0/UDP ', tcp: 'SIP/2.0/TCP ', tls: 'SIP/2.0/TLS ', ws: 'SIP/2.0/WS ', wss: 'SIP/2.0/WSS ' } as const;
/** Streams need no rport (RFC 3581 is about UDP); on TLS requests may come back down our connection (RFC 5923 §6). */
const VIA_PARAMS = { udp: ';rport', tcp: '', tls: ';alias', ws: '', wss: '' } as const;

/** `SIP/2.0/UDP host:port;rport;branch=…` */
export const viaFor = ({ protocol, local }: Flow, branch: string): string =>
  `${VIA_START[protocol]}${local.sentBy}${VIA_PARAMS[protocol]};branch=${branch}`;

/**
 * RFC 3261 §17.2.3: branch, sent-by and method. Elements that still follow RFC 2543 have no unique branch; for them the
 * fields that a CANCEL and an ACK repeat stand in for it.
 */
function serverKey(request: SipMessage, method: string): string {
  const branch = request.branch();
  const sentBy = request.sentBy() ?? '';
  if (branch?.startsWith(BRANCH_COOKIE) === true && branch.length > BRANCH_COOKIE.length)
    return `${branch}|${sentBy.toLowerCase()}|${method}`;
  return `${request.requestUri}|${request.fromTag() ?? ''}|${request.callId()}|${request.cseq().seq}|${sentBy}|${branch ?? ''}|${method}`;
}
