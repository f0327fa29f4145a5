import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Logger } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import { ownerOfMessage } from './call-owner.js';
import { handoverPath, type Seat } from './seat.js';

/** Above this a process that does not read loses datagrams, as it would from the kernel. */
const MAX_UNSENT_BYTES = 16 * 1024 * 1024;
const RECONNECT_MS = 20;
/** The others start at the same time; one that does not come is waited for no longer. */
const START_WITHIN_MS = 3_000;
/** Length of the rest, listener, port, length of the address. */
const HEAD_BYTES = 8;

/** Takes a datagram as if it had come to a listener of ours. */
type Deliver = (listener: number, data: Buffer, address: string, port: number) => void;

/**
 * All processes read the same UDP sockets, and the kernel gives a datagram to any of them. What belongs to another one is handed over on a
 * stream between the two, all datagrams of one turn of the event loop in one write.
 */
export class Handover {
  private readonly server: Server;
  private readonly peers: Array<Socket | undefined>;
  private readonly batches: Buffer[][];
  private flushing = false;
  private stopped = false;
  private readonly sockets = new Set<Socket>();
  private handed = 0;
  private lost = 0;

  constructor(
    private readonly seat: Seat,
    private readonly deliver: Deliver,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.peers = Array.from({ length: seat.count }, () => undefined);
    this.batches = Array.from({ length: seat.count }, () => []);
    this.server = createServer((socket) => this.accept(socket));
    const counts = [
      ['switchyard_sip_datagrams_handed_over_total', 'Datagrams handed to the process they belong to.', () => this.handed],
      ['switchyard_sip_datagrams_not_handed_over_total', 'Datagrams lost because their process did not take them.', () => this.lost],
    ] as const;
    for (const [name, help, read] of counts) metrics.sampled({ name, help, type: 'counter', samples: () => [{ value: read() }] });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      // Not shared with the others, as the sockets of a cluster otherwise are.
      this.server.listen({ path: handoverPath(this.seat, this.seat.index), exclusive: true }, resolve);
    });
    const reached = Promise.all(
      this.peers.flatMap((_none, index) => (index === this.seat.index ? [] : [new Promise<void>((resolve) => this.reach(index, resolve))])),
    );
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([reached, new Promise((resolve) => (timer = setTimeout(resolve, START_WITHIN_MS)))]);
    clearTimeout(timer);
  }

  stop(): void {
    this.stopped = true;
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** True when the datagram belongs to another process: it is on its way there. */
  divert(listener: number, data: Buffer, address: string, port: number): boolean {
    const owner = ownerOfMessage(data, this.seat.count);
    if (owner < 0 || owner === this.seat.index) return false;
    const batch = this.batches[owner];
    if (batch === undefined || this.peers[owner] === undefined) {
      this.lost += 1;
      return true;
    }
    const source = Buffer.from(address, 'latin1');
    const head = Buffer.allocUnsafe(HEAD_BYTES);
    head.writeUInt32LE(HEAD_BYTES - 4 + source.length + data.length, 0);
    head.writeUInt8(listener, 4);
    head.writeUInt16LE(port, 5);
    head.writeUInt8(source.length, 7);
    batch.push(head, source, data);
    this.handed += 1;
    if (!this.flushing) {
      this.flushing = true;
      setImmediate(() => this.flush());
    }
    return true;
  }

  private flush(): void {
    this.flushing = false;
    this.batches.forEach((batch, index) => {
      if (batch.length === 0) return;
      const peer = this.peers[index];
      if (peer === undefined || peer.writableLength > MAX_UNSENT_BYTES) this.lost += batch.length / 3;
      else peer.write(Buffer.concat(batch));
      batch.length = 0;
    });
  }

  private reach(index: number, then: () => void): void {
    if (this.stopped) return;
    const socket = connect(handoverPath(this.seat, index));
    this.sockets.add(socket);
    socket.once('connect', () => {
      this.peers[index] = socket;
      then();
    });
    socket.on('error', (error) => this.logger.debug('process not reached', { index, error: error.message }));
    socket.once('close', () => {
      this.sockets.delete(socket);
      this.peers[index] = undefined;
      if (!this.stopped) setTimeout(() => this.reach(index, then), RECONNECT_MS);
    });
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      while (data.length - at >= HEAD_BYTES) {
        const end = at + 4 + data.readUInt32LE(at);
        if (data.length < end) break;
        const text = at + HEAD_BYTES + data.readUInt8(at + 7);
        this.deliver(
          data.readUInt8(at + 4),
          data.subarray(text, end),
          data.toString('latin1', at + HEAD_BYTES, text),
          data.readUInt16LE(at + 5),
        );
        at = end;
      }
      rest = data.subarray(at);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}
