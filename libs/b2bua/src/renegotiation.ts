import type { Logger } from '@switchyard/kernel';
import { HEADERS, METHODS } from '@switchyard/sip';
import { refusedSdp } from './branch.js';
import type { SipExchange } from './exchange.js';
import type { Credentials, Outgoing, SipLink } from './link.js';
import type { MediaSession, MediaSide } from './media-session.js';
import type { SrfAck, SrfAnswer } from './srf-surface.js';

/** One side of an established call, as a renegotiation sees it. */
export interface TalkingSide {
  readonly dialogId: string;
  readonly side: MediaSide;
  readonly credentials: Credentials | undefined;
}

export interface RenegotiationDeps {
  readonly link: SipLink;
  readonly media: MediaSession;
  readonly logger: Logger;
  /** What a side has said of itself and the other has taken. */
  readonly onDescription: (side: MediaSide, sdp: string) => void;
}

/** `lost`: the other side's dialog is dead (RFC 3261 §12.2.1.2) and the call must end. */
export type RenegotiationEnd = 'done' | 'lost';

export type ReinviteEnd =
  | { readonly kind: 'answered'; readonly answer: SrfAnswer; readonly ack: SrfAck }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string };

/**
 * A re-INVITE, or an UPDATE with a description, of one side: media is re-offered through the relay and the other side is asked by
 * re-INVITE, which every endpoint serves (an UPDATE need not be supported). Hold, codec changes and session refreshes are all this.
 */
export async function renegotiate(
  exchange: SipExchange,
  from: TalkingSide,
  to: TalkingSide,
  deps: RenegotiationDeps,
): Promise<RenegotiationEnd> {
  const { body } = exchange.incoming;
  if (body === '') return lateOffer(exchange, from.side, to, deps);
  const offered = await deps.media.offer(from.side, body);
  if (!offered.ok) {
    deps.logger.warn('a re-offer was not anchored', { reason: offered.error.text });
    exchange.refuse(offered.error.cause);
    return 'done';
  }
  const final = await reinvite(deps.link, to, offered.value, exchange);
  if (final.kind === 'refused') return passOn(exchange, final);
  final.ack();
  deps.onDescription(from.side, body);
  deps.onDescription(to.side, final.answer.body ?? '');
  const answered = await deps.media.answer(from.side, final.answer.body ?? '');
  if (!answered.ok) exchange.refuse(answered.error.cause);
  else if (exchange.incoming.method === METHODS.UPDATE) exchange.final(200, 'OK', {}, { type: 'application/sdp', text: answered.value });
  else
    await exchange
      .answer(answered.value)
      .catch((error: unknown) => deps.logger.warn('a re-INVITE was not answered', { reason: String(error) }));
  return 'done';
}

/** A re-INVITE without description: the other side offers in its 200, the asking side answers in its ACK (RFC 3261 §14.1). */
async function lateOffer(exchange: SipExchange, side: MediaSide, to: TalkingSide, deps: RenegotiationDeps): Promise<RenegotiationEnd> {
  const final = await reinvite(deps.link, to, undefined, exchange);
  if (final.kind === 'refused') return passOn(exchange, final);
  const refuseMedia = (): void => final.ack({ body: refusedSdp(final.answer) });
  const offered = await deps.media.offer(to.side, final.answer.body ?? '');
  if (!offered.ok) {
    refuseMedia();
    exchange.refuse(offered.error.cause);
    return 'done';
  }
  try {
    const { ack } = await exchange.answer(offered.value);
    // Without ACK the engine ends the dialog after 64·T1, and with it the call.
    void ack.then(async (sdp) => {
      const answered = sdp === '' ? undefined : await deps.media.answer(to.side, sdp);
      if (!answered?.ok) return refuseMedia();
      final.ack({ body: answered.value, headers: { [HEADERS.CONTENT_TYPE]: 'application/sdp' } });
      deps.onDescription(to.side, final.answer.body ?? '');
      deps.onDescription(side, sdp);
    });
  } catch (thrown) {
    deps.logger.warn('a re-INVITE was not answered', { reason: String(thrown) });
    refuseMedia();
  }
  return 'done';
}

/** Re-INVITEs a side and waits for its final answer; a CANCEL of whoever asked for it is passed on. */
export function reinvite(
  link: SipLink,
  to: Pick<TalkingSide, 'dialogId' | 'credentials'>,
  sdp: string | undefined,
  asker?: Pick<SipExchange, 'onCancel'>,
): Promise<ReinviteEnd> {
  return new Promise((resolve) => {
    const outgoing: Outgoing = link.send(
      {
        method: METHODS.INVITE,
        dialogId: to.dialogId,
        headers: sdp === undefined ? {} : { [HEADERS.CONTENT_TYPE]: 'application/sdp' },
        body: sdp,
        credentials: to.credentials,
      },
      {
        onResponse: (answer, ack) => {
          if (answer.status < 200) return;
          if (answer.status < 300) resolve({ kind: 'answered', answer, ack });
          else resolve({ kind: 'refused', status: answer.source_address === '' ? 408 : answer.status, reason: answer.reason });
        },
        onFailed: (error) => resolve({ kind: 'refused', status: error.code === 'ENODIALOG' ? 481 : 500, reason: 'Server Internal Error' }),
      },
    );
    asker?.onCancel(() => outgoing.cancel());
  });
}

function passOn(exchange: SipExchange, final: { readonly status: number; readonly reason: string }): RenegotiationEnd {
  const lost = final.status === 481 || final.status === 408;
  const ours = final.status < 400 || final.status === 401 || final.status === 407;
  exchange.final(ours ? 500 : final.status, ours ? 'Server Internal Error' : final.reason);
  return lost ? 'lost' : 'done';
}
