import type { Instance } from '@switchyard/local-runner';
import { audioTarget, headerOf, phone, RtpEndpoint, until, usersProxy, type Phone, type PhoneName } from '@switchyard/testing';
import { hearIn } from './new-call.js';
import { newId, PeerCall, register, sdpOf, SipPeer, statusOf } from './sip-peer.js';

export interface HandsetOptions {
  /** Where it speaks SIP; default: the users proxy. */
  readonly remote?: string;
}

/** Ten packets that did not come. */
const SILENCE_MS = 200;

/**
 * A phone with a voice of its own: it registers, calls, answers, holds and transfers as a flow tells it to, answers by itself what every phone
 * answers (OPTIONS, re-INVITE, NOTIFY, BYE), and hears who talks to it.
 */
export class Handset {
  /** Status lines of the NOTIFYs it got about its REFERs. */
  readonly news: string[] = [];
  readonly #calls = new Set<PeerCall>();
  readonly #ended = new Set<string>();
  #version = 1;
  #direction = 'sendrecv';
  #partner: { readonly address: string; readonly port: number } | undefined;
  readonly #ear: NodeJS.Timeout;

  private constructor(
    readonly who: Phone,
    readonly peer: SipPeer,
    readonly audio: RtpEndpoint,
    readonly hz: number,
  ) {
    this.#ear = setInterval(() => this.#listen(), 5);
  }

  /** `hz`: the tone that it says. */
  static async open(platform: Instance, name: PhoneName, hz: number): Promise<Handset> {
    const who = phone(platform, name);
    const handset = await Handset.at(who, usersProxy(platform), hz);
    const registered = await register(handset.peer, who);
    if (statusOf(registered) !== 200) throw new Error(`${name} was not registered: ${registered}`);
    return handset;
  }

  /** A party that needs no registration: a carrier. */
  static async at(who: Phone, remote: string, hz: number): Promise<Handset> {
    return new Handset(who, await SipPeer.udp(who.address, remote), await RtpEndpoint.open(who.address), hz);
  }

  #sdp(direction = this.#direction): string {
    return sdpOf(this.who.address, this.audio.port, direction, this.#version++);
  }

  #listen(): void {
    const { heard } = this.peer;
    for (let at = 0; at < heard.length; at++) {
      const text = heard[at] ?? '';
      if (!this.#serves(text)) continue;
      heard.splice(at, 1);
      at -= 1;
    }
  }

