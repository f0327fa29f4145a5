import { headerOf, type Phone } from '@switchyard/testing';
import { answerTo, newId, statusOf, type SipPeer } from '../../sip-peer.js';

/** A request of a phone outside dialogs, with the answer to its challenge. The final response to it. */
export async function ask(
  peer: SipPeer,
  who: Phone,
  method: string,
  uri: string,
  how: { readonly headers?: readonly string[]; readonly body?: string; readonly contentType?: string } = {},
): Promise<string> {
  const callId = newId();
  const from = `<${who.aor}>;tag=${newId('t')}`;
  const send = (cseq: number, more: readonly string[]): void =>
    peer.request({ method, uri, from, to: `<${uri}>`, callId, cseq, ...how, headers: [...(how.headers ?? []), ...more] });
  send(1, []);
  const challenged = await peer.final(callId, method);
  if (statusOf(challenged) !== 407) return challenged;
  send(2, [answerTo(challenged, method, uri, who)]);
  return peer.final(callId, method);
}

/** One subscription of a phone: what it was told, newest last. Every NOTIFY is answered 200. */
export class Watch {
  readonly callId = newId('sub');
  readonly #from: string;
  #to: string;
  #target: string;
  #cseq = 0;

  constructor(
    private readonly peer: SipPeer,
    private readonly who: Phone,
    readonly uri: string,
    private readonly event: string,
    private readonly headers: readonly string[] = [],
  ) {
    this.#from = `<${who.aor}>;tag=${newId('t')}`;
    this.#to = `<${uri}>`;
    this.#target = uri;
  }

  /** Subscribes, or refreshes or ends (0) what is subscribed. The final response. */
  async subscribe(expires = 3600): Promise<string> {
    const send = (more: readonly string[]): void =>
      this.peer.request({
        method: 'SUBSCRIBE',
        uri: this.#target,
        from: this.#from,
        to: this.#to,
        callId: this.callId,
        cseq: (this.#cseq += 1),
        headers: [`Event: ${this.event}`, `Expires: ${expires}`, ...this.headers, ...more],
      });
    send([]);
    let final = await this.peer.final(this.callId, 'SUBSCRIBE');
    if (statusOf(final) === 407) {
      send([answerTo(final, 'SUBSCRIBE', this.#target, this.who)]);
      final = await this.peer.final(this.callId, 'SUBSCRIBE');
    }
    if (statusOf(final) < 300) {
      this.#to = headerOf(final, 'To') ?? '';
      this.#target = /<([^>]*)>/.exec(headerOf(final, 'Contact') ?? '')?.[1] ?? this.#target;
    }
    return final;
  }

  /** The next NOTIFY of this subscription that fits; it and those before it are answered. */
  async hear(what: string, fits: (notify: string) => boolean = () => true, patienceMs = 6000): Promise<string> {
    for (;;) {
      const notify = await this.peer.hear(
        `NOTIFY: ${what}`,
        (text) => text.startsWith('NOTIFY ') && headerOf(text, 'Call-ID') === this.callId,
        patienceMs,
      );
      this.peer.reply(notify, '200 OK');
      if (fits(notify)) return notify;
    }
  }
}

/** Content type of a document without its parameters. */
export const typeOf = (message: string): string => (headerOf(message, 'Content-Type') ?? '').split(';')[0] ?? '';
/** Version that a document says it has. */
export const versionOf = (message: string): number => Number(/ version="(\d+)"/.exec(message)?.[1] ?? -1);
