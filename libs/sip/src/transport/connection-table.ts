import { type Endpoint, hostPort, type Protocol } from './flow.js';
import type { StreamFlow } from './stream-flow.js';
import type { ConnectionCause, TransportCounters, TransportLimits } from './transport-limits.js';

/** The connections of all listeners of a stack: who may come in, which one leads to a peer, and which have been silent for too long. */
export class ConnectionTable {
  private readonly flows = new Set<StreamFlow>();
  private readonly byPeer = new Map<string, StreamFlow>();
  private readonly perSource = new Map<string, number>();
  /** Accepted sockets, handshakes included. */
  private accepted = 0;
  private unproven = 0;

  constructor(
    private readonly limits: TransportLimits,
    private readonly counters: TransportCounters,
  ) {}

  get size(): number {
    return this.flows.size;
  }

  /** Accepted connections without one whole message so far. */
  get halfOpen(): number {
    return this.unproven;
  }

  get sources(): number {
    return this.perSource.size;
  }

  /** Accepted connections of the source that has most. */
  get mostOfOneSource(): number {
    let most = 0;
    for (const count of this.perSource.values()) most = Math.max(most, count);
    return most;
  }

  count(protocol: Protocol): number {
    let count = 0;
    for (const flow of this.flows) if (flow.protocol === protocol) count += 1;
    return count;
  }

  get all(): StreamFlow[] {
    return [...this.flows];
  }

  /** Takes a place for a connection from `address`, or says why there is none. */
  enter(address: string): ConnectionCause | undefined {
    const { maxConnections, maxConnectionsPerSource, maxHalfOpen } = this.limits;
    const ofSource = this.perSource.get(address) ?? 0;
    if (ofSource >= maxConnectionsPerSource) return 'source-connections-full';
    if (this.unproven >= maxHalfOpen) return 'half-open-full';
    if (this.accepted + this.dialled >= maxConnections) return 'connections-full';
    this.perSource.set(address, ofSource + 1);
    this.accepted += 1;
    this.unproven += 1;
    this.counters.accepted += 1;
    return undefined;
  }

  /** Gives the place back. */
  leave(address: string, isProven: boolean): void {
    const left = (this.perSource.get(address) ?? 1) - 1;
    if (left > 0) this.perSource.set(address, left);
    else this.perSource.delete(address);
    this.accepted -= 1;
    if (!isProven) this.unproven -= 1;
  }

  proven(flow: StreamFlow): void {
    if (!flow.dialled) this.unproven -= 1;
  }

  get isFull(): boolean {
    return this.accepted + this.dialled >= this.limits.maxConnections;
  }

  add(flow: StreamFlow): void {
    this.flows.add(flow);
    if (flow.dialled) {
      this.dialled += 1;
      this.counters.dialled += 1;
    }
    this.byPeer.set(keyOf(flow.protocol, flow.remote), flow);
  }

  remove(flow: StreamFlow): void {
    if (!this.flows.delete(flow)) return;
    if (flow.dialled) this.dialled -= 1;
    for (const key of [keyOf(flow.protocol, flow.remote), ...(this.aliases.get(flow) ?? [])]) {
      if (this.byPeer.get(key) === flow) this.byPeer.delete(key);
    }
    this.aliases.delete(flow);
  }

  find(protocol: Protocol, remote: Endpoint): StreamFlow | undefined {
    const flow = this.byPeer.get(keyOf(protocol, remote));
    return flow?.isOpen() === true ? flow : undefined;
  }

  /** Requests to `remote` may use this connection too (RFC 5923 §7). */
  alias(flow: StreamFlow, remote: Endpoint): void {
    const key = keyOf(flow.protocol, remote);
    if (this.byPeer.get(key) === flow) return;
    const known = this.aliases.get(flow) ?? [];
    if (known.length >= MAX_ALIASES) return;
    this.aliases.set(flow, [...known, key]);
    this.byPeer.set(key, flow);
  }

  /** Closes what has been silent for longer than allowed, and pings who is due. */
  sweep(now = Date.now()): void {
    for (const flow of this.flows) {
      const cause = overdue(flow, now, this.limits);
      if (cause !== undefined) flow.destroy(cause);
      else if (isPingDue(flow, now, this.limits)) flow.ping();
    }
  }

  private dialled = 0;
  private readonly aliases = new Map<StreamFlow, readonly string[]>();
}

/** A peer has one advertised port, seldom two. */
const MAX_ALIASES = 4;
/** RFC 5626 §4.4.1: a pong must come within 10 s. */
const PONG_MS = 10_000;

const keyOf = (protocol: Protocol, remote: Endpoint): string => `${protocol}|${hostPort(remote.address, remote.port)}`;

function overdue(flow: StreamFlow, now: number, limits: TransportLimits): ConnectionCause | undefined {
  const { firstMessageMs, idleMs } = limits;
  if (firstMessageMs > 0) {
    if (!flow.isProven && now - flow.openedMs >= firstMessageMs) return 'first-message-timeout';
    if (flow.partialSinceMs > 0 && now - flow.partialSinceMs >= firstMessageMs) return 'first-message-timeout';
  }
  if (idleMs > 0 && now - flow.heardMs >= idleMs) return 'idle';
  const pongMs = Math.min(PONG_MS, pingEvery(flow, limits));
  return flow.pingedMs > 0 && now - flow.pingedMs >= pongMs && (flow.answersPings || isWebSocket(flow)) ? 'peer-silent' : undefined;
}

function isPingDue(flow: StreamFlow, now: number, limits: TransportLimits): boolean {
  const every = pingEvery(flow, limits);
  return every > 0 && !flow.isOpening && flow.isProven && now - Math.max(flow.heardMs, flow.pingedMs) >= every;
}

/** WebSocket has pings of its own that every peer answers; on TCP and TLS only the side that dialled keeps the flow alive. */
const pingEvery = (flow: StreamFlow, limits: TransportLimits): number =>
  isWebSocket(flow) ? limits.webSocketPingMs : flow.dialled ? limits.keepAliveMs : 0;

const isWebSocket = ({ protocol }: StreamFlow): boolean => protocol === 'ws' || protocol === 'wss';
