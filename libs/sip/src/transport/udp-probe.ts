import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { type Endpoint, hostPort } from './flow.js';

/** How long an ICMP error may take to come. */
const WAIT_MS = 1_000;
const MAX_PROBES = 500;
/** An empty datagram says nothing and is dropped without a word. */
const NOTHING = Buffer.alloc(0);

/**
 * Asks whether a UDP port is there at all. The sockets that carry SIP are not connected, so the kernel tells them nothing about ICMP
 * errors; a connected one that lives for a second is told. Used when a request has not been answered within T1.
 */
export class UdpProbes {
  private readonly running = new Map<string, Array<(error: Error) => void>>();

  /** `from` is the own address that peers see. Of silence nothing can be concluded: then `onUnreachable` is never called. */
  ask(from: string | undefined, to: Endpoint, onUnreachable: (error: Error) => void): void {
    const key = `${from ?? ''}>${hostPort(to.address, to.port)}`;
    const others = this.running.get(key);
    if (others) {
      others.push(onUnreachable);
      return;
    }
    if (this.running.size >= MAX_PROBES) return;
    const waiting = [onUnreachable];
    this.running.set(key, waiting);
    const socket = createSocket(isIPv6(to.address) ? 'udp6' : 'udp4');
    const end = (error?: Error): void => {
      if (this.running.get(key) !== waiting) return;
      this.running.delete(key);
      clearTimeout(timer);
      socket.close();
      if (error) for (const tell of waiting) tell(error);
    };
    const timer = setTimeout(end, WAIT_MS);
    timer.unref();
    socket.on('error', end);
    const ask = (): void => socket.connect(to.port, to.address, () => socket.send(NOTHING));
    if (from === undefined) ask();
    else socket.bind(0, from, ask);
  }
}
