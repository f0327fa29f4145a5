import { isCause, terminate, type Cause, type Logger } from '@switchyard/kernel';
import { HEADERS, METHODS } from '@switchyard/sip';
import { namedCause, sendBye } from './branch.js';
import type { EndedCall } from './bridge-plan.js';
import { reasonHeader, type SipExchange } from './exchange.js';
import type { InfoDecision } from './in-dialog/house.js';
import type { LegStore } from './leg-store.js';
import type { Credentials, SipLink } from './link.js';
import type { MediaSession, MediaSide as Side } from './media-session.js';
import { ALLOW } from './outgoing-headers.js';
import { renegotiate, type TalkingSide } from './renegotiation.js';
import type { StoredLeg } from './stored-leg.js';
import { untilDone } from './until-done.js';

export const other = (side: Side): Side => (side === 'caller' ? 'callee' : 'caller');

export interface CallDeps {
  readonly link: SipLink;
  readonly store: LegStore;
  readonly logger: Logger;
  readonly nowMs: () => number;
  /** In-dialog methods passed from one side to the other. */
  readonly forward: readonly string[];
  readonly credentials: (ref: string) => Promise<Credentials | undefined>;
  /** Serves a REFER of one of its phones; without it a REFER is refused. */
  readonly onRefer?: ((call: EstablishedCall, side: Side, exchange: SipExchange) => Promise<void>) | undefined;
  /** What becomes of an INFO; without it all pass. */
  readonly onInfo?: ((call: EstablishedCall, side: Side, exchange: SipExchange) => InfoDecision) | undefined;
  /** Resolves when the ending is safe; called again until it does. */
  readonly onEnded: (ended: EndedCall<unknown>) => Promise<void>;
  /** An ending under way; resolves when it is recorded. */
  readonly onEnding: (ending: Promise<void>) => void;
  /** Its dialogs may be forgotten. */
  readonly onGone: (call: EstablishedCall) => void;
}

/** What only a process that was there from the start knows. */
export interface LiveCall {
  readonly credentials: Credentials | undefined;
  /** Monotonic. */
  readonly answeredAt: number;
  /** Resolves when the caller was told of the answer; requests of either side wait for it. */
  readonly ready: Promise<unknown>;
}

/** Whoever moves a side of the call elsewhere hears first that a party hung up. `kept`: the call goes on without that party. */
export interface Mover {
  readonly left: (side: Side) => 'kept' | 'ends';
}

/** How long a renegotiation under way is waited for. */
const TURN_MS = 50;
const TURNS = 100;
/** Longest delay of a Node timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Two in a row: one may have crossed a renegotiation on the relay, or been lost on the network. */
const GONE_TWICE = 2;
/** After the loss of a dialog was suspected, media that never falls silent is given this long. */
const SUSPECT_MAX_MS = 3 * 3600_000;
const FORWARDED_HEADERS = [
  HEADERS.CONTENT_TYPE,
  HEADERS.CONTENT_DISPOSITION,
  HEADERS.EVENT,
  HEADERS.SUBSCRIPTION_STATE,
  HEADERS.REFER_TO,
  HEADERS.REFERRED_BY,
  HEADERS.REFER_SUB,
];

/**
 * An answered call: two dialogs known by id and a media session. It stands on what is stored in Redis, so a call taken over after a
 * restart behaves like any other. It ends once, with one named cause, whoever ends it.
 */
export class EstablishedCall {
  #leg: StoredLeg;
  #ending: Promise<void> | undefined;
  #cut: NodeJS.Timeout | undefined;
  #renegotiating = false;
  #silentChecks = 0;
  #suspectSinceMs: number | undefined;
  readonly #unanswered: Record<Side, number> = { caller: 0, callee: 0 };
  #mover: Mover | undefined;

  constructor(
    leg: StoredLeg,
    private readonly media: MediaSession,
    private readonly deps: CallDeps,
    private readonly live: LiveCall | undefined,
  ) {
    this.#leg = leg;
    if (!leg.ending) this.#armCut();
    if (!live) this.#suspectSinceMs = deps.nowMs();
  }

  get legUid(): string {
    return this.#leg.legUid;
  }

