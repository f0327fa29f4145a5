import { isIPv6 } from 'node:net';
import { parseMessage, type ParseFailure } from '../message/index.js';
import type { Admit } from './admission.js';
import { type CaptureHook, type Endpoint, type Flow, isReliable, type LocalAddress, type Protocol, type Received } from './flow.js';
import { stampReceivedVia } from './received-via.js';
import { TcpListener } from './tcp-listener.js';
import { UdpListener } from './udp-listener.js';

export interface ListenAddress extends Endpoint {
  readonly protocol: Protocol;
}

export interface TransportOptions {
  readonly listen: readonly ListenAddress[];
  /** Host that peers shall see instead of the bound addresses. */
  readonly advertisedHost?: string | undefined;
  readonly capture?: CaptureHook | undefined;
  /** Asked about raw bytes first; without it everything is read. */
  readonly admit?: Admit | undefined;
  readonly onMessage: (received: Received) => void;
  /** Something that looked like SIP but is not. `failure.partial` is what could be read. */
  readonly onMalformed: (failure: ParseFailure, flow: Flow) => void;
  readonly onError: (error: Error) => void;
  readonly onConnectionClosed?: ((flow: Flow) => void) | undefined;
}

/** All listeners of a stack: RFC 3261 §18. Reads messages, stamps their Via, and finds the flow to a peer. */
export class TransportLayer {
  private readonly udp: UdpListener[] = [];
  private readonly tcp: TcpListener[] = [];

  constructor(private readonly options: TransportOptions) {
    for (const { protocol, address, port } of options.listen) {
      const common = { address, port, host: options.advertisedHost ?? address, capture: options.capture, onError: options.onError };
      if (protocol === 'udp')
        this.udp.push(new UdpListener({ ...common, admit: options.admit, onDatagram: (data, flow) => this.receive(data, flow) }));
      else {
        const events = {
          onData: (data: Buffer, flow: Flow) => this.receiveOnStream(data, flow),
          onBroken: (failure: ParseFailure, flow: Flow) => options.onMalformed(failure, flow),
          onClose: (flow: Flow) => options.onConnectionClosed?.(flow),
        };
        this.tcp.push(new TcpListener({ ...common, events }));
      }
    }
  }

  /** Binds every listener; throws `sip-listen-failed` for the first that cannot be bound. */
  async start(): Promise<void> {
    for (const listener of [...this.udp, ...this.tcp]) await listener.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.udp, ...this.tcp].map((listener) => listener.stop()));
  }

  /** All listening addresses, in the order UDP first. */
  get locals(): LocalAddress[] {
    return [...this.udp, ...this.tcp].map((listener) => listener.local);
  }

  get connectionCount(): number {
    return this.tcp.reduce((sum, listener) => sum + listener.connectionCount, 0);
  }

  /**
   * The flow to a peer, reusing a stream connection that exists. Without `protocol` UDP is preferred. `near` is the local address that
   * already talks to that peer's dialog. `undefined`: no listener of that protocol and address family.
   */
  flowTo(protocol: Protocol | undefined, remote: Endpoint, near?: string): Flow | undefined {
    const wanted = protocol ?? (this.udp.length > 0 ? 'udp' : 'tcp');
    if (wanted === 'tcp') {
      for (const listener of this.tcp) {
        const connection = listener.existing(remote);
        if (connection?.isOpen() === true) return connection;
      }
      return nearest(this.tcp, remote.address, near)?.flowTo(remote);
    }
    return nearest(this.udp, remote.address, near)?.flowTo(remote);
  }

  /** Where a response goes (RFC 3261 §18.2.2): the flow the request came on, or a new connection to its sent-by when that one is gone. */
  replyFlow(request: Received): Flow | undefined {
    if (request.flow.isOpen()) return request.flow;
    const via = request.message.via();
    return this.flowTo('tcp', { address: request.flow.remote.address, port: via?.port ?? 5060 }, request.flow.local.address);
  }

  private receiveOnStream(data: Buffer, flow: Flow): void {
    const { admit } = this.options;
    if (admit !== undefined) {
      const verdict = admit(data, flow.remote.address, flow.remote.port, flow.protocol);
      if (verdict !== true) {
        if (verdict !== false) flow.send(verdict, '');
        return;
      }
    }
    this.receive(data, flow);
  }

  private receive(data: Buffer, flow: Flow): void {
    if (isKeepAlive(data)) return;
    const parsed = parseMessage(data, isReliable(flow.protocol) ? { stream: true } : undefined);
    const timeMs = Date.now();
    const message = parsed.ok ? parsed.value : parsed.error.partial;
    this.options.capture?.({
      data,
      protocol: flow.protocol,
      source: flow.remote,
      destination: flow.local,
      timeMs,
      correlationId: message?.get('call-id') ?? '',
    });
    if (!parsed.ok) {
      this.options.onMalformed(parsed.error, flow);
      return;
    }
    if (parsed.value.kind === 'request') stampReceivedVia(parsed.value, flow.remote);
    this.options.onMessage({ message: parsed.value, flow, size: data.length, timeMs });
  }
}

/** Empty datagrams and CRLF keep a NAT binding open and say nothing (RFC 5626 §3.5.1). */
const isKeepAlive = (data: Buffer): boolean => data.length <= 4 && /^[\r\n\0 ]*$/.test(data.toString('latin1'));

/** Same address family; then the address that already serves the dialog; then most leading octets in common with the peer. */
function nearest<L extends { readonly local: LocalAddress }>(
  listeners: readonly L[],
  peer: string,
  near: string | undefined,
): L | undefined {
  let best: L | undefined;
  let bestScore = -1;
  for (const listener of listeners) {
    const { address } = listener.local;
    if (isIPv6(address) !== isIPv6(peer)) continue;
    const score = address === near ? Number.MAX_SAFE_INTEGER : commonOctets(address, peer);
    if (score > bestScore) [best, bestScore] = [listener, score];
  }
  return best;
}

function commonOctets(a: string, b: string): number {
  const [left, right] = [a.split(/[.:]/), b.split(/[.:]/)];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  return same;
}
