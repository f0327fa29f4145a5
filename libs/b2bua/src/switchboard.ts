import { causeOfStatus, CAUSES, messageOf, systemClock, terminate, type Clock, type Json, type Logger } from '@switchyard/kernel';
import { HEADERS } from '@switchyard/sip';
import type { BridgeOutcome, BridgePlan, BridgeTarget, CallInProgress, EndedCall, TargetTry } from './bridge-plan.js';
import { CallMedia } from './call-media.js';
import { CallSetup, hangUpAnswered, type CalleeAnswered, type SetupFailed } from './call-setup.js';
import { EstablishedCall, type CallDeps } from './established-call.js';
import type { SipExchange } from './exchange.js';
import { farDialogOf } from './far-dialog.js';
import type { Dialling, House, InfoAsked, InfoDecision, ReferAsked, ReferDecision, TakePlan } from './in-dialog/house.js';
import { PickUp } from './in-dialog/pick-up.js';
import { dialogIdsOf, type Replaces } from './in-dialog/replaces.js';
import { sessionAnswer } from './in-dialog/session-answer.js';
import { RingingTarget } from './in-dialog/targets.js';
import { TransferDesk } from './in-dialog/transfer-desk.js';
import type { LegStore } from './leg-store.js';
import type { Credentials, SipLink } from './link.js';
import type { MediaPort } from './media-port.js';
import { MediaSession, type MediaSides } from './media-session.js';
import type { SrfAnswer } from './srf-surface.js';
import { ALLOW } from './outgoing-headers.js';
import type { StoredLeg, StoredSides } from './stored-leg.js';
import { untilDone } from './until-done.js';

export interface SwitchboardOptions<F> {
  readonly link: SipLink;
  readonly media: MediaPort;
  readonly store: LegStore;
  readonly app: string;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly onRinging?: (call: CallInProgress<F>) => void;
  readonly onAnswered?: (call: CallInProgress<F>) => void;
  /** A call of a former life of this process was taken over. */
  readonly onRestored?: (call: CallInProgress<F>) => void;
  /** Exactly once for every bridged call; repeated only when it rejects. */
  readonly onEnded: (ended: EndedCall<F>) => Promise<void>;
  /** Credentials of a restored leg's target. */
  readonly credentials?: (ref: string) => Promise<Credentials | undefined>;
  /** In-dialog methods passed end to end; INVITE, UPDATE, BYE, OPTIONS and PRACK are always served. Default INFO and MESSAGE. */
  readonly forward?: readonly string[];
  /** Where a phone may transfer its call to; without it every REFER is refused. */
  readonly onRefer?: (refer: ReferAsked<F>) => Promise<ReferDecision<F>>;
  /** What becomes of an INFO inside a call; without it all pass to the other side. */
  readonly onInfo?: (info: InfoAsked<F>) => InfoDecision;
  /** Asks phones (and carriers) to keep their sessions alive, RFC 4028; they end with `session-expired` otherwise. Default: not asked. */
  readonly sessionExpiresSec?: number;
  readonly checkMs?: number;
}

/** A call that rings. */
interface SettingUp<F> {
  readonly setup: CallSetup<F>;
  readonly exchange: SipExchange;
  readonly plan: BridgePlan<F>;
  readonly media: CallMedia;
  /** Who gets the answer in place of the phone that dialled. */
  successor: RingingTarget<F & Json> | undefined;
}

/** A call of ours whose phone may be replaced by another one (RFC 3891). */
export interface Replaceable<F> {
  readonly callUid: string;
  readonly facts: F;
  /** False: it rings. */
  readonly isAnswered: boolean;
  /** Puts the phone that sent `exchange` in its place. Never rejects. */
  readonly take: (exchange: SipExchange, plan: TakePlan<F>) => Promise<BridgeOutcome>;
}

/** How long the caller's 200 waits for the leg to lie in Redis: usually it already does. */
const STORE_HEAD_START_MS = 30;
/** How often the media and both dialogs of every call are asked for. */
const CHECK_MS = 60_000;
/** After a reconnect the engine first delivers what it kept for us; only then are dialogs probed. */
const PROBE_AFTER_MS = 5000;
/** A request for an unknown dialog waits this long for the first load of the stored legs. */
const LOAD_PATIENCE_MS = 5000;

