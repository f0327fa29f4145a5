import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { parseMessage, SipMessage } from '@switchyard/sip';

/** A bare SIP user agent on UDP: it says exactly what a test tells it to, and remembers all it hears. */
export class UdpPhone {
  readonly heard: SipMessage[] = [];
  readonly #waiting = new Set<() => void>();
  #number = 0;

  private constructor(
    private readonly socket: Socket,
    readonly host: string,
    readonly port: number,
  ) {
    socket.on('message', (data) => {
      // An empty datagram only asks whether the port is there.
      if (data.length === 0) return;
      const parsed = parseMessage(data);
      if (!parsed.ok) throw new Error(`unreadable SIP: ${data.toString()}`);
      this.heard.push(parsed.value);
      for (const wake of this.#waiting) wake();
    });
  }

  static async at(host: string, port = 5060): Promise<UdpPhone> {
    const socket = createSocket('udp4');
    socket.bind(port, host);
    await once(socket, 'listening');
    return new UdpPhone(socket, host, port);
  }

  get uri(): string {
    return `sip:${this.host}:${this.port}`;
  }

  #closed = false;
  close(): void {
    if (!this.#closed) this.socket.close();
    this.#closed = true;
  }

  send(message: SipMessage, host: string, port = 5060): void {
    this.socket.send(message.toBuffer(), port, host);
  }

  /** The first message not yet taken that fits; retransmissions are told apart by nobody, so ask for what differs. */
  async hear(what: string, fits: (message: SipMessage) => boolean, patienceMs = 5000): Promise<SipMessage> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const at = this.heard.findIndex(fits);
      if (at >= 0) return this.heard.splice(at, 1)[0] as SipMessage;
      const left = until - Date.now();
      if (left <= 0) {
        const seen = this.heard.map((one) => (one.kind === 'request' ? one.method : `${one.status} ${one.method}`)).join(', ');
        throw new Error(`${this.host}:${this.port} did not hear ${what}; it heard: ${seen}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, left);
        const waiting = this.#waiting;
        function wake(): void {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        }
        waiting.add(wake);
      });
    }
  }

  request(method: string, callId?: string): Promise<SipMessage> {
    return this.hear(method, (one) => one.kind === 'request' && one.method === method && (callId === undefined || one.callId() === callId));
  }

  response(status: number, method: string, callId: string): Promise<SipMessage> {
    return this.hear(`${status} to ${method}`, (one) => one.status === status && one.method === method && one.callId() === callId);
  }

  final(method: string, callId: string): Promise<SipMessage> {
    return this.hear(`a final response to ${method}`, (one) => one.status >= 200 && one.method === method && one.callId() === callId);
  }

  /** Replies to a request as a user agent server would; one To tag per call. */
  reply(request: SipMessage, status: number, options: { sdp?: string; headers?: Record<string, string>; reason?: string } = {}): void {
    const message = SipMessage.response(status, options.reason);
    for (const id of ['via', 'from', 'to', 'call-id', 'cseq', 'record-route'])
      for (const value of request.getAll(id)) message.add(id, value);
    if (status > 100 && !request.to().params.has('tag')) message.set('To', `${request.get('to')};tag=${this.tagOf(request)}`);
    if (request.method === 'INVITE' && status < 300) message.set('Contact', `<${this.uri}>`);
    for (const [name, value] of Object.entries(options.headers ?? {})) message.add(name, value);
    if (options.sdp !== undefined) {
      message.set('Content-Type', 'application/sdp');
      message.body = Buffer.from(options.sdp);
    }
    const via = request.via();
    this.send(message, via?.params.get('received') ?? via?.host ?? '', Number(via?.params.get('rport') ?? via?.port ?? 5060));
  }

  tagOf(request: SipMessage): string {
    return `t${this.port}${request.callId().replace(/\W/g, '').slice(0, 8)}`;
  }

  /** A new call towards `host`, as far as its INVITE. */
  invite(
    uri: string,
    host: string,
    options: { sdp?: string; headers?: Record<string, string>; from?: string; port?: number } = {},
  ): UdpCall {
    const id = `${++this.#number}-${this.port}-${Math.random().toString(36).slice(2)}`;
    const call = new UdpCall(this, uri, host, options.port ?? 5060, id, options.from ?? `<sip:caller@${this.host}>`);
    const invite = call.build('INVITE', 1);
    invite.set('Contact', `<${this.uri}>`);
    for (const [name, value] of Object.entries(options.headers ?? {})) invite.add(name, value);
    if (options.sdp !== undefined) {
      invite.set('Content-Type', 'application/sdp');
      invite.body = Buffer.from(options.sdp);
    }
    call.inviteSent = invite;
    this.send(invite, host, call.port);
    return call;
  }

  /** The same dialog seen from the called side. */
  answered(request: SipMessage): UdpCall {
    const source = request.via();
    const host = source?.host ?? '';
    const call = new UdpCall(
      this,
      request.contacts()[0]?.uri ?? '',
      host,
      source?.port ?? 5060,
      request.callId(),
      `${request.get('to')};tag=${this.tagOf(request)}`,
    );
    call.to = request.get('from') ?? '';
    call.seq = 100;
    return call;
  }
}

export class UdpCall {
  inviteSent: SipMessage | undefined;
  to: string;
  seq = 1;
  readonly from: string;

  constructor(
    private readonly phone: UdpPhone,
    public target: string,
    private readonly host: string,
    readonly port: number,
    readonly callId: string,
    from: string,
  ) {
    this.from = from.includes(';tag=') ? from : `${from};tag=f${callId.slice(0, 8)}`;
    this.to = `<${target}>`;
  }

  build(method: string, seq: number): SipMessage {
    const message = SipMessage.request(method, this.target);
    message.add('Via', `SIP/2.0/UDP ${this.phone.host}:${this.phone.port};rport;branch=z9hG4bK${Math.random().toString(36).slice(2)}`);
    message.add('Max-Forwards', '70');
    message.add('From', this.from);
    message.add('To', this.to);
    message.add('Call-ID', this.callId);
    message.add('CSeq', `${seq} ${method}`);
    return message;
  }

  response(status: number, method = 'INVITE'): Promise<SipMessage> {
    return this.phone.response(status, method, this.callId);
  }

  final(method = 'INVITE'): Promise<SipMessage> {
    return this.phone.final(method, this.callId);
  }

  /** Waits for the 200, learns the dialog from it and acknowledges. */
  async connect(options: { sdp?: string } = {}): Promise<SipMessage> {
    const ok = await this.response(200);
    this.to = ok.get('to') ?? '';
    this.target = ok.contacts()[0]?.uri ?? '';
    this.ack(this.seq, options.sdp);
    return ok;
  }

  ack(seq: number, sdp?: string): void {
    const ack = this.build('ACK', seq);
    if (sdp !== undefined) {
      ack.set('Content-Type', 'application/sdp');
      ack.body = Buffer.from(sdp);
    }
    this.phone.send(ack, this.host, this.port);
  }

  /** A request inside the dialog. */
  ask(method: string, options: { sdp?: string; body?: string; type?: string; headers?: Record<string, string> } = {}): void {
    const message = this.build(method, ++this.seq);
    if (method === 'INVITE') message.set('Contact', `<${this.phone.uri}>`);
    for (const [name, value] of Object.entries(options.headers ?? {})) message.add(name, value);
    const body = options.sdp ?? options.body;
    if (body !== undefined) {
      message.set('Content-Type', options.type ?? 'application/sdp');
      message.body = Buffer.from(body);
    }
    this.phone.send(message, this.host, this.port);
  }

  cancel(headers: Readonly<Record<string, string>> = {}): void {
    const invite = this.inviteSent as SipMessage;
    const cancel = SipMessage.request('CANCEL', invite.requestUri);
    for (const id of ['via', 'from', 'to', 'call-id', 'max-forwards']) cancel.add(id, invite.get(id) ?? '');
    cancel.add('CSeq', `1 CANCEL`);
    for (const [name, value] of Object.entries(headers)) cancel.add(name, value);
    this.phone.send(cancel, this.host, this.port);
  }

  /** Acknowledges a failure in the transaction of the INVITE (RFC 3261 §17.1.1.3). */
  ackFailure(response: SipMessage): void {
    const invite = this.inviteSent as SipMessage;
    const ack = SipMessage.request('ACK', invite.requestUri);
    for (const id of ['via', 'from', 'call-id', 'max-forwards']) ack.add(id, invite.get(id) ?? '');
    ack.add('To', response.get('to') ?? '');
    ack.add('CSeq', '1 ACK');
    this.phone.send(ack, this.host, this.port);
  }
}
