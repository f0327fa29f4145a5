import type { Logger } from '@switchyard/kernel';
import type { SipLink } from '../link.js';
import type { MediaSession, MediaSide } from '../media-session.js';
import { reinvite, type ReinviteEnd, type TalkingSide } from '../renegotiation.js';

export interface JoinDeps {
  readonly link: SipLink;
  readonly logger: Logger;
}

/** What the newly connected side said of its media, and what the relay made of it for its partner; or the SIP status that kept it apart. */
export type JoinEnd =
  { readonly ok: true; readonly sdp: string; readonly answer: string } | { readonly ok: false; readonly status: number };

type Dialog = Pick<TalkingSide, 'dialogId' | 'credentials'>;

/** RFC 3261 §14.1: whose re-INVITE met another one tries again a little later, at another moment than the other side. */
const AGAIN_MS = [150, 400, 700, 1100];

/** Re-INVITEs a side; a glare is waited out. */
async function ask(link: SipLink, to: Dialog, sdp: string): Promise<ReinviteEnd> {
  let end = await reinvite(link, to, sdp);
  for (const ms of AGAIN_MS) {
    if (end.kind !== 'refused' || end.status !== 491) return end;
    await new Promise((resolve) => setTimeout(resolve, ms * (0.75 + Math.random() / 2)));
    end = await reinvite(link, to, sdp);
  }
  return end;
}

/**
 * Puts a side of a call to another partner (RFC 3725): the partner's description goes through the relay to it as a new offer. `from` is the
 * partner's name on `media`, `to` the dialog that is asked.
 */
export async function connectTo(media: MediaSession, from: MediaSide, sdp: string, to: Dialog, deps: JoinDeps): Promise<JoinEnd> {
  const offered = await media.offer(from, sdp);
  if (!offered.ok) {
    deps.logger.warn('media of a new partner was not anchored', { reason: offered.error.text });
    return { ok: false, status: 488 };
  }
  const end = await ask(deps.link, to, offered.value);
  if (end.kind === 'refused') return { ok: false, status: end.status };
  end.ack();
  const theirs = end.answer.body ?? '';
  const answered = await media.answer(from, theirs);
  if (answered.ok) return { ok: true, sdp: theirs, answer: answered.value };
  deps.logger.warn('media of a new partner was not anchored', { reason: answered.error.text });
  return { ok: false, status: 488 };
}

/** A description as an offer to somebody else: whoever it was held by does not matter to him (RFC 3264 §8.4). */
export const asOffer = (sdp: string): string => sdp.replace(/^a=(sendonly|recvonly|inactive)\r?\n/gm, '');

/**
 * An answer that takes every stream and lets nothing flow yet: for a caller who must be answered before whoever takes the call can be asked
 * (RFC 3725 §4.3).
 */
export function holdingAnswer(offer: string): string {
  const media = offer
    .split(/\r?\n(?=m=)/)
    .slice(1)
    .flatMap((section) => {
      const [line = '', ...attributes] = section.split(/\r?\n/);
      const [kind = '', port = '0', ...rest] = line.split(' ');
      const kept = attributes.filter((text) => /^a=(rtpmap|fmtp|mid):/.test(text));
      return port === '0' ? [`${kind} 0 ${rest.join(' ')}`] : [`${kind} 9 ${rest.join(' ')}`, ...kept, 'a=inactive'];
    });
  return ['v=0', 'o=- 0 0 IN IP4 0.0.0.0', 's=-', 'c=IN IP4 0.0.0.0', 't=0 0', ...media, ''].join('\r\n');
}