/** All calls of one process: connects them, serves them until they end, and takes over those of its former life. */
export class Switchboard<F extends Json> {
  readonly #byDialog = new Map<string, EstablishedCall>();
  readonly #calls = new Set<EstablishedCall>();
  readonly #setups = new Set<SettingUp<F>>();
  readonly #house: House<F>;
  /** Endings being recorded. */
  readonly #tail = new Set<Promise<unknown>>();
  readonly #deps: CallDeps;
  readonly #clock: Clock;
  #loaded: Promise<void> | undefined;
  #isLoaded = false;
  #checks: NodeJS.Timeout | undefined;
  #checking = false;
  #closing = false;

  constructor(private readonly options: SwitchboardOptions<F>) {
    const { link, store, logger } = options;
    this.#clock = options.clock ?? systemClock;
    this.#house = {
      app: options.app,
      link,
      media: options.media,
      logger,
      nowMs: this.#clock.nowMs,
      onRefer: options.onRefer,
      talking: (replaces) => this.#talking(replaces),
      dialling: (replaces) => this.#dialling(replaces),
      establish: (leg, media, credentials) => this.#establish(leg, media, credentials),
      ringing: (call) => options.onRinging?.(call),
      answered: (call) => options.onAnswered?.(call),
      failed: (plan, startedAtMs, tries, failed) => this.#report(plan, startedAtMs, null, tries, failed),
      track: (running) => this.#track(running),
    };
    const desk = options.onRefer && new TransferDesk<F>(this.#house);
    this.#deps = {
      link,
      onInfo: options.onInfo && ((call, side, exchange) => options.onInfo?.(infoOf(call, side, exchange)) ?? { kind: 'pass' }),
      onRefer: desk && ((call, side, exchange) => desk.serve(call, side, exchange)),
      store,
      logger,
      nowMs: this.#clock.nowMs,
      forward: options.forward ?? ['INFO', 'MESSAGE'],
      credentials: options.credentials ?? (() => Promise.resolve(undefined)),
      onEnded: (ended) => options.onEnded(ended as EndedCall<F>),
      onEnding: (ending) => this.#track(ending),
      onGone: (call) => this.#forget(call),
    };
    let connections = 0;
    link.onUp(() => {
      connections += 1;
      // The engine may have been restarted behind our back: its dialogs would be gone, the media not.
      if (connections > 1) for (const call of this.#calls) call.suspect();
      setTimeout(() => this.#probeSuspects(), PROBE_AFTER_MS).unref();
    });
    link.onDown(() => {
      for (const { setup } of this.#setups) setup.stop('internal-error');
    });
  }

  /** Established calls and calls being set up. */
  get active(): { readonly established: number; readonly ringing: number } {
    return { established: this.#calls.size, ringing: this.#setups.size };
  }

  /** Takes over the stored calls of this app. With Redis away it returns at once and does so when Redis is back. */
  async start(): Promise<void> {
    this.#loaded ??= new Promise<void>((resolve) => {
      this.options.store.onReady(() => {
        if (!this.#isLoaded) void this.#restore().then(resolve);
      });
    });
    this.#checks = setInterval(() => void this.#checkCalls(), this.options.checkMs ?? CHECK_MS);
    this.#checks.unref();
    if (this.options.store.isReady) await this.#loaded;
    else await Promise.race([this.#loaded, after(1000)]);
  }

  async #restore(): Promise<void> {
    try {
      const legs = await this.options.store.loadAll();
      this.#isLoaded = true;
      const taken = legs.filter((leg) => !this.#byDialog.has(leg.caller.dialogId)).map((leg) => this.#adopt(leg));
      if (taken.length > 0) this.options.logger.info('took over established calls', { calls: taken.length });
    } catch (thrown) {
      this.options.logger.warn('stored calls were not loaded yet', { reason: messageOf(thrown) });
    }
  }

  #adopt(leg: StoredLeg): EstablishedCall {
    const { callId, relay, sides } = leg.media;
    const media = new MediaSession(this.options.media, callId, this.options.logger, sides as Partial<MediaSides> | undefined, relay);
    const call = new EstablishedCall(leg, media, this.#deps, undefined);
    this.#remember(call);
    this.options.onRestored?.({ legUid: leg.legUid, callUid: leg.callUid, facts: leg.facts as F, target: leg.callee.target });
    if (leg.ending) this.#track(call.resumeEnding());
    return call;
  }

  #remember(call: EstablishedCall): void {
    this.#calls.add(call);
    // A leg that was handed over has its end only; the dialog that stayed is the successor's.
    for (const id of call.dialogIds) if (!call.leg.ending || !this.#byDialog.has(id)) this.#byDialog.set(id, call);
  }

  #forget(call: EstablishedCall): void {
    this.#calls.delete(call);
    for (const id of call.dialogIds) if (this.#byDialog.get(id) === call) this.#byDialog.delete(id);
  }

  /** The call a dialog belongs to, also one of a former life of the process that was not loaded yet. */
  async find(dialogId: string): Promise<EstablishedCall | undefined> {
    const known = this.#byDialog.get(dialogId);
    if (known) return known;
    if (!this.#isLoaded && this.#loaded) await Promise.race([this.#loaded, after(LOAD_PATIENCE_MS)]);
    const loaded = this.#byDialog.get(dialogId);
    if (loaded) return loaded;
    const leg = await this.options.store.findByDialog(dialogId);
    return this.#byDialog.get(dialogId) ?? (leg ? this.#adopt(leg) : undefined);
  }

  /**
   * The call of a BYE whose dialog the engine has forgotten, because it was restarted: found by the rule dialog ids are made of (Call-ID and
   * the tag of whoever sent the INVITE). Only for calls whose engine was lost; for all others the engine knows better.
   */
  findForgotten(callId: string, tags: readonly (string | undefined)[]): EstablishedCall | undefined {
    for (const tag of tags) {
      const call = this.#byDialog.get(`${callId};from-tag=${tag ?? ''}`);
      if (call?.isSuspect) return call;
    }
    return undefined;
  }

  /**
   * Connects a caller with the first target that answers. Resolves when the call is answered or has failed; `onEnded` reports its end in
   * either case. Never rejects for anything the far side does.
   */
  async bridge(exchange: SipExchange, plan: BridgePlan<F>): Promise<BridgeOutcome> {
    const startedAtMs = this.#clock.nowMs();
    const began = performance.now();
    const { link, logger } = this.options;
    const media = new CallMedia(this.options.media, `sy-${plan.legUid}`, plan.callerMedia ?? {}, logger);
    const setup = new CallSetup<F>({
      link,
      exchange,
      plan,
      media,
      logger,
      toOutside: this.#toOutside,
      onRinging: (target, answer) => this.options.onRinging?.(inProgress(exchange, plan, target, answer)),
    });
    const postDialDelayMs = (): number | null => (setup.firstReplyAt === undefined ? null : Math.round(setup.firstReplyAt - began));
    const settingUp: SettingUp<F> = { setup, exchange, plan, media, successor: undefined };
    this.#setups.add(settingUp);
    let failed: SetupFailed;
    try {
      if (this.#closing) setup.stop('overload');
      const end = await setup.run();
      if (end.kind === 'taken') {
        failed = await end.finish();
      } else if (end.kind === 'answered' && settingUp.successor) {
        await settingUp.successor.answered(end);
        failed = { kind: 'failed', cause: 'transferred', status: CAUSES.transferred.sip };
      } else if (end.kind === 'failed') {
        settingUp.successor?.failed(end.status);
        failed = end;
      } else {
        const connected = await this.#connect(exchange, plan, setup, end, media, startedAtMs, postDialDelayMs());
        if (connected === 'connected') return { kind: 'answered', target: end.branch.target.name, tries: setup.tries };
        failed = connected;
      }
    } catch (thrown) {
      logger.error('a call broke while it was set up', { legUid: plan.legUid, reason: messageOf(thrown) });
      setup.stop('internal-error');
      failed = { kind: 'failed', cause: 'internal-error', status: CAUSES['internal-error'].sip };
    } finally {
      this.#setups.delete(settingUp);
    }
    this.#track(media.free());
    const onward = failed.contacts && plan.onRedirect ? await plan.onRedirect(failed.contacts) : undefined;
    if (onward && 'refused' in onward) failed = { kind: 'failed', cause: onward.refused, status: CAUSES[onward.refused].sip };
    else if (onward) failed = { kind: 'failed', cause: 'redirected', status: CAUSES.redirected.sip };
    this.#report(plan, startedAtMs, postDialDelayMs(), setup.tries, failed);
    if (onward && !('refused' in onward)) {
      const outcome = await this.bridge(exchange, onward);
      onward.settled?.(outcome);
      return outcome;
    }
    const reason = failed.status === CAUSES[failed.cause].sip ? CAUSES[failed.cause].reason : CAUSES[causeOfStatus(failed.status)].reason;
    return { kind: 'failed', cause: failed.cause, status: failed.status, reason, tries: setup.tries };
  }

  /** The end of a call that nobody answered, or that somebody else has now. */
  #report(
    plan: BridgePlan<F>,
    startedAtMs: number,
    postDialDelayMs: number | null,
    tries: readonly TargetTry[],
    failed: SetupFailed,
  ): void {
    const ended: EndedCall<F> = {
      legUid: plan.legUid,
      callUid: plan.callUid,
      facts: plan.facts,
      startedAtMs,
      answeredAtMs: null,
      endedAtMs: this.#clock.nowMs(),
      durationMs: 0,
      postDialDelayMs,
      termination: terminate(failed.cause, plan.at, failed.status),
      tries,
      winner: null,
      restored: false,
    };
    this.#track(untilDone(() => this.options.onEnded(ended), plan.legUid, this.options.logger));
  }

  /** The call that a Replaces of a phone names, if its phone may be replaced: one that is answered, or one that rings. */
  async findReplaceable(replaces: Replaces): Promise<Replaceable<F> | undefined> {
    for (const ringing of this.#setups) {
      const target = ringing.setup.ringingPhone(replaces);
      if (target && target.callInfo === undefined) return this.#takeable(ringing, target);
    }
    const call = await this.#talking(replaces);
    if (!call || call.hasEnded) return undefined;
    const side = dialogIdsOf(replaces).includes(call.dialogIds[0]) ? 'caller' : 'callee';
    if (side === call.insideSide) return undefined;
    const { callUid, facts } = call.leg;
    const take: Replaceable<F>['take'] = (taker, how) => new PickUp(this.#house, taker, how).talking(call, side);
    return { callUid, facts: facts as F, isAnswered: true, take };
  }

  /** Calls that ring at a phone, oldest first: for those who take one without knowing its dialog. */
  ringing(fits: (facts: F) => boolean): readonly Replaceable<F>[] {
    return [...this.#setups].flatMap((ringing) => {
      const target = fits(ringing.plan.facts) ? ringing.setup.ringsOutside : undefined;
      return target ? [this.#takeable(ringing, target)] : [];
    });
  }

  #takeable({ setup, exchange, plan, media }: SettingUp<F>, target: BridgeTarget): Replaceable<F> {
    const { callUid, facts } = plan;
    const take: Replaceable<F>['take'] = (taker, how) =>
      new PickUp(this.#house, taker, how).ringing(setup, exchange, plan, media.keep(target).sides.caller);
    return { callUid, facts, isAnswered: false, take };
  }

  async #talking(replaces: Replaces): Promise<EstablishedCall | undefined> {
    for (const id of dialogIdsOf(replaces)) {
      const call = await this.find(id);
      if (!call) continue;
      const { caller, callee } = call.leg;
      const { otherTag } = call.dialogIds[0] === id ? caller : callee;
      if (otherTag === undefined || [replaces.toTag, replaces.fromTag, '0'].includes(otherTag)) return call;
    }
    return undefined;
  }

  #dialling(replaces: Replaces): Dialling<F> | undefined {
    const ids = dialogIdsOf(replaces);
    for (const dialled of this.#setups) {
      if (!ids.includes(dialled.exchange.dialogId) || dialled.successor || dialled.exchange.incoming.body === '') continue;
      const { plan, setup } = dialled;
      return {
        plan,
        setup,
        handOn: (meeting) => {
          if (!this.#setups.has(dialled) || dialled.successor) return undefined;
          setup.handOn();
          return (dialled.successor = new RingingTarget(meeting, () => setup.stop('cancelled')));
        },
      };
    }
    return undefined;
  }

  async #establish(leg: StoredLeg, media: MediaSession, credentials: Credentials | undefined): Promise<EstablishedCall> {
    const call = new EstablishedCall(leg, media, this.#deps, { credentials, answeredAt: performance.now(), ready: Promise.resolve() });
    this.#remember(call);
    await Promise.race([this.options.store.save(leg), after(STORE_HEAD_START_MS)]);
    return call;
  }

  async #connect(
    exchange: SipExchange,
    plan: BridgePlan<F>,
    setup: CallSetup<F>,
    end: CalleeAnswered,
    offered: CallMedia,
    startedAtMs: number,
    postDialDelayMs: number | null,
  ): Promise<'connected' | SetupFailed> {
    const { branch, answer, ack } = end;
    const { link, store, logger } = this.options;
    const media = offered.keep(branch.target);
    const lateOffer = exchange.incoming.body === '';
    const answeredAt = performance.now();
    const answeredAtMs = this.#clock.nowMs();
    if (!lateOffer) ack();

    const described = lateOffer
      ? await media.offer('callee', answer.body ?? '')
      : await setup.describe(branch, answer.body || (branch.described?.theirs ?? ''));
    if (!described.ok || exchange.cancelled) {
      hangUpAnswered(link, end, lateOffer);
      const cause = described.ok ? 'cancelled' : described.error.cause;
      if (!described.ok) logger.warn('media of an answered call was not anchored', { legUid: plan.legUid, reason: described.error.text });
      return { kind: 'failed', cause, status: CAUSES[cause].sip };
    }

    const leg: StoredLeg = {
      v: 1,
      app: this.options.app,
      legUid: plan.legUid,
      callUid: plan.callUid,
      facts: plan.facts as StoredLeg['facts'],
      startedAtMs,
      answeredAtMs,
      postDialDelayMs,
      deadlineAtMs: plan.maxDurationMs === null || plan.maxDurationMs === undefined ? null : answeredAtMs + plan.maxDurationMs,
      caller: { dialogId: exchange.dialogId },
      callee: {
        dialogId: answer.stackDialogId,
        target: branch.target.name,
        credentialsRef: branch.target.credentialsRef ?? null,
        inside: branch.target.callInfo !== undefined,
        ...(branch.far ? { otherTag: branch.far.localTag } : {}),
      },
      media: { callId: media.callId, relay: media.relay, sides: media.sides as StoredSides },
      tries: [...setup.tries],
      ...this.#insideSdp(branch.target.callInfo === undefined ? exchange.incoming.body : (answer.body ?? '')),
      ending: null,
    };
    let ready: () => void = () => undefined;
    const live = { credentials: branch.target.credentials, answeredAt, ready: new Promise<void>((resolve) => (ready = resolve)) };
    const call = new EstablishedCall(leg, media, this.#deps, live);
    this.#remember(call);
    await Promise.race([store.save(leg), after(STORE_HEAD_START_MS)]);
    try {
      const { ack: callerAck } = await exchange.answer(described.value, this.#answerHeaders(exchange, branch.target));
      if (lateOffer) void callerAck.then((sdp) => this.#completeLate(call, media, end, sdp));
    } catch (thrown) {
      logger.info('the caller had gone when the call was answered', { legUid: plan.legUid, reason: messageOf(thrown) });
      this.#track(call.withdraw());
      hangUpAnswered(link, end, lateOffer);
      ready();
      // An engine that is there and refuses the 200 has ended the INVITE for a CANCEL; srf does not tell us of one that crosses our 200.
      const cause = exchange.cancelled || link.isUp ? 'cancelled' : 'internal-error';
      return { kind: 'failed', cause, status: CAUSES[cause].sip };
    }
    ready();
    this.options.onAnswered?.(inProgress(exchange, plan, branch.target.name, answer));
    return 'connected';
  }

  /** What those who are not of us are told with the answer: what they may ask for, and how their session is kept alive. */
  #answerHeaders({ incoming }: SipExchange, target: BridgeTarget): Readonly<Record<string, string>> {
    return target.callInfo === undefined
      ? {}
      : { [HEADERS.ALLOW]: this.#allow, ...sessionAnswer(incoming, this.options.sessionExpiresSec) };
  }

  get #allow(): string {
    return this.options.onRefer ? `${ALLOW}, REFER` : ALLOW;
  }

  get #toOutside(): Readonly<Record<string, string>> {
    const { sessionExpiresSec } = this.options;
    return { [HEADERS.ALLOW]: this.#allow, ...(sessionExpiresSec ? { [HEADERS.SESSION_EXPIRES]: String(sessionExpiresSec) } : {}) };
  }

  /** Kept only where transfers are served. */
  #insideSdp(sdp: string): Pick<StoredLeg, 'insideSdp'> {
    return this.options.onRefer && sdp !== '' ? { insideSdp: sdp } : {};
  }

  /** The caller's ACK answers the called side's offer (RFC 3261 §13.2.2.4). */
  async #completeLate(call: EstablishedCall, media: MediaSession, end: CalleeAnswered, sdp: string): Promise<void> {
    const answered = sdp === '' ? undefined : await media.answer('callee', sdp);
    call.describe('caller', sdp);
    if (answered?.ok) {
      end.ack({ body: answered.value, headers: { 'Content-Type': 'application/sdp' } });
      return;
    }
    hangUpAnswered(this.options.link, end, true);
    await call.end('media-refused', 'caller', ['caller']);
  }

  /** One call after the other: a thousand calls must not be asked in the same millisecond. */
  async #checkCalls(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    const failed = (thrown: unknown): void => void this.options.logger.warn('a call was not checked', { reason: messageOf(thrown) });
    for (const call of this.#calls) {
      await call.checkMedia().catch(failed);
      if (this.options.link.isUp) void call.probe().catch(failed);
    }
    this.#checking = false;
  }

  #probeSuspects(): void {
    if (!this.options.link.isUp) return;
    for (const call of this.#calls) if (call.isSuspect) this.#track(call.probe());
  }

  #track(running: Promise<unknown>): void {
    const tracked = running.catch((thrown: unknown) => this.options.logger.error('work on a call failed', { reason: messageOf(thrown) }));
    this.#tail.add(tracked);
    void tracked.finally(() => this.#tail.delete(tracked));
  }

  /** Resolves when every ending so far is recorded. */
  async idle(): Promise<void> {
    while (this.#tail.size > 0) await Promise.all(this.#tail);
  }

  /**
   * Stops within `graceMs`: new calls are refused, calls still ringing get a moment and are then refused; established calls stay up for the
   * next life of the process.
   */
  async close(graceMs = 3000): Promise<void> {
    this.#closing = true;
    clearInterval(this.#checks);
    const until = performance.now() + graceMs;
    while (this.#setups.size > 0 && performance.now() < until) await after(50);
    for (const { setup } of this.#setups) setup.stop('overload');
    await Promise.race([this.idle(), after(1000)]);
  }
}

const inProgress = <F>(exchange: SipExchange, plan: BridgePlan<F>, target: string, answer: SrfAnswer): CallInProgress<F> => ({
  legUid: plan.legUid,
  callUid: plan.callUid,
  facts: plan.facts,
  target,
  far: farDialogOf(answer),
  near: { callId: exchange.incoming.callId, tag: exchange.incoming.from.tag ?? '' },
});

const infoOf = <F>(call: EstablishedCall, side: 'caller' | 'callee', { incoming }: SipExchange): InfoAsked<F> => {
  const { legUid, callUid, facts } = call.leg;
  return { legUid, callUid, facts: facts as F, fromPhone: side !== call.insideSide, incoming };
};

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
