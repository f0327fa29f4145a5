import { headerOf } from '@switchyard/testing';
import { newId, sdpOf, SipPeer } from './sip-peer.js';

/** How a peer answers an INVITE; `undefined`: it says nothing at all. */
export type Answer = { readonly status: string; readonly headers?: readonly string[] } | undefined;
export const PICKS_UP: Answer = { status: '200 OK' };

/** A party that answers by itself: calls as it is told, everything else with 200. */
export class AnsweringPeer {
  /** INVITEs that it has got, in order. */
  readonly invites: string[] = [];
  answer: Answer = PICKS_UP;
  readonly #timer: NodeJS.Timeout;

  private constructor(readonly peer: SipPeer) {
    this.#timer = setInterval(() => this.#serve(), 5);
  }

  static async udp(address: string, remote: string, port = 5060): Promise<AnsweringPeer> {
    return new AnsweringPeer(await SipPeer.udp(address, remote, port));
  }

  #serve(): void {
    const { peer } = this;
    for (;;) {
      const at = peer.heard.findIndex((text) => /^(INVITE|OPTIONS|BYE|CANCEL|UPDATE|INFO) /.test(text));
      if (at < 0) return;
      const request = peer.heard.splice(at, 1)[0] ?? '';
      if (!request.startsWith('INVITE ')) {
        peer.reply(request, '200 OK');
        continue;
      }
      // A repeated one has been answered already.
      if (this.invites.some((known) => headerOf(known, 'Call-ID') === headerOf(request, 'Call-ID'))) continue;
      this.invites.push(request);
      if (!this.answer) continue;
      const { status, headers } = this.answer;
      const body = status.startsWith('2') ? { body: sdpOf(peer.address, 4002) } : {};
      peer.reply(request, status, { tag: newId('t'), ...body, ...(headers ? { headers } : {}) });
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.peer.close();
  }
}
