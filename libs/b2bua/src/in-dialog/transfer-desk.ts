import { type Json } from '@switchyard/kernel';
import { HEADERS, reasonOf } from '@switchyard/sip';
import { other, type EstablishedCall } from '../established-call.js';
import type { SipExchange } from '../exchange.js';
import type { MediaSide as Side } from '../media-session.js';
import type { House, ReferDecision } from './house.js';
import { ReferProgress } from './refer-progress.js';
import { readRefer, type ReferRequest } from './refer-request.js';
import { dialogIdsOf } from './replaces.js';
import { RungTarget, TalkingTarget } from './targets.js';
import { Transfer, type Transferred, type TransferTarget } from './transfer.js';

/** Serves the REFERs of the phones of a switchboard. What may be transferred where is decided by the app. */
export class TransferDesk<F extends Json> {
  constructor(private readonly house: House<F>) {}

  /** `by`: the side of `call` that sent the REFER. Always answered. */
  async serve(call: EstablishedCall, by: Side, exchange: SipExchange): Promise<void> {
    const { incoming } = exchange;
    const read = readRefer(incoming);
    if (!read.ok) {
      this.house.logger.info('REFER malformed', { legUid: call.legUid, ...read.error });
      return exchange.refuse('request-malformed', { reason: `Bad ${read.error.header}` });
    }
    const refer = read.value;
    if (call.isMoving) return exchange.final(491, reasonOf(491));
    const transferred = await this.#transferred(call, other(by));
    if (!this.house.onRefer || by === call.insideSide || !transferred) return exchange.refuse('method-refused');
    const found = refer.replaces ? await this.#other(refer) : undefined;
    if (refer.replaces && !found) return exchange.refuse('dialog-unknown');
    const decision = await this.house.onRefer({
      callUid: call.leg.callUid,
      facts: call.leg.facts as F,
      user: refer.user,
      host: refer.host,
      scheme: refer.scheme,
      other: found && { callUid: found.callUid, facts: found.facts },
      incoming,
    });
    const target = this.#targetOf(decision, transferred, found, incoming.maxForwards);
    if (!target.ok) return exchange.refuse(target.cause);
    // While the app decided, the call may have ended or begun to move.
    if (call.hasEnded || call.isMoving) return exchange.final(call.hasEnded ? 481 : 491, reasonOf(call.hasEnded ? 481 : 491));
    exchange.final(202, 'Accepted', refer.wantsNews ? {} : { [HEADERS.REFER_SUB]: 'false' });
    const { dialogId } = await call.talking(by);
    const progress = new ReferProgress(this.house.link, dialogId, refer.id, refer.wantsNews);
    const { logger } = this.house;
    new Transfer({ call, by, progress, target: target.value, transferred, logger }).begin();
  }

  async #transferred(call: EstablishedCall, side: Side): Promise<Transferred | undefined> {
    const sdp = call.leg.insideSdp;
    if (sdp === undefined) return undefined;
    return { ...(await call.talking(side)), sdp, media: call.mediaSides[side], callUid: call.leg.callUid };
  }

  #targetOf(
    decision: ReferDecision<F>,
    transferred: Transferred,
    found: Found<F> | undefined,
    maxForwards: number,
  ): { readonly ok: true; readonly value: TransferTarget } | { readonly ok: false; readonly cause: 'dialog-unknown' | Refused } {
    if (decision.kind === 'refused') return { ok: false, cause: decision.cause };
    if (decision.kind === 'call') return { ok: true, value: new RungTarget(this.house, decision.plan, transferred, maxForwards) };
    const value = found?.target({ house: this.house, legUid: decision.legUid, facts: decision.facts });
    return value ? { ok: true, value } : { ok: false, cause: 'dialog-unknown' };
  }

  /** The second call of an attended transfer: answered, or still ringing. */
  async #other({ replaces }: ReferRequest): Promise<Found<F> | undefined> {
    if (!replaces) return undefined;
    const call = await this.house.talking(replaces);
    if (call && !call.hasEnded && !call.isMoving) {
      const ids = dialogIdsOf(replaces);
      const by: Side = ids.includes(call.dialogIds[0]) ? 'caller' : 'callee';
      if (by === call.insideSide) return undefined;
      const { callUid, facts } = call.leg;
      return { callUid, facts: facts as F, target: (meeting) => new TalkingTarget(meeting, call, by) };
    }
    const dialling = this.house.dialling(replaces);
    if (!dialling) return undefined;
    const { callUid, facts } = dialling.plan;
    return { callUid, facts, target: (meeting) => dialling.handOn(meeting) };
  }
}

type Refused = Extract<ReferDecision<never>, { kind: 'refused' }>['cause'];

interface Found<F> {
  readonly callUid: string;
  readonly facts: F;
  readonly target: (meeting: { house: House<F>; legUid: string; facts: F }) => TransferTarget | undefined;
}
