import { createSocket, type Socket } from 'node:dgram';
import {
  Dialog,
  type Flow,
  HEADERS,
  type LocalAddress,
  localAddress,
  newBranch,
  parseMessage,
  type Received,
  responseTo,
  type ServerTransaction,
  SipMessage,
  timerTable,
  TransactionLayer,
  viaFor,
} from '@switchyard/sip';
import { SDP } from './test-server.js';

/** Which datagram gets lost: the n-th different one in a direction, the first time that it is sent. */
export interface Loss {
  readonly direction: 'to the server' | 'from the server';
  readonly nth: number;
}

export const PEER_TIMERS = timerTable({ t1: 20, t2: 160, t4: 200 });
const PATIENCE_MS = 15_000;

/** A user agent that repeats and acknowledges as RFC 3261 wants it, on a link that loses one datagram. */
export class LossyPeer {
  /** What went over the link, in both directions, each datagram once: `INVITE`, `180 INVITE`. */
  readonly went: Readonly<Record<Loss['direction'], string[]>> = { 'to the server': [], 'from the server': [] };
  readonly transactions: TransactionLayer;
  readonly local: LocalAddress;
  private readonly seen = new Set<string>();
  private readonly waiting: Array<{ readonly wanted: string; readonly take: (request: ServerTransaction) => void }> = [];
  private readonly unclaimed: ServerTransaction[] = [];
  private readonly answers = new Map<string, NodeJS.Timeout>();
  private readonly acknowledged = new Map<string, (ack: SipMessage) => void>();
  private readonly flow: Flow;

  private constructor(
    private readonly socket: Socket,
    server: { readonly address: string; readonly port: number },
    private readonly loss: Loss | undefined,
  ) {
    const { address, port } = socket.address();
    this.local = localAddress({ protocol: 'udp', address, port });
    this.flow = {
      protocol: 'udp',
      local: this.local,
      remote: server,
      isOpen: () => true,
      send: (data) => {
        if (this.passes('to the server', data)) socket.send(data, server.port, server.address);
      },
    };
    this.transactions = new TransactionLayer(PEER_TIMERS, () => this.flow, {
      onRequest: (request) => this.arrive(request),
      onCancel: (cancel, invite) => {
        cancel.respond(responseTo(cancel.request, invite?.isOpen === true ? 200 : 481, undefined, 'peer'));
        if (invite?.isOpen === true) invite.respond(responseTo(invite.request, 487, undefined, 'peer'));
      },
      onAck: ({ message }) => {
        clearTimeout(this.answers.get(message.callId()));
        this.answers.delete(message.callId());
        this.acknowledged.get(message.callId())?.(message);
      },
      onStrayResponse: () => undefined,
      refuseNew: () => undefined,
    });
    socket.on('message', (data) => {
      if (data.length > 0 && this.passes('from the server', data)) this.hear(data);
    });
  }

