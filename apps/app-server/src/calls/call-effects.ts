import type { Asterisk } from '@switchyard/asterisk';
import { CALL_INFO_HEADER, readCallInfo, signCallInfo, type CallInfo } from '@switchyard/call-flow';
import { CAUSES, CodedError, isoOf, type Cause, type Clock, type Logger } from '@switchyard/kernel';
import type { CallEvent, Snapshot } from '@switchyard/model';
import { endingOf } from '../dialplan/ending-of-far.js';
import { planCall, type Plan } from '../dialplan/plan-call.js';
import type { CallEventIn, Effect } from '../machines/call.fsm.js';
import type { CallEvents } from '../ports/call-events.port.js';
import type { Directory } from '../ports/directory.port.js';
import {
  bridgeIdOf,
  bridgeNameOf,
  FACTS_VARIABLE,
  factsOf,
  FAR_ARGUMENT,
  farIdOf,
  plannedFacts,
  writeFacts,
  type CallFacts,
} from './call-facts.js';

/** Everything a call needs of the process it lives in. */
export interface CallHouse {
  readonly clock: Clock;
  readonly snapshot: () => Snapshot;
  readonly directory: Directory;
  readonly events: CallEvents;
  readonly internalKey: string;
  /** host:port */
  readonly trunksProxy: string;
  readonly ended: (cause: Cause) => void;
  readonly setUp: (seconds: number) => void;
}

/** Names of the PJSIP endpoints in the configuration of every Asterisk. */
const USERS_ENDPOINT = 'users-proxy';
const TRUNKS_ENDPOINT = 'trunks-proxy';
/** The dialplan context that answers with the SIP status it is called with (infra/asterisk). */
const REFUSAL_CONTEXT = 'switchyard-refuse';
/** The one that answers, plays what it is called with, and hangs up. */
const ANNOUNCEMENT_CONTEXT = 'switchyard-announce';

export interface CallParts {
  readonly asterisk: Asterisk;
  readonly house: CallHouse;
  readonly logger: Logger;
  readonly nearId: string;
  /** The far channel's id is known from now on: its events belong to this call. */
  readonly onFar: (farId: string) => void;
  readonly onOver: () => void;
}

/** Carries the effects of one call's machine out on its Asterisk. */
export class CallEffects {
  #facts: CallFacts | undefined;
  #info: CallInfo | undefined;
  #plan: Exclude<Plan, { kind: 'refuse' }> | undefined;
  #bridged: boolean;
  readonly #startedMs: number;

  constructor(
    private readonly parts: CallParts,
    adopted?: CallFacts,
  ) {
    this.#facts = adopted;
    this.#bridged = adopted !== undefined;
    this.#startedMs = parts.house.clock.nowMs();
  }

