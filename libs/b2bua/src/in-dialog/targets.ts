import { CAUSES, type Json } from '@switchyard/kernel';
import type { BridgePlan } from '../bridge-plan.js';
import { CallMedia } from '../call-media.js';
import { CallSetup, type CalleeAnswered, type SetupCaller } from '../call-setup.js';
import { sendBye } from '../branch.js';
import { other, type EstablishedCall } from '../established-call.js';
import { farDialogOf } from '../far-dialog.js';
import type { Credentials } from '../link.js';
import { MediaSession, type MediaSide as Side } from '../media-session.js';
import type { StoredLeg, StoredSides } from '../stored-leg.js';
import type { House } from './house.js';
import { asOffer, connectTo } from './join.js';
import type { TransferEvent } from './transfer.fsm.js';
import type { TargetJoined, Transferred, TransferTarget } from './transfer.js';

/** Of the leg that a transfer makes. */
interface NewLeg<F> {
  readonly legUid: string;
  readonly callUid: string;
  readonly facts: F;
  readonly startedAtMs: number;
  readonly target: string;
  readonly tries: StoredLeg['tries'];
}

interface TargetSide {
  readonly dialogId: string;
  readonly otherTag?: string | undefined;
  readonly credentials?: Credentials | undefined;
  readonly credentialsRef?: string | null | undefined;
}

/** The transferred side and the target as one leg; the side that stays is its caller. */
function legOf<F extends Json>(house: House<F>, made: NewLeg<F>, stays: Transferred, target: TargetSide, media: MediaSession): StoredLeg {
  const { legUid, callUid, facts, startedAtMs, tries } = made;
  return {
    v: 1,
    app: house.app,
    legUid,
    callUid,
    facts: facts as StoredLeg['facts'],
    startedAtMs,
    answeredAtMs: house.nowMs(),
    postDialDelayMs: null,
    deadlineAtMs: null,
    caller: { dialogId: stays.dialogId },
    callee: { dialogId: target.dialogId, target: made.target, credentialsRef: target.credentialsRef ?? null, inside: true },
    media: { callId: media.callId, relay: media.relay, sides: media.sides as StoredSides },
    tries: [...tries],
    ending: null,
  };
}

async function commit<F extends Json>(
  house: House<F>,
  made: NewLeg<F>,
  stays: Transferred,
  target: TargetSide,
  media: MediaSession,
): Promise<void> {
  await house.establish(legOf(house, made, stays, target, media), media, target.credentials);
  const { legUid, callUid, facts } = made;
  house.answered({ legUid, callUid, facts, target: made.target });
}

/** Blind transfer: a call is made for the side that stays, and connected with it when it is answered. */
export class RungTarget<F extends Json> implements TransferTarget {
  readonly #media: CallMedia;
  readonly #setup: CallSetup<F>;
  readonly #startedAtMs: number;
  #answered: CalleeAnswered | undefined;
  #dropped = false;

