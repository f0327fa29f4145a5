import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { endianness } from 'node:os';

/** Reading costs the kernel time for every UDP socket of the machine: when there are many, it is read less often. */
const COSTLY_MS = 3;
const COSTLY_EVERY = 3;

export interface QueueState {
  /** Bytes the kernel accounts for datagrams that nobody has read. */
  readonly bytes: number;
  /** Datagrams dropped because there was no room, since the socket was bound. */
  readonly drops: number;
}

/**
 * What waits in the kernel for our UDP sockets. Under a flood the event loop turns quickly, a few datagrams at a time, and does not show
 * that thousands wait. Linux only; elsewhere nothing waits as far as we know.
 */
export class ReceiveQueue {
  private state: QueueState = { bytes: 0, drops: 0 };
  private skip = 0;
  private readonly wanted4: ReadonlySet<string>;
  private readonly wanted6: ReadonlySet<string>;
  private isReadable = process.platform === 'linux';

  /** `roomBytes`: what the smallest of their buffers holds. */
  constructor(
    sockets: ReadonlyArray<{ readonly address: string; readonly port: number }>,
    readonly roomBytes: number = Number.POSITIVE_INFINITY,
  ) {
    this.wanted4 = new Set(sockets.filter(({ address }) => !isIPv6(address)).map(({ address, port }) => procAddress4(address, port)));
    // IPv6 addresses are matched by port alone: a server has few of them.
    this.wanted6 = new Set(sockets.filter(({ address }) => isIPv6(address)).map(({ port }) => hexPort(port)));
  }

  read(): QueueState {
    if (!this.isReadable || this.skip-- > 0) return this.state;
    const begunMs = performance.now();
    let bytes = 0;
    let drops = 0;
    const add = (line: string): void => {
      const fields = line.trim().split(/\s+/);
      bytes += Number.parseInt((fields[4] ?? '').slice(9), 16) || 0;
      drops += Number(fields.at(-1)) || 0;
    };
    try {
      if (this.wanted4.size > 0) {
        const text = readFileSync('/proc/net/udp', 'latin1');
        for (const address of this.wanted4) {
          // Processes that share a port have a socket each.
          for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
            add(text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at)));
          }
        }
      }
      if (this.wanted6.size > 0) {
        for (const line of readFileSync('/proc/net/udp6', 'latin1').split('\n')) {
          if (this.wanted6.has(line.trim().split(/\s+/, 2)[1]?.slice(33) ?? '')) add(line);
        }
      }
    } catch {
      // A container may hide /proc/net: the other signs of overload remain.
      this.isReadable = false;
    }
    this.skip = performance.now() - begunMs > COSTLY_MS ? COSTLY_EVERY : 0;
    this.state = { bytes, drops };
    return this.state;
  }
}

const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** `127.0.0.1:5060` as the kernel writes it: the four bytes as one number of this machine, then the port. */
function procAddress4(address: string, port: number): string {
  const octets = address.split('.').map(Number);
  if (endianness() === 'LE') octets.reverse();
  return `${octets.map((octet) => octet.toString(16).toUpperCase().padStart(2, '0')).join('')}:${hexPort(port)}`;
}
