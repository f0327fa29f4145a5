import { CAUSES, type Cause, type Json } from '@switchyard/kernel';
import { sendBye } from '../branch.js';
import type { BridgeOutcome, BridgePlan } from '../bridge-plan.js';
import type { CallSetup, SetupFailed } from '../call-setup.js';
import { other, type EstablishedCall } from '../established-call.js';
import type { SipExchange } from '../exchange.js';
import { MediaSession, type MediaSide as Side } from '../media-session.js';
import type { TalkingSide } from '../renegotiation.js';
import type { StoredLeg, StoredSides } from '../stored-leg.js';
import type { House, TakePlan } from './house.js';
import { connectTo, holdingAnswer, type JoinEnd } from './join.js';

const failed = (cause: Cause, status: number = CAUSES[cause].sip): BridgeOutcome => ({
  kind: 'failed',
  cause,
  status,
  reason: CAUSES[cause].reason,
  tries: [],
});

type Dialog = Pick<TalkingSide, 'dialogId' | 'credentials'>;
type Asked = JoinEnd & { readonly ok: true };

/**
 * Puts the phone of `taker` in the place of another one: in a call that is answered, or in one that rings (RFC 3891 §3). The side that stays
 * is asked by re-INVITE, wherever it is: whichever application server has the call keeps it.
 */
export class PickUp<F extends Json> {
  constructor(
    private readonly house: House<F>,
    private readonly taker: SipExchange,
    private readonly plan: TakePlan<F>,
  ) {}

  /** `side`: the phone that is replaced. */
  async talking(call: EstablishedCall, side: Side): Promise<BridgeOutcome> {
    if (call.isMoving || call.hasEnded) return failed('dialog-unknown');
    let hasLeft = false;
    call.move({
      left: (who) => {
        if (who !== side) return 'ends';
        hasLeft = true;
        return 'kept';
      },
    });
    const stays = await call.talking(other(side));
    const media = this.#media(call.mediaSides[other(side)]);
    const joined = await call.exclusively(() => this.#offerTo(stays, media));
    const byeTo: readonly Side[] = hasLeft ? [] : [side];
    if (!joined.ok) {
      call.move(undefined);
      if (hasLeft) this.house.track(call.end('normal-clearing', side, [other(side)]));
      return failed('dialog-unknown', joined.status);
    }
    await call.handOver('picked-up', this.plan.at, byeTo);
    const taken = await this.#establish(media, joined, stays, call.leg.callUid);
    this.house.track(call.end('picked-up', this.plan.at, taken ? byeTo : ['caller', 'callee']));
    return taken ? this.#answered() : failed('cancelled');
  }

  /** A call whose phones ring: `caller` is who waits for an answer. */
  async ringing(setup: CallSetup<F>, caller: SipExchange, rung: BridgePlan<F>, media: MediaSession['sides'][Side]): Promise<BridgeOutcome> {
    if (caller.incoming.body === '') return failed('media-refused');
    return new Promise((resolve) => {
      const finish = async (): Promise<SetupFailed> => {
        const outcome = await this.#takeRinging(caller, rung, media).catch((thrown: unknown) => {
          this.house.logger.error('a pickup broke', { legUid: rung.legUid, reason: String(thrown) });
          return failed('internal-error');
        });
        resolve(outcome);
        if (outcome.kind === 'answered') return { kind: 'failed', cause: 'picked-up', status: CAUSES['picked-up'].sip };
        return { kind: 'failed', cause: outcome.cause, status: outcome.status };
      };
      if (!setup.take({ kind: 'taken', finish })) resolve(failed('dialog-unknown'));
    });
  }

  async #takeRinging(caller: SipExchange, rung: BridgePlan<F>, sides: MediaSession['sides'][Side]): Promise<BridgeOutcome> {
    const { ack } = await caller.answer(holdingAnswer(caller.incoming.body));
    await ack;
    const stays = { dialogId: caller.dialogId, credentials: undefined };
    const media = this.#media(sides);
    const joined = await this.#offerTo(stays, media);
    if (joined.ok && (await this.#establish(media, joined, stays, rung.callUid))) return this.#answered();
    sendBye(this.house.link, stays.dialogId);
    this.house.track(media.free());
    return joined.ok ? failed('cancelled') : failed('dialog-unknown', joined.status);
  }

  #media(stays: MediaSession['sides'][Side]): MediaSession {
    const { house, plan } = this;
    return new MediaSession(house.media, `sy-${plan.legUid}`, house.logger, { caller: plan.media, callee: stays });
  }

  /** What the taker offers goes to the side that stays; what it says comes back as the taker's answer. */
  async #offerTo(stays: Dialog, media: MediaSession): Promise<JoinEnd> {
    const { body } = this.taker.incoming;
    if (body === '') return { ok: false, status: CAUSES['media-refused'].sip };
    const joined = await connectTo(media, 'caller', body, stays, this.house);
    if (!joined.ok) await media.free();
    return joined;
  }

  /** False when the taker gave up meanwhile. */
  async #establish(media: MediaSession, joined: Asked, stays: Dialog, callUid: string): Promise<boolean> {
    const { house, plan, taker } = this;
    try {
      await taker.answer(joined.answer);
    } catch {
      return false;
    }
    const leg: StoredLeg = {
      v: 1,
      app: house.app,
      legUid: plan.legUid,
      callUid,
      facts: plan.facts as StoredLeg['facts'],
      startedAtMs: house.nowMs(),
      answeredAtMs: house.nowMs(),
      postDialDelayMs: null,
      deadlineAtMs: null,
      caller: { dialogId: taker.dialogId },
      callee: { dialogId: stays.dialogId, target: plan.name, credentialsRef: null, inside: true },
      media: { callId: media.callId, relay: media.relay, sides: media.sides as StoredSides },
      tries: [],
      insideSdp: joined.sdp,
      ending: null,
    };
    await house.establish(leg, media);
    const { incoming } = taker;
    house.answered({
      legUid: plan.legUid,
      callUid,
      facts: plan.facts,
      target: plan.name,
      near: { callId: incoming.callId, tag: incoming.from.tag ?? '' },
    });
    return true;
  }

  #answered(): BridgeOutcome {
    return { kind: 'answered', target: this.plan.name, tries: [] };
  }
}