  constructor(
    private readonly house: House<F>,
    private readonly plan: BridgePlan<F>,
    stays: Transferred,
    maxForwards: number,
  ) {
    const { link, logger } = house;
    this.#startedAtMs = house.nowMs();
    this.#media = new CallMedia(house.media, `sy-${plan.legUid}`, stays.media, logger);
    // The party that stays hears what it hears: music, or the transferor, until the target answers.
    const exchange: SetupCaller = {
      incoming: { maxForwards, body: asOffer(stays.sdp) },
      onCancel: () => undefined,
      onUpdate: () => undefined,
      provisional: () => undefined,
    };
    this.#setup = new CallSetup<F>({
      link,
      exchange,
      plan,
      media: this.#media,
      logger,
      onRinging: (target, answer) => {
        this.#tell({ type: 'target-rings' });
        const { legUid, callUid, facts } = plan;
        house.ringing({ legUid, callUid, facts, target, far: farDialogOf(answer) });
      },
    });
  }

  #tell: (event: TransferEvent) => void = () => undefined;

  start(tell: (event: TransferEvent) => void): void {
    this.#tell = tell;
    this.house.track(this.#run());
  }

  async #run(): Promise<void> {
    const end = await this.#setup.run();
    const { plan } = this;
    if (end.kind === 'answered') {
      end.ack();
      this.#answered = end;
      plan.settled?.({ kind: 'answered', target: end.branch.target.name, tries: this.#setup.tries });
      return this.#tell({ type: 'target-answered' });
    }
    const failed = end.kind === 'failed' ? end : ({ kind: 'failed', cause: 'picked-up', status: CAUSES['picked-up'].sip } as const);
    this.house.track(this.#media.free());
    plan.settled?.({ ...failed, kind: 'failed', reason: CAUSES[failed.cause].reason, tries: this.#setup.tries });
    this.house.failed(plan, this.#startedAtMs, this.#setup.tries, failed);
    this.#tell({ type: 'target-failed', status: failed.status });
  }

  async join(stays: Transferred): Promise<TargetJoined> {
    const end = this.#answered;
    if (!end) return { ok: false, status: 500 };
    const { branch, answer } = end;
    const sdp = answer.body || (branch.described?.theirs ?? '');
    // The relay learns where the target is; what it makes of it for the other side comes with the offer.
    await this.#setup.describe(branch, sdp);
    const media = this.#media.keep(branch.target);
    const joined = await connectTo(media, 'callee', asOffer(sdp), stays, this.house);
    if (!joined.ok) return joined;
    const { legUid, callUid, facts } = this.plan;
    const made = { legUid, callUid, facts, startedAtMs: this.#startedAtMs, target: branch.target.name, tries: this.#setup.tries };
    const { credentials, credentialsRef } = branch.target;
    const target = { dialogId: answer.stackDialogId, credentials, credentialsRef };
    return { ok: true, commit: () => commit(this.house, made, stays, target, media) };
  }

  cancel(): void {
    this.#setup.stop('cancelled');
  }

  drop(): void {
    if (!this.#answered || this.#dropped) return;
    this.#dropped = true;
    sendBye(this.house.link, this.#answered.answer.stackDialogId, this.#answered.branch.target.credentials);
    this.house.track(this.#media.free());
    this.house.failed(this.plan, this.#startedAtMs, this.#setup.tries, { kind: 'failed', cause: 'cancelled', status: 487 });
  }
}

/** Where two sides meet that are in calls already. */
export interface Meeting<F> {
  readonly house: House<F>;
  readonly legUid: string;
  readonly facts: F;
}

/** Connects the side that stays with one that talks in another dialog: both are re-INVITEd, through a media session of their own. */
export async function meet<F extends Json>(
  { house, legUid, facts }: Meeting<F>,
  stays: Transferred,
  target: TargetSide & { readonly name: string; readonly media: MediaSession['sides'][Side] },
): Promise<TargetJoined> {
  const media = new MediaSession(house.media, `sy-${legUid}`, house.logger, { caller: stays.media, callee: target.media });
  const startedAtMs = house.nowMs();
  const asked = await connectTo(media, 'caller', asOffer(stays.sdp), { credentials: undefined, ...target }, house);
  const joined = asked.ok ? await connectTo(media, 'callee', asOffer(asked.sdp), stays, house) : asked;
  if (!joined.ok) {
    await media.free();
    return joined;
  }
  const made = { legUid, callUid: stays.callUid, facts, startedAtMs, target: target.name, tries: [] };
  return { ok: true, commit: () => commit(house, made, stays, target, media) };
}

/** Attended transfer: the transferor talks to the target in a second call, which ends with the first one. */
export class TalkingTarget<F extends Json> implements TransferTarget {
  #left = false;

  constructor(
    private readonly meeting: Meeting<F>,
    private readonly call: EstablishedCall,
    /** The transferor's side of the second call. */
    private readonly by: Side,
  ) {}

  start(tell: (event: TransferEvent) => void): void {
    this.call.move({
      left: (side) => {
        if (side !== this.by) return 'ends';
        this.#left = true;
        return 'kept';
      },
    });
    tell({ type: 'target-answered' });
  }

  async join(stays: Transferred): Promise<TargetJoined> {
    const side = other(this.by);
    const { dialogId, credentials } = await this.call.talking(side);
    const { leg, mediaSides } = this.call;
    const target = { dialogId, credentials, credentialsRef: leg.callee.credentialsRef, name: leg.callee.target, media: mediaSides[side] };
    const joined = await this.call.exclusively(() => meet(this.meeting, stays, target));
    if (!joined.ok || this.call.hasEnded) {
      this.#giveBack();
      return joined.ok ? { ok: false, status: 487 } : joined;
    }
    return { ok: true, commit: () => this.#commit(joined.commit) };
  }

  async #commit(establish: () => Promise<void>): Promise<void> {
    const byeTo: readonly Side[] = this.#left ? [] : [this.by];
    await this.call.handOver('transferred', 'transfer', byeTo);
    await establish();
    this.meeting.house.track(this.call.end('transferred', 'transfer', byeTo));
  }

  /** The second call is the transferor's again, if it is still there. */
  #giveBack(): void {
    this.call.move(undefined);
    if (this.#left) this.meeting.house.track(this.call.end('normal-clearing', this.by, [other(this.by)]));
  }

  cancel(): void {
    this.#giveBack();
  }

  drop(): void {
    if (this.call.isMoving) this.#giveBack();
  }
}

/** Semi-attended transfer: the target of the transferor's second call rings already. The setup tells what becomes of it. */
export class RingingTarget<F extends Json> implements TransferTarget {
  #tell: ((event: TransferEvent) => void) | undefined;
  #answered: CalleeAnswered | undefined;
  #released: (() => void) | undefined;

  constructor(
    private readonly meeting: Meeting<F>,
    private readonly stop: () => void,
  ) {}

  start(tell: (event: TransferEvent) => void): void {
    this.#tell = tell;
  }

  /** The setup has an answer; resolves when the call is nobody else's any more. */
  async answered(end: CalleeAnswered): Promise<void> {
    this.#answered = end;
    end.ack();
    const released = new Promise<void>((resolve) => (this.#released = resolve));
    this.#tell?.({ type: 'target-answered' });
    await released;
  }

  failed(status: number): void {
    this.#tell?.({ type: 'target-failed', status });
  }

  async join(stays: Transferred): Promise<TargetJoined> {
    const end = this.#answered;
    if (!end) return { ok: false, status: 500 };
    const { name, credentials, credentialsRef, media = {} } = end.branch.target;
    const target = { dialogId: end.answer.stackDialogId, credentials, credentialsRef, name, media };
    const joined = await meet(this.meeting, stays, target);
    if (!joined.ok) return joined;
    return {
      ok: true,
      commit: async () => {
        await joined.commit();
        this.#released?.();
      },
    };
  }

  cancel(): void {
    this.stop();
  }

  drop(): void {
    if (!this.#answered) return;
    sendBye(this.meeting.house.link, this.#answered.answer.stackDialogId, this.#answered.branch.target.credentials);
    this.#released?.();
  }
}
