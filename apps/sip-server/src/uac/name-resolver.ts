import { lookup } from 'node:dns/promises';
import { isAddress } from '@switchyard/sip';

const KEEP_MS = 30_000;
const MAX_NAMES = 10_000;

/** Host name → address, by the system's resolver, remembered for 30 s. Addresses need no waiting. */
export class NameResolver {
  private readonly known = new Map<string, { readonly address: string; readonly untilMs: number }>();
  private readonly asked = new Map<string, Promise<string | undefined>>();

  /** `undefined` when the name does not resolve. */
  resolve(host: string): string | Promise<string | undefined> {
    if (isAddress(host)) return host;
    const entry = this.known.get(host);
    if (entry && entry.untilMs > Date.now()) return entry.address;
    // Everybody who asks meanwhile shares the question, so answers come in the order of asking.
    const asked = this.asked.get(host) ?? this.ask(host);
    this.asked.set(host, asked);
    return asked;
  }

  private async ask(host: string): Promise<string | undefined> {
    try {
      const { address } = await lookup(host, { family: 4 });
      if (this.known.size >= MAX_NAMES) this.known.clear();
      this.known.set(host, { address, untilMs: Date.now() + KEEP_MS });
      return address;
    } catch {
      // The caller answers 503 "DNS Error" to the application, which is the one who can do something about it.
      return undefined;
    } finally {
      this.asked.delete(host);
    }
  }
}