  async perform(effect: Effect): Promise<CallEventIn | undefined> {
    const { asterisk, nearId } = this.parts;
    switch (effect.do) {
      case 'plan':
        return this.#planned();
      case 'make-far':
        return this.#makeFar();
      case 'call-far':
        return this.#callFar();
      case 'answer-near':
        await asterisk.channels.answer(nearId);
        return { type: 'near-answered' };
      case 'refuse-near':
        return orGone('near-gone', () =>
          asterisk.channels.continueAt(
            nearId,
            effect.ending.announcement === undefined
              ? { context: REFUSAL_CONTEXT, extension: String(effect.ending.sipStatus) }
              : { context: ANNOUNCEMENT_CONTEXT, extension: effect.ending.announcement },
          ),
        );
      case 'hang-up-near':
        return orGone('near-gone', () => asterisk.channels.hangUp(nearId, CAUSES[effect.cause].q850));
      case 'hang-up-far':
        return this.#facts
          ? orGone('far-gone', () => asterisk.channels.hangUp(farIdOf(this.#facts?.legUid ?? ''), CAUSES[effect.cause].q850))
          : { type: 'far-gone', ending: endingOf('normal-clearing') };
      case 'report':
        return this.#report(effect.event);
      case 'report-end':
        this.parts.house.ended(effect.cause);
        return this.#report('ended', effect.cause);
      case 'clear':
        return this.#clear();
    }
  }

  async #planned(): Promise<CallEventIn> {
    const { asterisk, house, logger, nearId } = this.parts;
    const value = await asterisk.channels.variable(nearId, `PJSIP_HEADER(read,${CALL_INFO_HEADER})`);
    const read = readCallInfo(value, house.internalKey, house.clock);
    if (!read.ok) {
      logger.warn('call without a valid internal header', { cause: 'header-forged', why: read.error });
      return { type: 'refused', ending: endingOf('header-forged') };
    }
    const info = (this.#info = read.value);
    this.#facts = factsOf(info, nearId);
    const { decision, trace, revision } = await planCall(info, house.snapshot(), house.directory);
    const fields = { callUid: info.callUid, clientId: info.clientId, dialled: info.dialled, revision, trace };
    if (decision.kind === 'refuse') {
      logger.info('call refused', { ...fields, cause: decision.cause });
      return { type: 'refused', ending: { ...endingOf(decision.cause), announcement: decision.announcement } };
    }
    logger.info('call planned', { ...fields, plan: decision.kind, callee: decision.callee });
    this.#plan = decision;
    this.#facts = plannedFacts(this.#facts, decision);
    return { type: 'planned' };
  }

  /** Makes the far channel and the bridge; Asterisk says by an event when the channel may be used. */
  async #makeFar(): Promise<undefined> {
    const { asterisk, nearId, onFar } = this.parts;
    const [info, plan, facts] = [this.#info, this.#plan, this.#facts];
    if (!info || !plan || !facts) throw new CodedError('call-not-planned', 'the far side is called before the call was planned');
    const [farId, bridgeId] = [farIdOf(facts.legUid), bridgeIdOf(facts.legUid)];
    this.#bridged = true;
    onFar(farId);
    await Promise.all([
      asterisk.channels.create({
        id: farId,
        endpoint: this.#endpointOf(plan),
        arg: FAR_ARGUMENT,
        originator: nearId,
        variables: {
          [`PJSIP_HEADER(add,${CALL_INFO_HEADER})`]: this.#headerFor(info, plan),
          [FACTS_VARIABLE]: writeFacts(facts),
          // The From of the far INVITE is the channel's connected line.
          'CONNECTEDLINE(num,i)': plan.presented.number,
          'CONNECTEDLINE(name,i)': plan.presented.name,
        },
      }),
      asterisk.bridges.create(bridgeId, bridgeNameOf(facts.callUid)),
    ]);
    return undefined;
  }

  /** Puts both in one bridge, so that ringing, early media and the answer pass, then sends the INVITE. */
  async #callFar(): Promise<undefined> {
    const { asterisk, nearId } = this.parts;
    if (!this.#facts) throw new CodedError('call-not-planned', 'the far side is called before the call was planned');
    const farId = farIdOf(this.#facts.legUid);
    await asterisk.bridges.add(bridgeIdOf(this.#facts.legUid), [nearId, farId]);
    // No timeout there: the call's own deadline ends ringing with a cause.
    await asterisk.channels.dial(farId, 0);
    return undefined;
  }

  #endpointOf(plan: Exclude<Plan, { kind: 'refuse' }>): string {
    return plan.kind === 'ring'
      ? `PJSIP/${USERS_ENDPOINT}/sip:${plan.endpoint.name}@${plan.endpoint.domain}`
      : `PJSIP/${TRUNKS_ENDPOINT}/sip:${plan.callee}@${this.parts.house.trunksProxy}`;
  }

  #headerFor({ v: _v, iat: _iat, ...info }: CallInfo, plan: Exclude<Plan, { kind: 'refuse' }>): string {
    const { internalKey, clock } = this.parts.house;
    const to = plan.kind === 'ring' ? { kind: plan.endpoint.kind, id: plan.endpoint.id } : null;
    return signCallInfo({ ...info, caller: plan.presented.number, callee: plan.callee, to }, internalKey, clock);
  }

  #report(event: CallEvent['event'], cause?: Cause): undefined {
    const { house, logger } = this.parts;
    const facts = this.#facts;
    if (event === 'ringing') house.setUp((house.clock.nowMs() - this.#startedMs) / 1000);
    logger.info(`call ${event}`, { callUid: facts?.callUid ?? null, ...(cause ? { cause, class: CAUSES[cause].class } : {}) });
    if (!facts) return undefined;
    house.events.publish({
      event,
      at: isoOf(house.clock.nowMs()),
      callUid: facts.callUid,
      legUid: facts.legUid,
      by: 'app-server',
      brandId: facts.brandId,
      clientId: facts.clientId,
      caller: facts.anonymous ? 'anonymous' : facts.caller,
      callee: facts.callee,
      ...(facts.from && !facts.anonymous ? { from: facts.from } : {}),
      ...(facts.to ? { to: facts.to } : {}),
      ...(cause ? { cause } : {}),
    });
    return undefined;
  }

  async #clear(): Promise<undefined> {
    this.parts.onOver();
    if (!this.#facts || !this.#bridged) return undefined;
    try {
      await this.parts.asterisk.bridges.destroy(bridgeIdOf(this.#facts.legUid));
    } catch (thrown) {
      // The sweep at the next connection finds it by its name.
      if (!isCoded(thrown, 'ari-not-found')) this.parts.logger.warn('bridge was left behind', { error: thrown });
    }
    return undefined;
  }
}

/**
 * True for a request that failed perhaps only because a party hung up under it; the event of its end then says better what
 * happened than the failure does.
 */
export const mayHaveVanished = (thrown: unknown): boolean => isCoded(thrown, 'ari-not-found', 'ari-conflict', 'ari-refused');

const isCoded = (thrown: unknown, ...codes: readonly string[]): boolean => thrown instanceof CodedError && codes.includes(thrown.code);

/** A hang-up of what is gone already is done. */
async function orGone(gone: 'near-gone' | 'far-gone', request: () => Promise<void>): Promise<CallEventIn | undefined> {
  try {
    await request();
    return undefined;
  } catch (thrown) {
    if (!isCoded(thrown, 'ari-not-found')) throw thrown;
    return gone === 'near-gone' ? { type: gone } : { type: gone, ending: endingOf('normal-clearing') };
  }
}
