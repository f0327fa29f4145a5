import { isIP, isIPv6 } from 'node:net';
import { type CodedError, err, ok, type Result } from '@switchyard/kernel';
import { DeadTargets } from '../dns/dead-targets.js';
import type { TargetResolver } from '../dns/target-resolver.js';
import { parseMessage, type ParseFailure } from '../message/index.js';
import type { SipUri } from '../uri/index.js';
import type { Admit } from './admission.js';
import { ConnectionTable } from './connection-table.js';
import {
  type CaptureHook,
  DEFAULT_PORTS,
  type Endpoint,
  type Flow,
  hostPort,
  isSecure,
  type LocalAddress,
  type Protocol,
  type Received,
} from './flow.js';
import type { FlowReference } from './flow-token.js';
import type { ListenAddress } from './listen-address.js';
import { speaksFor } from './peer-identity.js';
import { stampReceivedVia } from './received-via.js';
import { ReplyFlow } from './reply-flow.js';
import type { StreamEvents, StreamFlow } from './stream-flow.js';
import { StreamListener } from './stream-listener.js';
import { type ServedCertificate, TlsCertificates, type TlsSettings } from './tls-certificates.js';
import { type ConnectionCause, DEFAULT_LIMITS, newCounters, type TransportCounters, type TransportLimits } from './transport-limits.js';
import { UdpListener } from './udp-listener.js';
import { UdpProbes } from './udp-probe.js';

export interface TransportOptions {
  readonly listen: readonly ListenAddress[];
  /** Host that peers shall see instead of the bound addresses; a listener's own `advertised` goes before it. */
  readonly advertisedHost?: string | undefined;
  readonly limits?: Partial<TransportLimits> | undefined;
  /** Needed by TLS and WSS listeners. */
  readonly tls?: TlsSettings | undefined;
  /** How often certificate files are looked at, in milliseconds; 0: only `reloadCertificates` reads them again. */
  readonly certificateCheckMs?: number | undefined;
  /** Origins whose pages may connect by WebSocket; all when absent. */
  readonly webSocketOrigins?: readonly string[] | undefined;
  /** Ask by a connected socket whether a silent UDP peer is there at all. */
  readonly udpProbe?: boolean | undefined;
  /** Finds the way back to a host in Via whose connection has gone (RFC 3263 §5). */
  readonly resolver?: TargetResolver | undefined;
  readonly capture?: CaptureHook | undefined;
  /** Asked about raw bytes first; without it everything is read. */
  readonly admit?: Admit | undefined;
  /**
   * Asked about admitted datagrams where several processes read the same sockets; true: another one takes it. `listener` counts the UDP
   * listeners.
   */
  readonly divert?: ((listener: number, data: Buffer, address: string, port: number) => boolean) | undefined;
  readonly onMessage: (received: Received) => void;
  /** Something that looked like SIP but is not. `failure.partial` is what could be read. */
  readonly onMalformed: (failure: ParseFailure, flow: Flow) => void;
  readonly onError: (error: Error) => void;
  /** A stream connection stands, its handshake included. */
  readonly onConnection?: ((flow: Flow) => void) | undefined;
  readonly onConnectionClosed?: ((flow: Flow, cause: ConnectionCause | undefined) => void) | undefined;
  /** A connection was refused before it carried SIP. */
  readonly onRefused?: ((cause: ConnectionCause, protocol: Protocol, remote: Endpoint, why: string) => void) | undefined;
  /** Certificate files have changed and were read, or could not be. */
  readonly onCertificates?: ((result: Result<readonly ServedCertificate[], CodedError>) => void) | undefined;
}

const SLOWEST_SWEEP_MS = 5_000;
const FASTEST_SWEEP_MS = 20;
/** A peer that was meant to get a datagram may have no TCP at all, and drop instead of refuse: the caller shall not wait long, nor often. */
const ENLARGED_CONNECT_MS = 1_000;
const WITHOUT_STREAM_MS = 3_600_000;

/** All listeners of a stack: RFC 3261 §18. Reads messages, stamps their Via, and finds the flow to a peer. */
export class TransportLayer {
  readonly counters: TransportCounters = newCounters();
  private readonly limits: TransportLimits;
  private readonly table: ConnectionTable;
  private readonly certificates: TlsCertificates | undefined;
  private readonly udp: UdpListener[] = [];
  private readonly streams: StreamListener[] = [];
  /** Peers that did not take a TCP connection: large requests go to them by UDP at once. */
  private readonly withoutStream = new DeadTargets(WITHOUT_STREAM_MS);
  private readonly timers: NodeJS.Timeout[] = [];
  private ownNames: ReadonlySet<string> = new Set();

