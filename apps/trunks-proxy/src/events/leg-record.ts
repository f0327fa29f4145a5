import type { EndedCall } from '@switchyard/b2bua';
import { isoOf } from '@switchyard/kernel';
import type { AttemptResult, GatewayAttempt, LegRecord } from '@switchyard/model';
import type { LegFacts } from './leg-facts.js';

/** Facts of a bridged call: one leg, or two when a call was bounced back to a DDI of ours. */
export type CallFacts = { readonly legs: readonly { readonly legUid: string; readonly facts: LegFacts }[] };

/** The one record of each leg of a call that ended (invariant I1: `legUid` makes a second one harmless). */
export const recordsOf = (ended: EndedCall<CallFacts>): readonly LegRecord[] =>
  ended.facts.legs.map(({ legUid, facts }) => recordOf(ended, legUid, facts));

function recordOf(ended: EndedCall<CallFacts>, legUid: string, facts: LegFacts): LegRecord {
  const gateways = 'attempts' in facts.decision ? facts.decision.attempts : [];
  const attempts = facts.bounced ? [] : attemptsOf(ended, gateways);
  // The one that answered, else the last that was asked.
  const used = gateways.find((gateway) => nameOf(gateway) === (ended.winner ?? ended.tries.at(-1)?.target));
  return {
    ...facts,
    legUid,
    callUid: ended.callUid,
    startedAt: isoOf(ended.startedAtMs),
    answeredAt: ended.answeredAtMs === null ? null : isoOf(ended.answeredAtMs),
    endedAt: isoOf(ended.endedAtMs),
    durationMs: ended.durationMs,
    postDialDelayMs: ended.postDialDelayMs,
    cause: ended.termination.cause,
    causeClass: ended.termination.class,
    causeAt: ended.termination.at,
    sipStatus: ended.termination.sipStatus ?? null,
    carrierId: used?.carrierId ?? null,
    carrierName: used?.carrierName ?? null,
    cost: used?.cost ?? null,
    attempts,
  };
}

/** A gateway's name as a target of a call: unique within one decision, because no server is asked twice for the same number. */
export const nameOf = ({
  carrierServerId,
  host,
  port,
  callee,
}: Pick<GatewayAttempt, 'carrierServerId' | 'host' | 'port' | 'callee'>): string => `${carrierServerId}/${host}:${port}/${callee}`;

function attemptsOf({ tries }: EndedCall<CallFacts>, gateways: readonly GatewayAttempt[]): AttemptResult[] {
  return tries.flatMap(({ target, status }) => {
    const gateway = gateways.find((one) => nameOf(one) === target);
    if (!gateway) return [];
    const { carrierServerId, carrierName, host, port, transport } = gateway;
    return [{ carrierServerId, carrierName, target: `${transport}:${host}:${port}`, sipStatus: status }];
  });
}
