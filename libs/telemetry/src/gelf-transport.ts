import { isIPv6 } from 'node:net';
import gelfPro from 'gelf-pro';
import udpAdapter from 'gelf-pro/lib/adapter/udp.js';
import Transport from 'winston-transport';
import type { HostAndPort } from './host-and-port.js';

/** Syslog severities, the numbers GELF wants in `level`. */
const SEVERITY: Readonly<Record<string, number>> = { error: 3, warn: 4, info: 6, debug: 7 };

interface Entry {
  readonly [key: string]: unknown;
  readonly level: string;
  readonly message: string;
}

/**
 * Sends each entry as one GELF 1.1 message over UDP. Losing an entry is not an error of the caller: GELF over UDP promises
 * nothing, so a failed send is reported on stderr at most once a minute.
 */
export class GelfTransport extends Transport {
  readonly #adapter;
  #lastComplaintMs = 0;
  #pending = 0;

  constructor(target: HostAndPort) {
    super();
    // Both gelf-pro objects are singletons that keep their options on themselves; derived objects keep theirs apart.
    const adapter = Object.create(udpAdapter) as typeof udpAdapter;
    this.#adapter = adapter.setOptions({ ...target, protocol: isIPv6(target.host) ? 'udp6' : 'udp4' });
  }

  override log(entry: Entry, next: () => void): void {
    const { level, message, timestamp, ...fields } = entry;
    const text = gelfPro.getStringFromObject({
      short_message: message,
      level: SEVERITY[level] ?? 6,
      timestamp: Date.parse(String(timestamp)) / 1000,
      ...flatten(fields),
    });
    this.#pending += 1;
    this.#adapter.send(text, (error) => {
      this.#pending -= 1;
      if (error) this.#complain(error);
      if (this.#pending === 0) this.emit('idle');
    });
    next();
  }

  /** Resolves when every entry given so far has left the socket. */
  async flushed(): Promise<void> {
    if (this.#pending > 0) await new Promise<void>((resolve) => this.once('idle', resolve));
  }

  #complain(error: Error): void {
    if (Date.now() - this.#lastComplaintMs < 60_000) return;
    this.#lastComplaintMs = Date.now();
    process.stderr.write(`log: GELF entry not sent: ${error.message}\n`);
  }
}

/** GELF field names are `[\w.-]+`, values text or number; nested data goes as JSON text. */
function flatten(fields: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const flat: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(fields)) {
    const name = key.replaceAll(/[^\w-]/g, '_');
    // `_id` is reserved by the GELF specification.
    flat[name === 'id' ? 'entry_id' : name] = typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
  }
  return flat;
}
