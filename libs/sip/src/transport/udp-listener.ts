import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { CodedError } from '@switchyard/kernel';
import type { Admit } from './admission.js';
import { type CaptureHook, type Endpoint, type Flow, type LocalAddress, localAddress } from './flow.js';

const BUFFER_BYTES = 4 * 1024 * 1024;

export interface UdpListenerOptions {
  readonly address: string;
  readonly port: number;
  readonly host: string;
  readonly publicPort?: number | undefined;
  readonly capture: CaptureHook | undefined;
  readonly admit?: Admit | undefined;
  readonly onDatagram: (data: Buffer, flow: Flow) => void;
  readonly onError: (error: Error) => void;
}

/** One bound UDP socket. Every datagram is handed up with the flow back to its sender. */
export class UdpListener {
  #local: LocalAddress;
  private readonly socket: Socket;

  constructor(private readonly options: UdpListenerOptions) {
    this.#local = localAddress({ protocol: 'udp', ...options });
    const family = isIPv6(options.address) ? 6 : 4;
    // Flows hold addresses, never names: without a look-up the datagram leaves in the same turn, and in order.
    this.socket = createSocket({ type: `udp${family}`, lookup: (address, _options, then) => then(null, address, family) });
    this.socket.on('message', (data, source) => this.receive(data, source.address, source.port));
  }

  get local(): LocalAddress {
    return this.#local;
  }

  /** Throws `sip-listen-failed` when the address cannot be bound. */
  async start(): Promise<void> {
    const { address, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.socket.once('error', (cause) =>
        reject(
          new CodedError('sip-listen-failed', `cannot listen on udp ${address}:${port}: ${cause.message}`, { address, port }, { cause }),
        ),
      );
      this.socket.bind(port, address, resolve);
    });
    this.socket.removeAllListeners('error');
    this.socket.on('error', this.options.onError);
    this.#local = localAddress({ protocol: 'udp', ...this.options, port: this.socket.address().port });
    for (const grow of [() => this.socket.setRecvBufferSize(BUFFER_BYTES), () => this.socket.setSendBufferSize(BUFFER_BYTES)]) {
      // The kernel may refuse sizes above its own limit; the default buffer still works.
      try {
        grow();
      } catch (thrown) {
        this.options.onError(thrown as Error);
      }
    }
  }

  flowTo(remote: Endpoint): Flow {
    return new UdpFlow(this.socket, this.#local, remote, this.options.capture);
  }

  /** Refused datagrams cost no flow and no parsing: a flood is made of them. */
  private receive(data: Buffer, address: string, port: number): void {
    const { admit } = this.options;
    if (admit !== undefined) {
      const verdict = admit(data, address, port, 'udp');
      if (verdict !== true) {
        if (verdict !== false) this.socket.send(verdict, port, address);
        return;
      }
    }
    this.options.onDatagram(data, this.flowTo({ address, port }));
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }
}

class UdpFlow implements Flow {
  readonly protocol = 'udp';

  constructor(
    private readonly socket: Socket,
    readonly local: LocalAddress,
    readonly remote: Endpoint,
    private readonly capture: CaptureHook | undefined,
  ) {}

  isOpen(): boolean {
    return true;
  }

  send(data: Buffer, callId: string, onError?: (error: Error) => void): void {
    try {
      this.socket.send(data, this.remote.port, this.remote.address, (error) => {
        if (error) onError?.(error);
      });
    } catch (thrown) {
      // A closed socket or a port out of range throws at once; the promise of `send` is to report later.
      process.nextTick(() => onError?.(thrown as Error));
      return;
    }
    this.capture?.({
      data,
      protocol: 'udp',
      source: this.local,
      destination: this.remote,
      timeMs: Date.now(),
      correlationId: callId,
    });
  }
}
