import { type Flow, parseUri, type SipMessage, uriIn } from '@switchyard/sip';

const MAX_CONTACTS = 200_000;
const DEFAULT_EXPIRES_SEC = 3_600;

/**
 * Which stream connection leads to a registered contact. A phone behind NAT on TCP cannot be dialled: requests to its contact go
 * down the connection on which it registered, as RFC 5626 wants it.
 */
export class StreamContacts {
  private readonly flows = new Map<string, { readonly flow: Flow; readonly untilMs: number }>();

  get size(): number {
    return this.flows.size;
  }

  /** Learns from a 2xx that we give to a REGISTER or SUBSCRIBE which came over a stream. */
  learn(request: SipMessage, response: SipMessage, flow: Flow): void {
    if (flow.protocol === 'udp') return;
    const granted = expiresOf(response) ?? expiresOf(request) ?? DEFAULT_EXPIRES_SEC;
    for (const value of request.values('contact')) {
      const key = keyOf(uriIn(value));
      if (key === undefined) continue;
      const own = /;\s*expires\s*=\s*(\d+)/i.exec(value.slice(value.indexOf('>') + 1))?.[1];
      // A contact that is removed says so itself; the others live as long as was granted.
      if (own === '0' || granted === 0) this.flows.delete(key);
      else if (this.flows.size < MAX_CONTACTS || this.flows.has(key)) this.flows.set(key, { flow, untilMs: Date.now() + granted * 1000 });
    }
  }

  /** The open connection to the contact with that URI. */
  find(uri: string): Flow | undefined {
    if (this.flows.size === 0) return undefined;
    const key = keyOf(uri);
    const entry = key === undefined ? undefined : this.flows.get(key);
    if (entry === undefined) return undefined;
    if (entry.untilMs > Date.now() && entry.flow.isOpen()) return entry.flow;
    this.flows.delete(key ?? '');
    return undefined;
  }

  /** Drops what has expired or lost its connection. */
  sweep(): void {
    const now = Date.now();
    for (const [key, { flow, untilMs }] of this.flows) if (untilMs <= now || !flow.isOpen()) this.flows.delete(key);
  }
}

function keyOf(uri: string): string | undefined {
  const parsed = parseUri(uri);
  if (!parsed.ok || parsed.value.user === '') return undefined;
  return `${parsed.value.user}@${parsed.value.host}:${parsed.value.port ?? ''}`;
}

function expiresOf(message: SipMessage): number | undefined {
  const inContact = message
    .values('contact')
    .map((value) => /;\s*expires\s*=\s*(\d+)/i.exec(value.slice(value.indexOf('>') + 1))?.[1])
    .find((seconds) => seconds !== undefined);
  const text = inContact ?? message.get('expires');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
