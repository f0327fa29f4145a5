import { untilDone, type CallInProgress, type CallLimits, type EndedCall } from '@switchyard/b2bua';
import { CodedError, isoOf, terminate, type Cause, type Clock, type Logger } from '@switchyard/kernel';
import type { CallEvent, LegRecord } from '@switchyard/model';
import type { LegsKnown } from '../call.js';
import { nameOf, recordsOf, type CallFacts } from './leg-record.js';

export interface CallLifeDeps {
  readonly publish: (event: CallEvent) => void;
  /** Resolves when the record is safe on disk. */
  readonly putRecord: (record: LegRecord) => Promise<void>;
  readonly limits: Pick<CallLimits, 'hold' | 'holdInstead' | 'free'>;
  /** A carrier without a limit needs no counting. */
  readonly isLimited: (carrierId: number) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Counts an ended call by its named cause; `setUpMs`: INVITE in to the first sign of the far side. */
  readonly count: (cause: Cause, setUpMs: number | null) => void;
}

/** Refused legs kept in memory while the disk takes none: a flood of refused calls must not cost the process its memory. */
const LATE_MAX = 10_000;

/** What becomes known of our calls: live views hear of it, every leg gets its one record, its termination goes to log and metrics (I6). */
export class CallLife {
  /** Refused legs the disk has not taken yet. */
  #late = 0;

  constructor(private readonly deps: CallLifeDeps) {}

  readonly started = ({ callUid, legs }: LegsKnown): void => this.#tell('started', callUid, legs);

  readonly ringing = (call: CallInProgress<CallFacts>): void => {
    this.#holdCarrier(call);
    this.#tell('ringing', call.callUid, call.facts.legs);
  };

  readonly answered = (call: CallInProgress<CallFacts>): void => {
    this.#holdCarrier(call);
    this.#tell('answered', call.callUid, call.facts.legs);
  };

  /** Taken over from a former life of the process: it counts again. */
  readonly restored = (call: CallInProgress<CallFacts>): void => {
    const owners = call.facts.legs.flatMap(({ facts }) => [`brand:${facts.brandId}`, `client:${facts.clientId}`] as const);
    this.deps.limits.hold(call.legUid, call.callUid, owners);
    this.#holdCarrier(call);
  };

  /** Resolves when all records of the call are safe; repeated by its caller until it does. */
  readonly ended = async (call: EndedCall<CallFacts>): Promise<void> => {
    for (const record of recordsOf(call)) await this.#put(record);
    this.deps.limits.free(call.legUid);
    const { legUid, callUid, facts, termination, durationMs, postDialDelayMs, tries, restored } = call;
    this.#tell('ended', callUid, facts.legs, termination.cause);
    this.deps.count(termination.cause, postDialDelayMs);
    const [leg] = facts.legs;
    const { brandId, clientId, direction, caller, callee, bounced } = leg?.facts ?? {};
    const who = { brandId, clientId, direction, caller, callee, bounced };
    this.deps.logger.info('call ended', { legUid, callUid, ...who, ...termination, durationMs, postDialDelayMs, tries, restored });
  };

  /** Decided, then refused by us without a try. Never rejects: the refusal is answered even when the disk is full, and recorded later. */
  readonly refused = async ({ callUid, legs }: LegsKnown, cause: Cause, at: string): Promise<void> => {
    const [first] = legs;
    if (!first) return;
    const nowMs = this.deps.clock.nowMs();
    const call: EndedCall<CallFacts> = {
      legUid: first.legUid,
      callUid,
      facts: { legs },
      startedAtMs: nowMs,
      answeredAtMs: null,
      endedAtMs: nowMs,
      durationMs: 0,
      postDialDelayMs: null,
      termination: terminate(cause, at),
      tries: [],
      winner: null,
      restored: false,
    };
    try {
      await this.ended(call);
    } catch (thrown) {
      this.deps.limits.free(first.legUid);
      const kept = this.#late < LATE_MAX;
      this.deps.logger.error('a refused leg was not recorded', { legUid: first.legUid, cause, triedAgain: kept, error: thrown });
      if (kept) void this.#recordLater(call);
    }
  };

  async #recordLater(call: EndedCall<CallFacts>): Promise<void> {
    this.#late += 1;
    await untilDone(() => this.ended(call), call.legUid, this.deps.logger);
    this.#late -= 1;
  }

  async #put(record: LegRecord): Promise<void> {
    try {
      await this.deps.putRecord(record);
    } catch (thrown) {
      // It lies aside for a person; putting it again would only make another copy.
      if (!(thrown instanceof CodedError) || thrown.code !== 'cdr-invalid') throw thrown;
      this.deps.logger.error('a leg record breaks its own contract', { legUid: record.legUid, ...thrown.facts });
    }
  }

  #holdCarrier({ legUid, callUid, facts, target }: CallInProgress<CallFacts>): void {
    const decision = facts.legs[0]?.facts.decision;
    const gateway = decision && 'attempts' in decision ? decision.attempts.find((one) => nameOf(one) === target) : undefined;
    if (gateway && this.deps.isLimited(gateway.carrierId))
      this.deps.limits.holdInstead(legUid, callUid, 'carrier', `carrier:${gateway.carrierId}`);
  }

  #tell(event: CallEvent['event'], callUid: string, legs: CallFacts['legs'], cause?: Cause): void {
    const at = isoOf(this.deps.clock.nowMs());
    for (const { legUid, facts } of legs) {
      const { brandId, clientId, callee } = facts;
      const caller = facts.anonymous && facts.direction === 'inbound' ? 'anonymous' : facts.caller;
      this.deps.publish({ event, at, callUid, legUid, by: 'trunks-proxy', brandId, clientId, caller, callee, ...(cause ? { cause } : {}) });
    }
  }
}
