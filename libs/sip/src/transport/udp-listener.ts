import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { CodedError } from '@switchyard/kernel';
import { parseMessage } from '../message/index.js';
import type { Admit } from './admission.js';
import type { CaptureHook, Endpoint, Flow, LocalAddress } from './flow.js';
import { hostPort } from './flow.js';
import type { ListenAddress } from './listen-address.js';
import { isWildcard, PublicNames } from './public-names.js';
import { answerStun } from './stun.js';
import type { TransportCounters } from './transport-limits.js';
import type { UdpProbes } from './udp-probe.js';

/** Flows that are kept for the next datagram of the same peer: a power of two. */
const KEPT_FLOWS = 256;
const BUFFER_BYTES = 4 * 1024 * 1024;

export interface UdpListenerOptions {
  readonly listen: ListenAddress;
  readonly advertisedHost: string | undefined;
  readonly counters: TransportCounters;
  /** Without them nobody asks for ICMP errors. */
  readonly probes: UdpProbes | undefined;
  readonly capture: CaptureHook | undefined;
  readonly admit?: Admit | undefined;
  /** Asked about what was admitted; true: another process takes it. */
  readonly divert?: ((data: Buffer, address: string, port: number) => boolean) | undefined;
  readonly onDatagram: (data: Buffer, flow: Flow) => void;
  readonly onError: (error: Error) => void;
}

/** One bound UDP socket. Every datagram is handed up with the flow back to its sender. */
export class UdpListener {
  #local: LocalAddress;
  #names: PublicNames;
  /** Set when the own address depends on the peer: a wildcard without an advertised host. */
  #namesByPeer: PublicNames | undefined;
  private readonly socket: Socket;
  /** By port; most traffic comes from few peers, and every transaction that lingers would else have a flow of its own. */
  private readonly kept: Array<UdpFlow | undefined> = new Array<UdpFlow | undefined>(KEPT_FLOWS).fill(undefined);

  constructor(private readonly options: UdpListenerOptions) {
    const { listen, advertisedHost } = options;
    this.#names = new PublicNames(listen, advertisedHost, listen.port);
    this.#local = this.#names.anywhere;
    const family = isIPv6(listen.address) ? 6 : 4;
    // Flows hold addresses, never names: without a look-up the datagram leaves in the same turn, and in order. Without ipv6Only `::` would
    // take the IPv4 port too, and IPv4 peers would have two spellings.
    this.socket = createSocket({
      type: `udp${family}`,
      ...(family === 6 ? { ipv6Only: true } : {}),
      lookup: (address, _options, then) => then(null, address, family),
    });
    this.socket.on('message', (data, source) => this.receive(data, source));
  }

  get local(): LocalAddress {
    return this.#local;
  }

  get publicNames(): PublicNames {
    return this.#names;
  }

  /** What the kernel granted; it counts the whole memory of a datagram, about 1 to 2 KB. */
  get receiveBufferBytes(): number {
    return this.socket.getRecvBufferSize();
  }

  /** Throws `sip-listen-failed` when the address cannot be bound. */
  async start(): Promise<void> {
    const { address, port } = this.options.listen;
    await new Promise<void>((resolve, reject) => {
      this.socket.once('error', (cause) =>
        reject(
          new CodedError(
            'sip-listen-failed',
            `cannot listen on udp ${hostPort(address, port)}: ${cause.message}`,
            { address, port },
            { cause },
          ),
        ),
      );
      this.socket.bind(port, address, resolve);
    });
    this.socket.removeAllListeners('error');
    this.socket.on('error', this.options.onError);
    this.#names = new PublicNames(this.options.listen, this.options.advertisedHost, this.socket.address().port);
    this.#local = this.#names.anywhere;
    this.#namesByPeer = this.#names.isFixed ? undefined : this.#names;
    for (const grow of [() => this.socket.setRecvBufferSize(BUFFER_BYTES), () => this.socket.setSendBufferSize(BUFFER_BYTES)]) {
      // The kernel may refuse sizes above its own limit; the default buffer still works.
      try {
        grow();
      } catch (thrown) {
        this.options.onError(thrown as Error);
      }
    }
  }