  /** Throws `tls-file-unusable` or `tls-certificate-missing`. */
  constructor(private readonly options: TransportOptions) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.table = new ConnectionTable(this.limits, this.counters);
    this.certificates = options.tls && new TlsCertificates(options.tls);
    const probes = options.udpProbe === true ? new UdpProbes() : undefined;
    const { advertisedHost, capture, admit, onError, webSocketOrigins: origins } = options;
    for (const listen of options.listen) {
      if (listen.protocol === 'udp') {
        const onDatagram = (data: Buffer, flow: Flow): void => this.receive(data, flow);
        const { divert } = options;
        const at = this.udp.length;
        this.udp.push(
          new UdpListener({
            ...{ listen, advertisedHost, counters: this.counters, probes, capture, admit, onDatagram, onError },
            divert: divert && ((data, address, port) => divert(at, data, address, port)),
          }),
        );
        continue;
      }
      const { limits, table, certificates } = this;
      const onRefused = (cause: ConnectionCause, remote: Endpoint, why: string): void => {
        this.counters.closed[cause] += 1;
        options.onRefused?.(cause, listen.protocol, remote, why);
      };
      const events = this.streamEvents();
      this.streams.push(
        new StreamListener({ listen, advertisedHost, limits, table, certificates, origins, capture, events, onRefused, onError }),
      );
    }
  }

  /** Binds every listener; throws `sip-listen-failed` for the first that cannot be bound. */
  async start(): Promise<void> {
    for (const listener of [...this.udp, ...this.streams]) await listener.start();
    const names = [...this.udp, ...this.streams].flatMap(({ publicNames }) => publicNames.all);
    this.ownNames = new Set(names.map(({ address, port }) => hostPort(address.toLowerCase(), port)));
    const { handshakeMs, firstMessageMs, idleMs, keepAliveMs, webSocketPingMs } = this.limits;
    const shortest = Math.min(...[handshakeMs, firstMessageMs, idleMs, keepAliveMs, webSocketPingMs].filter((ms) => ms > 0), 20_000);
    this.every(Math.max(FASTEST_SWEEP_MS, Math.min(SLOWEST_SWEEP_MS, shortest / 4)), () => this.sweep());
    const { certificateCheckMs = 0 } = this.options;
    if (this.certificates && certificateCheckMs > 0)
      this.every(certificateCheckMs, () => {
        if (this.certificates?.haveChanged === true) this.reloadCertificates();
      });
  }

  /** A datagram that another process read for us; `listener` as for `divert`. */
  deliver(listener: number, data: Buffer, address: string, port: number): void {
    this.udp[listener]?.deliver(data, address, port);
  }

  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    const stopped = [...this.udp, ...this.streams].map((listener) => listener.stop());
    for (const flow of this.table.all) flow.close();
    await Promise.all(stopped);
  }

  /** All listening addresses, in the order UDP first. */
  get locals(): LocalAddress[] {
    return [...this.udp, ...this.streams].map((listener) => listener.local);
  }

  /** What the smallest receive buffer of a UDP socket holds; infinite without one. */
  get receiveBufferBytes(): number {
    return Math.min(...this.udp.map((listener) => listener.receiveBufferBytes));
  }

  get connectionLimits(): TransportLimits {
    return this.limits;
  }

  get connectionCount(): number {
    return this.table.size;
  }

  connectionsOf(protocol: Protocol): number {
    return this.table.count(protocol);
  }

  /** Accepted connections that have not carried a whole message yet. */
  get halfOpenCount(): number {
    return this.table.halfOpen;
  }

  /** Accepted connections of the source address that has most. */
  get mostOfOneSource(): number {
    return this.table.mostOfOneSource;
  }

  get servedCertificates(): readonly ServedCertificate[] {
    return this.certificates?.served ?? [];
  }

  /** Reads all certificate files again; connections that are open keep what they have. What does not fit leaves everything as it was. */
  reloadCertificates(): void {
    const { certificates, options } = this;
    if (certificates === undefined) return;
    try {
      certificates.reload();
      for (const listener of this.streams) listener.refreshCertificates();
      this.counters.certificateReloads += 1;
      options.onCertificates?.(ok(certificates.served));
    } catch (thrown) {
      options.onCertificates?.(err(thrown as CodedError));
    }
  }

  /** Whether we could send by that protocol to an address of that family. */
  supports(protocol: Protocol, family: 4 | 6): boolean {
    const listeners: ReadonlyArray<{ readonly local: LocalAddress }> =
      protocol === 'udp' ? this.udp : this.streams.filter(({ listen }) => listen.protocol === protocol);
    return listeners.some(({ local }) => local.address.includes(':') === (family === 6));
  }

  /** Whether a URI names one of our listeners, by bound or by advertised host and port. */
  isOurs(uri: SipUri): boolean {
    const named = uri.params.get('transport')?.toLowerCase() as Protocol | undefined;
    const port = uri.port ?? (named === undefined ? (uri.scheme === 'sips' ? 5061 : 5060) : (DEFAULT_PORTS[named] ?? 5060));
    return this.ownNames.has(`${uri.host.toLowerCase()}:${port}`);
  }

  /**
   * The flow to a peer, reusing a stream connection that exists. Without `protocol` UDP is preferred. `near` is the local address that
   * already talks to that peer's dialog; `peerName` whom a TLS peer has to prove to be. `undefined`: no listener of that protocol and
   * address family, or no room for a connection.
   */
  flowTo(protocol: Protocol | undefined, remote: Endpoint, near?: string, peerName?: string): Flow | undefined {
    if (protocol === 'udp' || (protocol === undefined && this.udp.length > 0)) {
      const listener = nearest(this.udp, remote.address, near);
      if (listener !== undefined || protocol === 'udp') return listener?.flowTo(remote, protocol === undefined);
    }
    if (protocol === undefined) {
      const other = (['tcp', 'tls', 'ws', 'wss'] as const).find((name) => this.supports(name, isIPv6(remote.address) ? 6 : 4));
      return other && this.streamTo(other, remote, near, peerName);
    }
    return this.streamTo(protocol as Exclude<Protocol, 'udp'>, remote, near, peerName);
  }

  /** The way a token stands for; `undefined` when its connection has gone or its listener does not exist. */
  flowOf(reference: FlowReference): Flow | undefined {
    const { protocol, remote, local, connection } = reference;
    if (protocol === 'udp') return this.flowTo('udp', remote, local.address);
    const flow = this.table.find(protocol, remote);
    return connection === undefined || flow?.connection === connection ? flow : undefined;
  }

  /** TCP to a peer for whom a request is too large as a datagram; `undefined` when there is no such way. */
  streamInstead(flow: Flow): Flow | undefined {
    if (this.withoutStream.has('tcp', flow.remote)) return undefined;
    if (!this.supports('tcp', isIPv6(flow.remote.address) ? 6 : 4)) return undefined;
    const instead = this.streamTo('tcp', flow.remote, flow.local.address, undefined, ENLARGED_CONNECT_MS);
    if (instead) this.counters.enlarged += 1;
    return instead;
  }

  /**
   * Where a response goes (RFC 3261 §18.2.2): the flow the request came on; to `maddr` when the Via has one; to the sent-by when the
   * connection has gone.
   */
  replyFlow(request: Received): Flow | undefined {
    const { flow, message } = request;
    if (flow.protocol === 'udp') {
      if (message.get('via')?.includes('maddr') !== true) return flow;
      const via = message.via();
      const maddr = via?.params.get('maddr')?.replace(/^\[|\]$/g, '') ?? '';
      if (isIP(maddr) === 0) return flow;
      return this.flowTo('udp', { address: maddr, port: via?.port ?? DEFAULT_PORTS.udp }, flow.local.address) ?? flow;
    }
    return flow.isOpen() ? flow : this.dialBack(request);
  }

  private dialBack({ flow, message }: Received): Flow | undefined {
    const { protocol, remote, local } = flow;
    // A browser cannot be dialled.
    if (protocol === 'ws' || protocol === 'wss') return undefined;
    const via = message.via();
    const port = via?.port ?? DEFAULT_PORTS[protocol];
    const first = this.flowTo(protocol, { address: remote.address, port }, local.address);
    const host = via?.host ?? '';
    const { resolver } = this.options;
    if (first === undefined || resolver === undefined || isIP(host.replace(/^\[|\]$/g, '')) !== 0) return first;
    return new ReplyFlow(first, async () => {
      const found = await resolver.resolve({ protocol, isSecure: isSecure(protocol), host, port: via?.port });
      return found.flatMap((target) => this.flowTo(target.protocol, target, local.address, host) ?? []);
    });
  }

  private streamTo(
    protocol: Exclude<Protocol, 'udp'>,
    remote: Endpoint,
    near?: string,
    peerName?: string,
    connectMs = this.limits.connectMs,
  ): StreamFlow | undefined {
    const existing = this.table.find(protocol, remote);
    if (existing && this.mayReuse(existing, remote, peerName)) return existing;
    const listener = nearest(
      this.streams.filter(({ listen }) => listen.protocol === protocol),
      remote.address,
      near,
    );
    if (listener === undefined) return undefined;
    if (this.table.isFull) {
      this.counters.closed['connections-full'] += 1;
      return undefined;
    }
    return listener.dial(remote, peerName, connectMs);
  }

  /** A TLS connection serves only names that its peer has proved to have (RFC 5923 §9.2). */
  private mayReuse(flow: StreamFlow, remote: Endpoint, peerName: string | undefined): boolean {
    if (!isSecure(flow.protocol) || peerName === undefined || this.certificates?.settings.verifyServers === false) return true;
    // Whoever sits at the other end of this very connection was meant.
    if (!flow.dialled && flow.remote.port === remote.port) return true;
    if (flow.peerName === peerName) return true;
    return speaksFor(flow.identity?.names ?? [], peerName);
  }

  private streamEvents(): StreamEvents {
    const { options, counters, table } = this;
    return {
      onData: (data, flow) => this.receiveOnStream(data, flow),
      onBroken: (failure, flow) => {
        counters.closed.unframeable += 1;
        options.onMalformed(failure, flow);
      },
      onOpen: (flow) => options.onConnection?.(flow),
      onProven: (flow) => table.proven(flow),
      onClose: (flow, cause) => {
        table.remove(flow);
        if (cause !== undefined) counters.closed[cause] += 1;
        if (flow.dialled && flow.isUnanswered) {
          counters.dialFailed += 1;
          this.withoutStream.mark(flow.protocol, flow.remote);
        }
        options.onConnectionClosed?.(flow, cause);
      },
      onPing: () => (counters.pings += 1),
      onSent: (protocol) => (counters.sent[protocol] += 1),
    };
  }

  private every(ms: number, run: () => void): void {
    const timer = setInterval(run, ms);
    timer.unref();
    this.timers.push(timer);
  }

  private sweep(): void {
    const now = Date.now();
    this.table.sweep(now);
    for (const listener of this.streams) listener.sweep(now);
  }

  private receiveOnStream(data: Buffer, flow: StreamFlow): void {
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
    // A WebSocket message has an end of its own, like a datagram (RFC 7118 §5.4).
    const isStream = flow.protocol === 'tcp' || flow.protocol === 'tls';
    const parsed = parseMessage(data, isStream ? STREAM : undefined);
    const timeMs = Date.now();
    if (this.options.capture !== undefined) {
      const message = parsed.ok ? parsed.value : parsed.error.partial;
      const correlationId = message?.get('call-id') ?? '';
      this.options.capture({ data, protocol: flow.protocol, source: flow.remote, destination: flow.local, timeMs, correlationId });
    }
    if (!parsed.ok) {
      this.options.onMalformed(parsed.error, flow);
      return;
    }
    const message = parsed.value;
    if (message.kind === 'request') {
      stampReceivedVia(message, flow.remote);
      if (flow.identity !== undefined) this.learnAlias(message.via(), flow);
    }
    this.options.onMessage({ message, flow, size: data.length, timeMs });
  }

  /**
   * RFC 5923 §8.2: a peer that proved who it is may ask that requests to its listening port come down its own connection. Only for a host
   * that its certificate names, or for the very address it came from.
   */
  private learnAlias(via: ReturnType<Received['message']['via']>, flow: Flow): void {
    if (via === undefined || flow.protocol !== 'tls' || !via.params.has('alias')) return;
    const { remote, identity } = flow;
    const host = via.host.replace(/^\[|\]$/g, '');
    if (host !== remote.address && !speaksFor(identity?.names ?? [], host)) return;
    this.table.alias(flow as StreamFlow, { address: remote.address, port: via.port ?? DEFAULT_PORTS.tls });
  }
}

const STREAM = { stream: true } as const;

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
  const wantsIPv6 = peer.includes(':');
  for (const listener of listeners) {
    const { address } = listener.local;
    if (address.includes(':') !== wantsIPv6) continue;
    if (listeners.length === 1) return listener;
    const score = near !== undefined && address === near ? Number.MAX_SAFE_INTEGER : commonOctets(address, peer);
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
