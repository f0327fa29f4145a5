import { createHash, randomBytes } from 'node:crypto';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { headerOf, until, type Phone } from '@switchyard/testing';

const CRLF = '\r\n';

export interface PeerRequest {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Of the body; default SDP. */
  readonly contentType?: string;
  readonly branch?: string;
  readonly maxForwards?: number;
}

/** A SIP party without a mind of its own, over UDP or over one connection of TCP or TLS: says what a flow tells it to, remembers what it hears. */
export class SipPeer {
  readonly heard: string[] = [];
  #stream = '';
  #port = 0;

  private constructor(
    readonly address: string,
    private readonly remote: { readonly host: string; readonly port: number },
    private readonly udp: UdpSocket | undefined,
    private readonly tcp: Socket | undefined,
    readonly transport: 'udp' | 'tcp' | 'tls',
  ) {}

  static async udp(address: string, remote: string, port = 5060): Promise<SipPeer> {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.bind(port, address);
    await once(socket, 'listening');
    const peer = new SipPeer(address, endpoint(remote), socket, undefined, 'udp');
    peer.#port = socket.address().port;
    socket.on('message', (data) => peer.heard.push(data.toString()));
    return peer;
  }

  static async tcp(address: string, remote: string): Promise<SipPeer> {
    const { host, port } = endpoint(remote);
    const socket = connect({ host, port, localAddress: address });
    await once(socket, 'connect');
    const peer = new SipPeer(address, { host, port }, undefined, socket, 'tcp');
    peer.#port = socket.localPort ?? 0;
    socket.on('data', (data) => peer.#readStream(data.toString()));
    socket.on('error', () => undefined);
    return peer;
  }

  /** `authority`: PEM of who must have signed the server's certificate. */
  static async tls(address: string, remote: string, authority: string): Promise<SipPeer> {
    const { host, port } = endpoint(remote);
    const socket = connectTls({ socket: connect({ host, port, localAddress: address }), host, ca: authority });
    await once(socket, 'secureConnect');
    const peer = new SipPeer(address, { host, port }, undefined, socket, 'tls');
    peer.#port = socket.localPort ?? 0;
    socket.on('data', (data) => peer.#readStream(data.toString()));
    socket.on('error', () => undefined);
    return peer;
  }

  #readStream(text: string): void {
    this.#stream += text;
    for (;;) {
      const end = this.#stream.indexOf(CRLF + CRLF);
      if (end < 0) return;
      const size = end + 4 + Number(headerOf(this.#stream.slice(0, end), 'Content-Length') ?? 0);
      if (this.#stream.length < size) return;
      this.heard.push(this.#stream.slice(0, size));
      this.#stream = this.#stream.slice(size);
    }
  }

  get contact(): string {
    return `sip:peer@${this.host}:${this.#port}${this.tcp ? `;transport=${this.transport}` : ''}`;
  }

  /** The address it believes to have, where it is not its own: a phone behind an address translator. */
  believes: string | undefined;

  /** As it stands in a URI. */
  get host(): string {
    if (this.believes !== undefined) return this.believes;
    return this.address.includes(':') ? `[${this.address}]` : this.address;
  }

  get port(): number {
    return this.#port;
  }

  write(text: string): void {
    if (this.tcp) this.tcp.write(text);
    else this.udp?.send(text, this.remote.port, this.remote.host);
  }

  request(request: PeerRequest): void {
    const { method, uri, from, to, callId, cseq, headers = [], body = '', branch = newId('z9hG4bK'), maxForwards = 70 } = request;
    const { contentType = 'application/sdp' } = request;
    const contact = ['INVITE', 'REGISTER', 'UPDATE', 'SUBSCRIBE'].includes(method) ? [`Contact: <${this.contact}>`] : [];
    this.write(
      [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/${this.transport.toUpperCase()} ${this.host}:${this.#port};branch=${branch};rport`,
        `Max-Forwards: ${maxForwards}`,
        `From: ${from}`,
        `To: ${to}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        ...contact,
        ...headers,
        ...(body && !headers.some((line) => /^content-type:/i.test(line)) ? [`Content-Type: ${contentType}`] : []),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join(CRLF),
    );
  }

  /** Replies to a request heard before. */
  reply(request: string, status: string, options: { body?: string; tag?: string; headers?: readonly string[] } = {}): void {
    const { body = '', tag, headers = [] } = options;
    const copied = request.split(CRLF).filter((line) => /^(via|from|call-id|cseq|record-route)\s*:/i.test(line));
    const to = headerOf(request, 'To') ?? '';
    this.write(
      [
        `SIP/2.0 ${status}`,
        ...copied,
        `To: ${to}${tag && !to.includes('tag=') ? `;tag=${tag}` : ''}`,
        `Contact: <${this.contact}>`,
        ...headers,
        ...(body ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join(CRLF),
    );
  }

  /** The first message not taken yet that fits; taken by asking. */
  hear(what: string, fits: (text: string) => boolean, patienceMs = 6000): Promise<string> {
    return until(
      `${this.address} hears ${what}`,
      () => {
        const at = this.heard.findIndex(fits);
        return at < 0 ? undefined : this.heard.splice(at, 1)[0];
      },
      patienceMs,
    ).catch((missing: unknown) => {
      throw new Error(`${String(missing)}; it heard: ${this.heard.map((text) => text.split(CRLF)[0]).join(' | ')}`);
    });
  }

  hearRequest(method: string, patienceMs?: number): Promise<string> {
    return this.hear(method, (text) => text.startsWith(`${method} `), patienceMs);
  }

  final(callId: string, method: string, patienceMs?: number): Promise<string> {
    return this.hear(
      `the final response to ${method}`,
      (text) =>
        /^SIP\/2\.0 [2-6]/.test(text) && headerOf(text, 'Call-ID') === callId && (headerOf(text, 'CSeq') ?? '').endsWith(` ${method}`),
      patienceMs,
    );
  }

  close(): void {
    this.udp?.close();
    this.tcp?.destroy();
  }
}

function endpoint(text: string): { readonly host: string; readonly port: number } {
  const [, v6, v4, port = '5060'] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  return { host: v6 ?? v4 ?? '', port: Number(port) };
}

export const newId = (prefix = 'id'): string => prefix + randomBytes(8).toString('hex');
export const statusOf = (response: string): number => Number(response.split(' ')[1]);
export const reasonOf = (response: string): string => headerOf(response, 'Reason') ?? '';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The header that answers the MD5 challenge in a 401 or 407. */
export function answerTo(challenged: string, method: string, uri: string, who: Pick<Phone, 'user' | 'password'>): string {
  const offers = challenged.split(CRLF).filter((line) => /^(www|proxy)-authenticate:/i.test(line));
  const offer = offers.find((line) => /algorithm=md5/i.test(line)) ?? '';
  const value = (name: string): string => new RegExp(`${name}="([^"]*)"`, 'i').exec(offer)?.[1] ?? '';
  const [realm, nonce, cnonce] = [value('realm'), value('nonce'), newId()];
  const response = md5(`${md5(`${who.user}:${realm}:${who.password}`)}:${nonce}:00000001:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
  const name = /^proxy/i.test(offer) ? 'Proxy-Authorization' : 'Authorization';
  return `${name}: Digest username="${who.user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="${cnonce}"`;
}

const family = (address: string): string => (address.includes(':') ? 'IP6' : 'IP4');

export const sdpOf = (address: string, port: number, direction = 'sendrecv', version = 1, more = ''): string =>
  `v=0\r\no=- 1 ${version} IN ${family(address)} ${address}\r\ns=-\r\nc=IN ${family(address)} ${address}\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=${direction}\r\n${more}`;

export async function register(peer: SipPeer, who: Phone, expires = 300): Promise<string> {
  const [callId, uri, tag] = [newId(), `sip:${who.domain}`, newId('t')];
  const ask = (cseq: number, headers: readonly string[]): void =>
    peer.request({
      method: 'REGISTER',
      uri,
      from: `<${who.aor}>;tag=${tag}`,
      to: `<${who.aor}>`,
      callId,
      cseq,
      headers: [`Expires: ${expires}`, ...headers],
    });
  ask(1, []);
  const challenged = await peer.final(callId, 'REGISTER');
  if (statusOf(challenged) !== 401) return challenged;
  ask(2, [answerTo(challenged, 'REGISTER', uri, who)]);
  return peer.final(callId, 'REGISTER');
}

/** One dialog of a peer. */
export class PeerCall {
  readonly callId: string;
  from: string;
  to: string;
  target: string;
  routes: readonly string[] = [];
  cseq = 0;
  #branch = '';
  /** What an ACK repeats: other requests may have been sent since. */
  #inviteSeq = 0;

  constructor(
    readonly peer: SipPeer,
    uri: string,
    from: string,
    callId = newId('call'),
  ) {
    this.callId = callId;
    this.from = `${from};tag=${newId('t')}`;
    this.to = `<${uri}>`;
    this.target = uri;
  }

  /** The same dialog seen by the side that was called and answered with `tag`. */
  static answered(peer: SipPeer, invite: string, tag: string): PeerCall {
    const call = new PeerCall(peer, /<([^>]*)>/.exec(headerOf(invite, 'Contact') ?? '')?.[1] ?? '', '', headerOf(invite, 'Call-ID') ?? '');
    call.from = `${headerOf(invite, 'To') ?? ''};tag=${tag}`;
    call.to = headerOf(invite, 'From') ?? '';
    call.cseq = 100;
    return call;
  }

  ask(method: string, options: { body?: string; headers?: readonly string[]; maxForwards?: number } = {}): void {
    this.cseq += 1;
    if (method === 'INVITE') {
      this.#branch = newId('z9hG4bK');
      this.#inviteSeq = this.cseq;
    }
    this.peer.request({
      method,
      uri: this.target,
      from: this.from,
      to: this.to,
      callId: this.callId,
      cseq: this.cseq,
      branch: method === 'INVITE' ? this.#branch : newId('z9hG4bK'),
      ...options,
    });
  }

  final(method: string, patienceMs?: number): Promise<string> {
    return this.peer.final(this.callId, method, patienceMs);
  }

  async request(method: string, options: { body?: string; headers?: readonly string[]; maxForwards?: number } = {}): Promise<string> {
    this.ask(method, options);
    return this.final(method);
  }

  /** Sends the INVITE, answers the challenge if there is one; a failure is acknowledged. The final response to it. */
  async invite(
    options: { who?: Phone; body?: string; headers?: readonly string[]; maxForwards?: number; patienceMs?: number } = {},
  ): Promise<string> {
    const { who, headers = [], patienceMs, ...more } = options;
    this.ask('INVITE', { headers, ...more });
    let final = await this.final('INVITE', patienceMs);
    if (who && statusOf(final) === 407) {
      this.ackFailure(final);
      this.ask('INVITE', { headers: [...headers, answerTo(final, 'INVITE', this.target, who)], ...more });
      final = await this.final('INVITE', patienceMs);
    }
    if (statusOf(final) >= 300) this.ackFailure(final);
    return final;
  }

  ackFailure(final: string): void {
    const to = headerOf(final, 'To') ?? '';
    const { peer, target, from, callId, cseq } = this;
    peer.request({ method: 'ACK', uri: target, from, to, callId, cseq, branch: this.#branch });
  }

  cancel(): void {
    const { peer, target, from, to, callId, cseq } = this;
    peer.request({ method: 'CANCEL', uri: target, from, to, callId, cseq, branch: this.#branch });
  }

  /** Learns the dialog from a 2xx and acknowledges it. */
  connect(ok: string, body = ''): void {
    this.to = headerOf(ok, 'To') ?? '';
    this.target = /<([^>]*)>/.exec(headerOf(ok, 'Contact') ?? '')?.[1] ?? this.target;
    this.ack(body);
  }

  ack(body = ''): void {
    const { peer, target, from, to, callId } = this;
    peer.request({ method: 'ACK', uri: target, from, to, callId, cseq: this.#inviteSeq, body });
  }
}