  static async open(address: string, server: { readonly address: string; readonly port: number }, loss?: Loss): Promise<LossyPeer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, address, resolve));
    return new LossyPeer(socket, server, loss);
  }

  close(): void {
    for (const timer of this.answers.values()) clearTimeout(timer);
    this.transactions.stop();
    this.socket.close();
  }

  get contact(): string {
    return `<sip:peer@${this.local.sentBy}>`;
  }

  /** A request outside dialogs. */
  request(method: string, callId: string, more: readonly (readonly [string, string])[] = [], body = ''): SipMessage {
    const request = SipMessage.request(method, `sip:app@${this.flow.remote.address}:${this.flow.remote.port}`);
    request.add(HEADERS.MAX_FORWARDS, '70');
    request.add(HEADERS.FROM, `<sip:peer@${this.local.address}>;tag=caller`);
    request.add(HEADERS.TO, `<sip:app@${this.flow.remote.address}>`);
    request.add(HEADERS.CALL_ID, callId);
    request.add(HEADERS.CSEQ, `1 ${method}`);
    return this.complete(request, more, body);
  }

  /** Adds what every request of ours has besides. */
  complete(request: SipMessage, more: readonly (readonly [string, string])[] = [], body = ''): SipMessage {
    request.add(HEADERS.CONTACT, this.contact);
    for (const [name, value] of more) request.add(name, value);
    if (body !== '') request.add(HEADERS.CONTENT_TYPE, 'application/sdp');
    request.body = Buffer.from(body);
    return request;
  }

  /** Sends a request and resolves with its final response. */
  ask(request: SipMessage, onProvisional: (response: SipMessage) => void = () => undefined): Promise<SipMessage> {
    return this.patient(`the answer to ${request.method}`, (resolve, reject) => {
      this.transactions.request(request, this.flow, {
        onResponse: ({ message }) => (message.status < 200 ? onProvisional(message) : resolve(message)),
        onFailure: (failure) => reject(new Error(`${request.method}: ${failure}`)),
      });
    });
  }

  /** Sends an INVITE; every 2xx is acknowledged each time that it comes. Resolves with the dialog of the first. */
  invite(
    invite: SipMessage,
    options: {
      readonly within?: Dialog;
      readonly onProvisional?: (response: SipMessage) => void;
      readonly cancelAt?: Promise<unknown>;
    } = {},
  ): Promise<{ readonly dialog: Dialog; readonly final: SipMessage }> {
    let heard = (): void => undefined;
    const provisional = new Promise<void>((resolve) => (heard = resolve));
    return this.patient('the answer to INVITE', (resolve, reject) => {
      let ack: Buffer | undefined;
      const transaction = this.transactions.request(invite, this.flow, {
        onResponse: ({ message }) => {
          if (message.status < 200) {
            heard();
            return options.onProvisional?.(message);
          }
          const dialog = options.within ?? Dialog.ofClient(invite, message);
          if (message.status < 300) {
            if (ack === undefined) {
              const first = dialog.ack(message.cseq().seq);
              first?.add(HEADERS.VIA, viaFor(this.flow, newBranch()), 'top');
              ack = first?.toBuffer();
            }
            if (ack) this.flow.send(ack, '');
          }
          resolve({ dialog, final: message });
        },
        onFailure: (failure) => reject(new Error(`INVITE: ${failure}`)),
      });
      if (options.cancelAt) void Promise.all([options.cancelAt, provisional]).then(() => this.transactions.cancel(transaction));
    });
  }

  /** The next request of that method. */
  next(wanted: string): Promise<ServerTransaction> {
    return this.patient(wanted, (resolve) => {
      const at = this.unclaimed.findIndex(({ request }) => request.method === wanted);
      const there = at < 0 ? undefined : this.unclaimed.splice(at, 1)[0];
      if (there) resolve(there);
      else this.waiting.push({ wanted, take: resolve });
    });
  }

  answer(to: ServerTransaction, status: number, more: readonly (readonly [string, string])[] = [], body = ''): SipMessage {
    const response = responseTo(to.request, status, undefined, 'peer');
    if (status > 100) for (const route of to.request.getAll('record-route')) response.add(HEADERS.RECORD_ROUTE, route);
    this.complete(response, more, body);
    to.respond(response);
    return response;
  }

  /** Accepts an INVITE: the 200 is repeated until its ACK comes. Resolves with the dialog when it has. */
  async accept(invite: ServerTransaction, within?: Dialog): Promise<Dialog> {
    const { request } = invite;
    const callId = request.callId();
    const response = this.answer(invite, 200, [], SDP);
    const dialog = within ?? Dialog.ofServer(request, response);
    const repeat = (ms: number): void => {
      this.answers.set(
        callId,
        setTimeout(() => {
          invite.respond(response);
          repeat(Math.min(ms * 2, PEER_TIMERS.t2));
        }, ms),
      );
    };
    repeat(PEER_TIMERS.t1);
    await this.patient('ACK', (resolve) => this.acknowledged.set(callId, resolve));
    return dialog;
  }

  /** Repeats a reliable provisional until `until`. */
  insist(invite: ServerTransaction, until: Promise<unknown>, more: readonly (readonly [string, string])[], body: string): void {
    const response = this.answer(invite, 183, more, body);
    const timer = setInterval(() => invite.respond(response), PEER_TIMERS.t1 * 2);
    void until.finally(() => clearInterval(timer));
  }

  /** The dialog that an answer of ours makes. */
  dialogOf(transaction: ServerTransaction, response: SipMessage): Dialog {
    return Dialog.ofServer(transaction.request, response);
  }

  /** The dialog that a response to ours makes. */
  earlyDialog(request: SipMessage, response: SipMessage): Dialog {
    return Dialog.ofClient(request, response);
  }

  /** Resolves when every transaction has its final response, and every failed INVITE its ACK. */
  async concluded(): Promise<void> {
    const isBusy = (): boolean => {
      const states = this.transactions.countByState();
      return this.transactions.counts.open > 0 || (states.get('invite-server|completed') ?? 0) > 0 || this.answers.size > 0;
    };
    const untilMs = Date.now() + PATIENCE_MS;
    while (isBusy()) {
      if (Date.now() > untilMs) throw new Error(`transactions stay open; the link carried ${JSON.stringify(this.went)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private arrive(transaction: ServerTransaction): void {
    const at = this.waiting.findIndex(({ wanted }) => wanted === transaction.request.method);
    if (at < 0) this.unclaimed.push(transaction);
    else this.waiting.splice(at, 1)[0]?.take(transaction);
  }

  private hear(data: Buffer): void {
    const parsed = parseMessage(Buffer.from(data));
    if (!parsed.ok) throw new Error(`the server sent something unreadable: ${data.toString()}`);
    const received: Received = { message: parsed.value, flow: this.flow, size: data.length, timeMs: Date.now() };
    this.transactions.receive(received);
  }

  /** False for the one datagram that gets lost. */
  private passes(direction: Loss['direction'], data: Buffer): boolean {
    const parsed = parseMessage(Buffer.from(data));
    if (!parsed.ok) return true;
    const { value } = parsed;
    const name = value.kind === 'request' ? value.method : `${value.status} ${value.method}`;
    const identity = [direction, name, value.get('cseq'), value.get('rseq')].join('|');
    if (this.seen.has(identity)) return true;
    this.seen.add(identity);
    const went = this.went[direction];
    went.push(name);
    return this.loss?.direction !== direction || this.loss.nth !== went.length;
  }

  private patient<T>(what: string, start: (resolve: (value: T) => void, reject: (error: Error) => void) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${what} not heard; the link carried ${JSON.stringify(this.went)}`)), PATIENCE_MS);
      const settle = (value: T): void => {
        clearTimeout(timer);
        resolve(value);
      };
      start(settle, (error) => {
        clearTimeout(timer);
        reject(error);
      });
    });
  }
}