  /** The flow back to the sender of a datagram. */
  private flowFrom(source: Endpoint): Flow {
    const { address, port } = source;
    const place = port & (KEPT_FLOWS - 1);
    const kept = this.kept[place];
    if (kept !== undefined && kept.remote.port === port && kept.remote.address === address) return kept;
    const flow = this.newFlow({ address, port }, false);
    // Which of our addresses a peer sees may change where we listen on all.
    if (this.#namesByPeer === undefined) this.kept[place] = flow;
    return flow;
  }

  /** `isDefault`: nobody asked for UDP in particular. */
  flowTo(remote: Endpoint, isDefault = false): Flow {
    return this.newFlow(remote, isDefault);
  }

  private newFlow(remote: Endpoint, isDefault: boolean): UdpFlow {
    const local = this.#namesByPeer === undefined ? this.#local : this.#namesByPeer.towards(remote.address);
    return new UdpFlow(this.socket, this.options, local, remote, isDefault);
  }

  /** Refused datagrams cost no flow and no parsing: a flood is made of them. */
  private receive(data: Buffer, source: Endpoint): void {
    const { address, port } = source;
    const { admit } = this.options;
    if (admit !== undefined) {
      const verdict = admit(data, address, port, 'udp');
      if (verdict !== true) {
        if (verdict !== false) this.socket.send(verdict, port, address);
        return;
      }
    }
    const { divert } = this.options;
    if (divert !== undefined && divert(data, address, port)) return;
    // SIP begins with a letter; what begins with 0 or 1 can only be STUN (RFC 5626 §8).
    if ((data[0] as number) < 2) return this.receiveStun(data, address, port);
    this.options.onDatagram(data, this.flowFrom(source));
  }

  /** Takes a datagram that another process read from the same socket. */
  deliver(data: Buffer, address: string, port: number): void {
    this.options.onDatagram(data, this.flowFrom({ address, port }));
  }

  private receiveStun(data: Buffer, address: string, port: number): void {
    const { counters } = this.options;
    const answer = answerStun(data, { address, port });
    if (answer.ok) {
      counters.stunAnswered += 1;
      this.socket.send(answer.value, port, address);
    } else counters.stunMalformed += 1;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }
}

class UdpFlow implements Flow {
  readonly protocol = 'udp';

  constructor(
    private readonly socket: Socket,
    private readonly options: UdpListenerOptions,
    readonly local: LocalAddress,
    readonly remote: Endpoint,
    readonly isDefault: boolean,
  ) {}

  probe(onUnreachable: (error: Error) => void): void {
    this.options.probes?.ask(isWildcard(this.local.address) ? undefined : this.local.address, this.remote, onUnreachable);
  }

  isOpen(): boolean {
    return true;
  }

  send(data: Buffer, callId: string, onError?: (error: Error) => void): void {
    this.options.counters.sent.udp += 1;
    try {
      this.socket.send(data, this.remote.port, this.remote.address, (error) => {
        if (error) onError?.(error);
      });
    } catch (thrown) {
      // A closed socket or a port out of range throws at once; the promise of `send` is to report later.
      process.nextTick(() => onError?.(thrown as Error));
      return;
    }
    this.options.capture?.({
      data,
      protocol: 'udp',
      source: this.local,
      destination: this.remote,
      timeMs: Date.now(),
      correlationId: callId === '' ? callIdIn(data) : callId,
    });
  }
}

/** Of a response that is repeated: its request is not kept for a label. */
function callIdIn(data: Buffer): string {
  const parsed = parseMessage(data);
  return parsed.ok ? parsed.value.callId() : '';
}
