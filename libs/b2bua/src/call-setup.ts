import { CAUSES, causeOfStatus, ok, type Cause, type Logger, type Result } from '@switchyard/kernel';
import { bestStatus } from './best-response.js';
import { Branch, refusedSdp, sendBye } from './branch.js';
import type { BridgeAttempt, BridgePlan, BridgeTarget, TargetTry } from './bridge-plan.js';
import type { CallMedia, Offers } from './call-media.js';
import type { SipExchange } from './exchange.js';
import { COMPLETED_ELSEWHERE, isFlowGone, meaningOf, rejectedElsewhere, saysCompletedElsewhere } from './fork-rules.js';
import { localAnswer } from './in-dialog/local-answer.js';
import { dialogIdsOf, type Replaces } from './in-dialog/replaces.js';
import type { Incoming } from './incoming.js';
import type { SipLink } from './link.js';
import type { MediaFailure } from './media-port.js';
import type { SrfAck, SrfAnswer } from './srf-surface.js';

/** The caller as the setup needs it: a phone's INVITE, or the side of a call that is being transferred. */
export type SetupCaller = Pick<SipExchange, 'onCancel' | 'onUpdate' | 'provisional'> & {
  readonly cancelReason?: SipExchange['cancelReason'];
  readonly incoming: Pick<Incoming, 'maxForwards' | 'body'>;
};

export interface SetupDeps<F> {
  readonly link: SipLink;
  readonly exchange: SetupCaller;
  readonly plan: BridgePlan<F>;
  readonly media: CallMedia;
  readonly logger: Logger;
  /** Headers of INVITEs to anybody who is not one of us. */
  readonly toOutside?: Readonly<Record<string, string>> | undefined;
  /** The first 18x of a target that is still in the race. */
  readonly onRinging: (target: string, answer: SrfAnswer) => void;
}

/** The called side answered; the caller has not been told yet. */
export interface CalleeAnswered {
  readonly kind: 'answered';
  readonly branch: Branch;
  readonly answer: SrfAnswer;
  readonly ack: SrfAck;
}

export interface SetupFailed {
  readonly kind: 'failed';
  readonly cause: Cause;
  readonly status: number;
  /** Where the called side sent the caller (3xx), best first. */
  readonly contacts?: readonly string[];
}

/** Somebody took the call while it rang (RFC 3891): `finish` answers the caller and says how the leg ended. */
export interface TakenOver {
  readonly kind: 'taken';
  readonly finish: () => Promise<SetupFailed>;
}

/** An attempt of which nothing came. `cause` when the target said it by name. */
interface Tried {
  readonly kind: 'tried';
  readonly status: number;
  readonly cause?: Cause | undefined;
  readonly contacts?: readonly string[] | undefined;
}

type AttemptEnd = CalleeAnswered | Tried | SetupFailed | TakenOver;

/**
 * Rings the targets of a plan until one answers, the caller gives up, or there is nothing left. The caller hears of progress here
 * (18x, early media); final responses are somebody else's.
 */
export class CallSetup<F> {
  readonly tries: TargetTry[] = [];
  /** When the target in use first replied with more than 100; monotonic. */
  firstReplyAt: number | undefined;
  #stop: ((why: SetupFailed | TakenOver) => void) | undefined;
  #stopped: SetupFailed | undefined;
  #handedOn = false;
  #branches: readonly Branch[] = [];
  /** The one branch whose early media the caller hears. */
  #earlyMedia: Branch | undefined;

  constructor(private readonly deps: SetupDeps<F>) {
    deps.exchange.onCancel(() => {
      if (!this.#handedOn) this.stop('cancelled');
    });
    deps.exchange.onUpdate((sdp) => this.#callerMoved(sdp));
  }

  /** Another caller stands in for this one (semi-attended transfer): the phone that dialled may give up without ending the call. */
  handOn(): void {
    this.#handedOn = true;
  }

  /** Somebody who is not one of us is asked just now. */
  get ringsOutside(): BridgeTarget | undefined {
    return this.#branches.find(({ isOpen, far, target }) => isOpen && far && target.callInfo === undefined)?.target;
  }

  /** The phone that rings in the dialog that a Replaces names. */
  ringingPhone(replaces: Replaces): BridgeTarget | undefined {
    const ids = dialogIdsOf(replaces);
    const tags = [replaces.toTag, replaces.fromTag];
    return this.#branches.find(({ isOpen, far }) => {
      if (!isOpen || !far || !ids.includes(`${far.callId};from-tag=${far.remoteTag}`)) return false;
      return tags.includes(far.localTag) && tags.includes(far.remoteTag);
    })?.target;
  }