  get dialogIds(): readonly [string, string] {
    return [this.#leg.caller.dialogId, this.#leg.callee.dialogId];
  }

  get leg(): StoredLeg {
    return this.#leg;
  }

  /** The side that is a hop of ours; the other one is a phone, or a carrier. */
  get insideSide(): Side {
    return this.#leg.callee.inside ? 'callee' : 'caller';
  }

  get mediaSides(): MediaSession['sides'] {
    return this.media.sides;
  }

  get mediaSession(): MediaSession {
    return this.media;
  }

  /** A party is being put elsewhere (transfer, pickup); one at a time. */
  get isMoving(): boolean {
    return this.#mover !== undefined;
  }

  move(mover: Mover | undefined): void {
    this.#mover = mover;
  }

  /** Keeps renegotiations of the parties away while one of ours runs (RFC 3261 §14.2); waits for one under way. */
  async exclusively<T>(run: () => Promise<T>): Promise<T> {
    for (let turn = 0; this.#renegotiating && turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    this.#renegotiating = true;
    try {
      return await run();
    } finally {
      this.#renegotiating = false;
    }
  }

  /** A side has said something new of its media. Only that of our own hop is kept: it has no keys. */
  describe(side: Side, sdp: string): void {
    if (sdp === '' || side !== this.insideSide || this.hasEnded || !this.deps.onRefer) return;
    this.#leg = { ...this.#leg, insideSdp: sdp };
    void this.deps.store.save(this.#leg);
  }

  get hasEnded(): boolean {
    return this.#ending !== undefined;
  }

  /** A request inside one of the two dialogs; always answered. */
  async serve(exchange: SipExchange, dialogId: string, madeByEngine: boolean): Promise<void> {
    await this.live?.ready;
    const side: Side = dialogId === this.#leg.caller.dialogId ? 'caller' : 'callee';
    const { method, body } = exchange.incoming;
    if (method === METHODS.BYE) return this.#bye(exchange, side, madeByEngine);
    if (method === METHODS.PRACK) return exchange.final(200, 'OK');
    if (this.hasEnded) return exchange.final(481, 'Call/Transaction Does Not Exist');
    if (method === METHODS.OPTIONS) return exchange.final(200, 'OK', { [HEADERS.ALLOW]: ALLOW });
    // Without a description it only refreshes the session timer of this side.
    if (method === METHODS.UPDATE && body === '') return exchange.final(200, 'OK');
    if (method === METHODS.INVITE || method === METHODS.UPDATE) return this.#renegotiate(exchange, side);
    if (method === METHODS.REFER && this.deps.onRefer) return this.deps.onRefer(this, side, exchange);
    if (method === METHODS.INFO && this.deps.onInfo) {
      const decision = this.deps.onInfo(this, side, exchange);
      if (decision.kind !== 'pass') return this.#inform(exchange, decision);
    }
    if (this.deps.forward.includes(method)) return this.#forward(exchange, side);
    exchange.refuse('method-refused', { headers: { [HEADERS.ALLOW]: ALLOW } });
  }

  #bye(exchange: SipExchange, side: Side, madeByEngine: boolean): void {
    exchange.final(200, 'OK');
    if (!this.hasEnded && this.#mover?.left(side) === 'kept') return;
    // The engine hangs up by itself when an ACK or a session refresh is missing: that side has gone silent.
    if (madeByEngine) void this.end(causeOfEngine(exchange), 'sip-server', [other(side)]);
    else void this.end(this.#saidByOurs(exchange, side) ?? 'normal-clearing', side, [other(side)]);
  }

  /** Why a hop of ours hung up; anybody else may write what he likes into his Reason. */
  #saidByOurs({ incoming }: SipExchange, side: Side): Cause | undefined {
    return side === 'callee' && this.#leg.callee.inside ? namedCause(incoming.header(HEADERS.REASON)) : undefined;
  }

  async #renegotiate(exchange: SipExchange, side: Side): Promise<void> {
    // RFC 3261 §14.2: one offer at a time between the two of them.
    if (this.#renegotiating) return exchange.final(491, 'Request Pending');
    this.#renegotiating = true;
    try {
      const [from, to] = await Promise.all([this.talking(side), this.talking(other(side))]);
      const { link, logger } = this.deps;
      const onDescription = (of: Side, sdp: string): void => this.describe(of, sdp);
      const end = await renegotiate(exchange, from, to, { link, logger, media: this.media, onDescription });
      if (end === 'lost') void this.end('media-timeout', 'sip-server', [side]);
    } finally {
      this.#renegotiating = false;
    }
  }

  /** An INFO for us. A recording that cannot be switched is said to whoever asked for it. */
  async #inform(exchange: SipExchange, decision: Exclude<InfoDecision, { kind: 'pass' }>): Promise<void> {
    if (decision.kind === 'answer') return exchange.final(200, 'OK');
    if (decision.kind === 'refuse') return exchange.refuse(decision.cause);
    const { logger } = this.deps;
    const done = await this.media.record(decision.kind === 'record' ? { on: true, about: decision.about } : { on: false });
    if (!done.ok) logger.warn('a recording was not switched', { legUid: this.legUid, reason: done.error.text });
    else logger.info('recording switched', { legUid: this.legUid, callUid: this.#leg.callUid, on: decision.kind === 'record' });
    if (done.ok) exchange.final(200, 'OK');
    else exchange.refuse(done.error.cause);
  }

  async #forward(exchange: SipExchange, side: Side): Promise<void> {
    const { incoming } = exchange;
    const to = await this.talking(other(side));
    const headers: Record<string, string> = {};
    for (const name of FORWARDED_HEADERS) {
      const value = incoming.header(name);
      if (value !== undefined) headers[name] = value;
    }
    this.deps.link.send(
      {
        method: incoming.method,
        dialogId: to.dialogId,
        headers,
        body: incoming.body === '' ? undefined : incoming.body,
        credentials: to.credentials,
      },
      {
        onResponse: (answer) => {
          if (answer.status >= 200) exchange.final(answer.status, answer.reason);
        },
        onFailed: (error) => exchange.final(error.code === 'ENODIALOG' ? 481 : 500, 'Not Delivered'),
      },
    );
  }

  async talking(side: Side): Promise<TalkingSide> {
    if (side === 'caller') return { dialogId: this.#leg.caller.dialogId, side, credentials: undefined };
    const { dialogId, credentialsRef } = this.#leg.callee;
    const credentials = this.live
      ? this.live.credentials
      : credentialsRef === null
        ? undefined
        : await this.deps.credentials(credentialsRef);
    return { dialogId, side, credentials };
  }

  #armCut(): void {
    const { deadlineAtMs } = this.#leg;
    if (deadlineAtMs === null) return;
    const left = Math.max(deadlineAtMs - this.deps.nowMs(), 0);
    // A timer takes 24 days at most, and may fire a millisecond before the clock says so.
    this.#cut = setTimeout(
      () => (this.deps.nowMs() < deadlineAtMs ? this.#armCut() : void this.end('credit-cut', 'credit', ['caller', 'callee'])),
      Math.min(left, MAX_TIMER_MS),
    );
  }

  /** The engine was lost and came back, or never answered: from now on the media decides how long the call lives. */
  suspect(): void {
    this.#suspectSinceMs ??= this.deps.nowMs();
  }

  get isSuspect(): boolean {
    return this.#suspectSinceMs !== undefined;
  }

  /** Ends the call when its media session is gone, or when a suspect call has outlived every reason. */
  async checkMedia(): Promise<void> {
    if (this.hasEnded) return;
    if (this.#suspectSinceMs !== undefined && this.deps.nowMs() - this.#suspectSinceMs > SUSPECT_MAX_MS) {
      return this.end('media-timeout', 'age', ['caller', 'callee']);
    }
    const alive = await this.media.isAlive();
    if (alive !== false) {
      if (alive) this.#silentChecks = 0;
      return;
    }
    this.#silentChecks += 1;
    if (this.#silentChecks >= GONE_TWICE) await this.end('media-timeout', 'media', ['caller', 'callee']);
  }

  /**
   * Asks both dialogs whether they still exist: a side that vanished without BYE, or restarted, leaves the other one paying. One dead and
   * one alive: nobody will end this call but us. Both dead: the media decides.
   */
  async probe(): Promise<void> {
    if (this.hasEnded) return;
    const [caller, callee] = await Promise.all([this.#isLost('caller'), this.#isLost('callee')]);
    if (caller === callee) return;
    await this.end('media-timeout', caller ? 'caller' : 'callee', ['caller', 'callee']);
  }

  async #isLost(side: Side): Promise<boolean> {
    const { dialogId, credentials } = await this.talking(side);
    const found = await new Promise<'there' | 'gone' | 'silent'>((resolve) => {
      this.deps.link.send(
        { method: METHODS.OPTIONS, dialogId, credentials },
        {
          onResponse: (answer) => {
            if (answer.status < 200) return;
            // A response the engine made up has no source: timeout or unreachable.
            resolve(answer.source_address === '' ? 'silent' : answer.status === 481 ? 'gone' : 'there');
          },
          onFailed: (error) => resolve(error.code === 'ENODIALOG' ? 'gone' : 'there'),
        },
      );
    });
    this.#unanswered[side] = found === 'silent' ? this.#unanswered[side] + 1 : 0;
    return found === 'gone' || this.#unanswered[side] >= GONE_TWICE;
  }

  /**
   * Says in Redis that this leg has been handed over, before its successor is written: a restart in between must not end the side that both
   * have. `end` follows.
   */
  async handOver(cause: Cause, at: string, byeTo: readonly Side[]): Promise<void> {
    const endedAtMs = this.deps.nowMs();
    const ending = { endedAtMs, durationMs: Math.max(endedAtMs - this.#leg.answeredAtMs, 0), cause, at, byeTo: [...byeTo] };
    await this.deps.store.save({ ...this.#leg, ending });
  }

  /** Ends the call. Later calls join the first: the first cause stands. */
  end(cause: Cause, at: string, byeTo: readonly Side[]): Promise<void> {
    if (!this.#ending) this.deps.onEnding((this.#ending = this.#end(cause, at, byeTo)));
    return this.#ending;
  }

  /** Finishes an ending that a former life of the process began. */
  resumeEnding(): Promise<void> {
    const { ending } = this.#leg;
    if (!ending) return Promise.resolve();
    const byeTo = ending.byeTo ?? ['caller', 'callee'];
    this.#ending ??= this.#finish(isCause(ending.cause) ? ending.cause : 'internal-error', ending.at, byeTo);
    return this.#ending;
  }

  /** The caller was never told of the answer (its CANCEL won): nothing was connected, nothing is recorded here. */
  async withdraw(): Promise<void> {
    this.#ending ??= Promise.resolve();
    clearTimeout(this.#cut);
    this.deps.onGone(this);
    await this.deps.store.remove(this.legUid);
  }

  async #end(cause: Cause, at: string, byeTo: readonly Side[]): Promise<void> {
    clearTimeout(this.#cut);
    const endedAtMs = this.deps.nowMs();
    const { deadlineAtMs, answeredAtMs } = this.#leg;
    const talkedMs = this.live ? Math.round(performance.now() - this.live.answeredAt) : Math.max(endedAtMs - answeredAtMs, 0);
    // What was authorised is all that is paid for: a timer that fires late, or a proxy that was away at the deadline, is our time.
    const durationMs = cause === 'credit-cut' && deadlineAtMs !== null ? Math.min(talkedMs, deadlineAtMs - answeredAtMs) : talkedMs;
    this.#leg = { ...this.#leg, ending: { endedAtMs, durationMs, cause, at, byeTo: [...byeTo] } };
    void this.deps.store.save(this.#leg);
    await this.#finish(cause, at, byeTo);
  }

  async #finish(cause: Cause, at: string, byeTo: readonly Side[]): Promise<void> {
    const reason = cause === 'normal-clearing' ? undefined : reasonHeader(cause);
    for (const side of byeTo) {
      void this.talking(side).then(({ dialogId, credentials }) => sendBye(this.deps.link, dialogId, credentials, reason));
    }
    void this.media.free();
    await this.#record(cause, at);
    await this.deps.store.remove(this.legUid);
    this.deps.onGone(this);
  }

  async #record(cause: Cause, at: string): Promise<void> {
    const { ending, facts, callUid, startedAtMs, answeredAtMs, postDialDelayMs, tries, callee } = this.#leg;
    const ended: EndedCall<unknown> = {
      legUid: this.legUid,
      callUid,
      facts,
      startedAtMs,
      answeredAtMs,
      endedAtMs: ending?.endedAtMs ?? this.deps.nowMs(),
      durationMs: ending?.durationMs ?? 0,
      postDialDelayMs,
      termination: terminate(cause, at, 200),
      tries,
      winner: callee.target,
      restored: this.live === undefined,
    };
    await untilDone(() => this.deps.onEnded(ended), this.legUid, this.deps.logger);
  }
}

/** Why the engine hung up by itself: an ACK that never came, or a session that nobody refreshed (RFC 4028 §10). */
const causeOfEngine = ({ incoming }: SipExchange): Cause =>
  /session timer expired/i.test(incoming.header(HEADERS.REASON) ?? '') ? 'session-expired' : 'media-timeout';