  #serves(text: string): boolean {
    const [method = ''] = text.split(' ');
    const inCall = (headerOf(text, 'To') ?? '').includes('tag=');
    if (method === 'OPTIONS') this.peer.reply(text, '200 OK');
    else if (method === 'NOTIFY' && inCall && !/^refer\b/i.test(headerOf(text, 'Event') ?? '')) {
      // Of a subscription that whoever used this address before did not end: it ends now (RFC 6665 §4.1.3).
      this.peer.reply(text, '481 Subscription does not exist');
    } else if (method === 'NOTIFY' && inCall) {
      this.news.push(`${text.split('\r\n\r\n')[1]?.trim() ?? ''}; ${(headerOf(text, 'Subscription-State') ?? '').split(';')[0] ?? ''}`);
      this.peer.reply(text, '200 OK');
    } else if (method === 'INVITE' && inCall) {
      this.#talkTo(text);
      this.peer.reply(text, '200 OK', { body: this.#sdp(answerTo(text)) });
    } else if (method === 'BYE') {
      this.#ended.add(headerOf(text, 'Call-ID') ?? '');
      this.peer.reply(text, '200 OK');
    } else return method === 'ACK';
    return true;
  }

  /** Says its tone to wherever a description wants it. */
  #talkTo(message: string): void {
    if (!/\r\nm=audio [1-9]/.test(message)) return;
    this.#partner = audioTarget(message);
    this.audio.sendTone(this.hz, this.#partner);
  }

  /** Says its tone to the address in a message, answered or not. */
  say(message: string): void {
    this.#talkTo(message);
  }

  /** Presses a key of the call (RFC 4733). */
  async press(digit: string): Promise<void> {
    if (!this.#partner) throw new Error(`${this.who.user} talks to nobody`);
    await this.audio.press(digit, this.#partner);
  }

  /** Calls a number of its domain, as far as the final response. */
  async dial(number: string, headers: readonly string[] = []): Promise<{ readonly call: PeerCall; readonly status: number }> {
    const { call, final } = this.dialling(number, headers);
    const answer = await final;
    return { call, status: statusOf(answer) };
  }

  /** Calls a number; the final response comes later, and a 200 is acknowledged. */
  dialling(number: string, headers: readonly string[] = []): { readonly call: PeerCall; readonly final: Promise<string> } {
    const call = new PeerCall(this.peer, `sip:${number}@${this.who.domain}`, `<${this.who.aor}>`);
    const final = call.invite({ who: this.who, body: this.#sdp(), headers, patienceMs: 12_000 }).then((answer) => {
      if (statusOf(answer) === 200) {
        call.connect(answer);
        this.#talkTo(answer);
        this.#calls.add(call);
      }
      return answer;
    });
    return { call, final };
  }

  /** The next call that rings here; it says 180. */
  async rings(): Promise<string> {
    const invite = await this.peer.hear('a call', (text) => text.startsWith('INVITE ') && !(headerOf(text, 'To') ?? '').includes('tag='));
    this.peer.reply(invite, '180 Ringing', { tag: tagOf(invite) });
    return invite;
  }

  /** Answers a call that rings. */
  answer(invite: string): PeerCall {
    this.#talkTo(invite);
    this.peer.reply(invite, '200 OK', { tag: tagOf(invite), body: this.#sdp(answerTo(invite)) });
    const call = PeerCall.answered(this.peer, invite, tagOf(invite));
    this.#calls.add(call);
    return call;
  }

  /** Refuses, or redirects, a call that rings. */
  refuse(invite: string, status: string, headers: readonly string[] = []): void {
    this.peer.reply(invite, status, { tag: tagOf(invite), headers });
  }

  /** Resolves when a call that rings is given up by whoever made it; a CANCEL of an earlier call, which nobody answered, is left alone. */
  async isGivenUp(invite: string): Promise<void> {
    this.peer.reply(await hearIn(this.peer, invite, 'CANCEL'), '200 OK');
    this.refuse(invite, '487 Request Terminated');
  }

  /** Re-INVITEs: `sendonly` holds, `sendrecv` takes back. The answer's body. */
  async change(call: PeerCall, direction: string, body = this.#sdp(direction)): Promise<string> {
    this.#direction = direction === 'sendrecv' ? 'sendrecv' : this.#direction;
    const answer = await call.request('INVITE', { body });
    if (statusOf(answer) !== 200) throw new Error(`the re-INVITE was refused: ${answer}`);
    call.ack();
    this.#talkTo(answer);
    return answer;
  }

  /** Asks for a transfer; the status of the REFER. */
  async refer(call: PeerCall, to: string, headers: readonly string[] = [], patienceMs?: number): Promise<number> {
    call.ask('REFER', { headers: [`Refer-To: ${to}`, `Contact: <${this.peer.contact}>`, ...headers] });
    return statusOf(await call.final('REFER', patienceMs));
  }

  async hangUp(call: PeerCall): Promise<number> {
    return statusOf(await call.request('BYE'));
  }

  /** Resolves when the other side has hung up. */
  hearsBye(call: PeerCall): Promise<true> {
    return until(`${this.who.user} hears BYE`, () => this.#ended.has(call.callId) || undefined);
  }

  /** Resolves when it hears the voice of another, and only that one. */
  async hears(...others: readonly Handset[]): Promise<void> {
    for (const other of others) {
      await until(
        `${this.who.user} hears ${other.who.user}; it hears ${this.audio.heard(other.hz).toFixed(2)} of it`,
        () => this.audio.heard(other.hz) > 0.8 || undefined,
        6000,
      );
    }
  }

  /** Resolves when it no longer hears the voice of another: it hears something else, or nothing for a while. */
  async loses(other: Handset): Promise<void> {
    let [frames, at] = [this.audio.receivedFrames, Date.now()];
    await until(
      `${this.who.user} does not hear ${other.who.user} any more`,
      () => {
        if (this.audio.receivedFrames !== frames) [frames, at] = [this.audio.receivedFrames, Date.now()];
        return Date.now() - at > SILENCE_MS || this.audio.heard(other.hz) < 0.2 || undefined;
      },
      6000,
    );
  }

  /** Sends an INFO; the final response. */
  info(call: PeerCall, body: string, contentType: string, headers: readonly string[] = []): Promise<string> {
    return call.request('INFO', { headers: [...headers, ...(body === '' ? [] : [`Content-Type: ${contentType}`])], body });
  }

  /** Resolves when it has got that NOTIFY. */
  async learns(what: RegExp): Promise<void> {
    await until(
      `${this.who.user} learns ${what}; it learnt ${this.news.join(' | ')}`,
      () => this.news.some((text) => what.test(text)) || undefined,
    );
  }

  close(): void {
    clearInterval(this.#ear);
    this.peer.close();
    this.audio.close();
  }
}

const tagOf = (invite: string): string => `t${(headerOf(invite, 'Call-ID') ?? newId()).replace(/\W/g, '').slice(0, 12)}`;

/** Who is held holds the other way round (RFC 3264 §6.1). */
function answerTo(offer: string): string {
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(offer)?.[1] ?? 'sendrecv';
  return direction === 'sendonly' ? 'recvonly' : direction === 'recvonly' ? 'sendonly' : direction;
}

/** The value of a Replaces that names this dialog, as this phone sees it. */
export const replacesOf = (call: PeerCall): string =>
  `${call.callId};to-tag=${/tag=([^;>]+)/.exec(call.to)?.[1] ?? ''};from-tag=${/tag=([^;>]+)/.exec(call.from)?.[1] ?? ''}`;
