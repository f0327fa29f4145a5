import { headerOf, type Phone } from '@switchyard/testing';
import { answerTo, newId, statusOf, type SipPeer } from './sip-peer.js';

export interface RegisterAsk {
  /** Values of Contact; none: a question. */
  readonly contacts?: readonly string[];
  readonly expires?: number;
  readonly headers?: readonly string[];
}

/** One registration of a phone: its Call-ID and numbers go on from request to request, as RFC 3261 §10.2 wants it. */
export class Registering {
  readonly callId = newId('reg');
  cseq = 0;
  /** The challenge of the last answer, which is used again until it is refused. */
  #challenge: string | undefined;

  constructor(
    readonly peer: SipPeer,
    readonly who: Phone,
    /** Where the phone says it sends from, when a proxy stands between. */
    private readonly via: readonly string[] = [],
  ) {}

  /** The final response, digest answered. */
  async ask({ contacts = [], expires, headers = [] }: RegisterAsk): Promise<string> {
    const { peer, who } = this;
    const uri = `sip:${who.domain}`;
    for (let attempt = 0; ; attempt++) {
      this.cseq += 1;
      const authorization = this.#challenge === undefined ? [] : [answerTo(this.#challenge, 'REGISTER', uri, who)];
      peer.write(
        [
          `REGISTER ${uri} SIP/2.0`,
          `Via: SIP/2.0/UDP ${peer.address}:${peer.port};branch=${newId('z9hG4bK')};rport`,
          ...this.via,
          'Max-Forwards: 70',
          `From: <${who.aor}>;tag=${newId('t')}`,
          `To: <${who.aor}>`,
          `Call-ID: ${this.callId}`,
          `CSeq: ${this.cseq} REGISTER`,
          ...contacts.map((contact) => `Contact: ${contact}`),
          ...(expires === undefined ? [] : [`Expires: ${expires}`]),
          ...headers,
          ...authorization,
          'User-Agent: Flow phone',
          'Content-Length: 0',
          '',
          '',
        ].join('\r\n'),
      );
      const seq = `${this.cseq} REGISTER`;
      const final = await peer.hear(
        `the answer to ${seq}`,
        (text) => /^SIP\/2\.0 [2-6]/.test(text) && headerOf(text, 'Call-ID') === this.callId && headerOf(text, 'CSeq') === seq,
      );
      if (statusOf(final) !== 401 || attempt === 2) return final;
      this.#challenge = final;
    }
  }
}

/** Values of Contact, one per contact. */
export const contactsIn = (response: string): readonly string[] =>
  response
    .split('\r\n')
    .filter((line) => /^contact\s*:/i.test(line))
    .flatMap((line) => line.slice(line.indexOf(':') + 1).split(/,\s*(?=<)/))
    .map((value) => value.trim());