  /** Ends the ringing for whoever takes the call; false when it has ended already. */
  take(taken: TakenOver): boolean {
    if (!this.#stop || this.#stopped) return false;
    this.#stop(taken);
    return true;
  }

  /** Ends the setup from outside: CANCEL, or the process is going down. */
  stop(cause: Cause): void {
    this.#stopped ??= { kind: 'failed', cause, status: CAUSES[cause].sip };
    this.#stop?.(this.#stopped);
  }

  async run(): Promise<CalleeAnswered | SetupFailed | TakenOver> {
    const { plan, exchange } = this.deps;
    if (exchange.incoming.maxForwards < 1) return failed('hops-exhausted');
    let last: Tried = { kind: 'tried', status: 0 };
    for (const [index, attempt] of plan.attempts.entries()) {
      const end = this.#stopped ?? (await this.#try(attempt, index));
      if (end.kind !== 'tried') return end;
      last = end;
      if (plan.onFailure?.(end.status, index, end.cause) !== 'give-up') continue;
      if (end.status !== 0) return passOn(end);
      break;
    }
    if (this.#stopped) return this.#stopped;
    if (plan.exhausted) return failed(plan.exhausted);
    return last.status === 0 ? failed('no-answer') : passOn(last);
  }

  /** Media towards one answered or progressing branch; the same description is not answered twice. */
  async describe(branch: Branch, sdp: string): Promise<Result<string, MediaFailure>> {
    if (branch.described?.theirs === sdp) return ok(branch.described.ours);
    const answered = await this.deps.media.answer(branch.target, sdp);
    if (answered.ok) branch.described = { theirs: sdp, ours: answered.value };
    return answered;
  }

  async #try(attempt: BridgeAttempt, index: number): Promise<AttemptEnd> {
    this.firstReplyAt = undefined;
    this.#earlyMedia = undefined;
    // Each attempt gets the caller's codecs anew; the ports stay (reference §2.6 step 9).
    const { body } = this.deps.exchange.incoming;
    const offers = await this.deps.media.offer(attempt.targets, body === '' ? undefined : body);
    const failure = this.#noteFailures(offers);
    if (failure) return { kind: 'failed', cause: failure.cause, status: CAUSES[failure.cause].sip };
    if (this.#stopped) return this.#stopped;
    const end = await this.#race(attempt, index, offers);
    if (end.kind === 'answered') this.firstReplyAt ??= performance.now();
    return end;
  }

  /** A target that cannot be offered anything is passed over; undefined as long as there is another. */
  #noteFailures(offers: Offers): MediaFailure | undefined {
    const failures = [...offers.values()].flatMap((offered) => (offered.ok ? [] : [offered.error]));
    for (const { text } of failures) this.deps.logger.warn('media offer failed', { callUid: this.deps.plan.callUid, reason: text });
    return failures.length < offers.size ? undefined : failures[0];
  }

  /** Rings all targets of an attempt; the first answer, a 6xx, the last failure or the time ends it. */
  #race(attempt: BridgeAttempt, index: number, offers: Offers): Promise<AttemptEnd> {
    const { link, exchange, plan } = this.deps;
    return new Promise((resolve) => {
      const branches: Branch[] = [];
      this.#branches = branches;
      const statuses = new Map<Branch, number>();
      const causes = new Map<number, Cause | undefined>();
      const tried = (...extra: number[]): Tried => {
        const status = bestStatus([...statuses.values(), ...extra]);
        const redirecting = [...statuses].find(([, its]) => its === status && status >= 300 && status < 400)?.[0];
        return { kind: 'tried', status, cause: causes.get(status), contacts: redirecting?.redirectedTo };
      };
      let settled = false;
      const settle = (end: AttemptEnd): void => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        this.#stop = undefined;
        const reason = this.#reasonForLosers(end);
        for (const branch of branches) branch.cancel(reason);
        resolve(end);
      };
      const note = (target: BridgeTarget, status: number): unknown => this.tries.push({ attempt: index, target: target.name, status });
      const timer = setTimeout(() => {
        for (const branch of branches) if (!statuses.has(branch)) note(branch.target, 408);
        settle(tried(408));
      }, attempt.answerMs ?? plan.answerMs);
      this.#stop = settle;
      let awaited = attempt.later?.length ?? 0;
      const settleWhenSpent = (): void => {
        if (awaited === 0 && statuses.size === branches.length) settle(tried());
      };
      const begin = (target: BridgeTarget, offered: Result<string | undefined, MediaFailure> | undefined): void => {
        if (!offered?.ok) return void note(target, CAUSES['media-refused'].sip);
        const sdp = offered.value;
        const options = {
          link,
          target,
          maxForwards: exchange.incoming.maxForwards - 1,
          sdp,
          noReplyMs: plan.noReplyMs,
          ...this.#headersFor(target),
        };
        let rang = false;
        const branch = new Branch(options, {
          onProgress: (of, answer) => {
            this.firstReplyAt ??= performance.now();
            if (!rang) this.deps.onRinging(target.name, answer);
            rang = true;
            void this.#progress(of, answer, () => !settled);
          },
          onAnswered: (of, answer, ack) => {
            note(target, answer.status);
            settle({ kind: 'answered', branch: of, answer, ack });
          },
          onUpdate: (of, text) => this.#moved(of, text),
          onFailed: (of, status, cause) => {
            if (settled) return;
            note(target, status);
            const meant = meaningOf(status, plan.rejection);
            statuses.set(of, meant.status);
            causes.set(meant.status, cause);
            if (status !== 0) this.firstReplyAt ??= performance.now();
            if (meant.endsAll) return settle({ kind: 'tried', status: meant.status, cause });
            if (target.instead && isFlowGone(status)) begin(target.instead, offered);
            settleWhenSpent();
          },
        });
        branches.push(branch);
      };
      for (const target of attempt.targets) begin(target, offers.get(target));
      for (const coming of attempt.later ?? []) {
        void coming.then(async (target) => {
          const found = target && !settled ? await this.#offerTo(target) : undefined;
          awaited -= 1;
          if (target && found && !settled) begin(target, found);
          settleWhenSpent();
        });
      }
      settleWhenSpent();
    });
  }

  async #offerTo(target: BridgeTarget): Promise<Result<string | undefined, MediaFailure> | undefined> {
    const { body } = this.deps.exchange.incoming;
    const offers = await this.deps.media.offer([target], body === '' ? undefined : body);
    this.#noteFailures(offers);
    return offers.get(target);
  }

  /** What the CANCEL of the targets that are still ringing says (RFC 3326). */
  #reasonForLosers(end: AttemptEnd): string | undefined {
    if (end.kind !== 'tried' && end.kind !== 'failed') return COMPLETED_ELSEWHERE;
    const { exchange, plan } = this.deps;
    if (end.kind === 'tried') return meaningOf(end.status, plan.rejection).endsAll ? rejectedElsewhere(end.status) : undefined;
    return plan.believesCaller && saysCompletedElsewhere(exchange.cancelReason) ? COMPLETED_ELSEWHERE : undefined;
  }

  #headersFor(target: BridgeTarget): { readonly headers?: Readonly<Record<string, string>> } {
    const { toOutside } = this.deps;
    return toOutside && target.callInfo === undefined ? { headers: toOutside } : {};
  }

  /** A phone that rings moves its media (RFC 3311): the relay learns where to, the caller need not. */
  async #moved(branch: Branch, sdp: string): Promise<string | undefined> {
    if (branch.offered === undefined) return undefined;
    const described = await this.describe(branch, sdp);
    return described.ok ? localAnswer(branch.offered, sdp) : undefined;
  }

  /** The caller moves its media before the answer; undefined when it was told nothing of the other side's yet, or cannot be served. */
  async #callerMoved(sdp: string): Promise<string | undefined> {
    const heard = this.#earlyMedia;
    if (!heard?.described || !heard.isOpen) return undefined;
    const offered = (await this.deps.media.offer([heard.target], sdp)).get(heard.target);
    return offered?.ok ? localAnswer(heard.described.ours, sdp) : undefined;
  }

  async #progress(branch: Branch, answer: SrfAnswer, isOpen: () => boolean): Promise<void> {
    const { exchange, logger, plan, media } = this.deps;
    const status = answer.status >= 180 && answer.status <= 183 ? answer.status : 180;
    const sdp = answer.body ?? '';
    // A late offer is answered in the ACK; its early offers are not shown, of several phones one is heard, and of several kinds none.
    const heard = sdp !== '' && exchange.incoming.body !== '' && !media.isSplit && (this.#earlyMedia ?? branch) === branch;
    if (!heard) return exchange.provisional(status === 183 ? 180 : status, status === 183 ? 'Ringing' : answer.reason);
    this.#earlyMedia = branch;
    const described = await this.describe(branch, sdp);
    if (!described.ok) {
      logger.warn('early media was not anchored', { callUid: plan.callUid, reason: described.error.text });
      return;
    }
    if (isOpen()) exchange.provisional(status, answer.reason, described.value);
  }
}

/** Ends an answered call that cannot be connected. */
export function hangUpAnswered(link: SipLink, end: CalleeAnswered, lateOffer: boolean): void {
  end.ack(lateOffer ? { body: refusedSdp(end.answer) } : undefined);
  sendBye(link, end.answer.stackDialogId, end.branch.target.credentials);
}

const failed = (cause: Cause): SetupFailed => ({ kind: 'failed', cause, status: CAUSES[cause].sip });

/**
 * A far status as the caller may see it: redirects and challenges are between us and the target, so they become our own status
 * (RFC 3261 §16.7 passes them on, but the caller has no credentials for a carrier).
 */
function passOn({ status, cause = causeOfStatus(status), contacts }: Tried): SetupFailed {
  const ours = status < 400 || status === 401 || status === 407;
  return { kind: 'failed', cause, status: ours ? CAUSES[cause].sip : status, ...(contacts ? { contacts } : {}) };
}
