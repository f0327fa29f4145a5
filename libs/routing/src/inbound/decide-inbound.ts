import type { Cause } from '@switchyard/kernel';
import type { Ddi, Decided, InboundDecision, Snapshot, TraceStep } from '@switchyard/model';
import { toE164 } from '../numbers/transform-number.js';
import { matchDdi } from './match-ddi.js';
import { routeOfDdi } from './route-of-ddi.js';
import { providersByIp } from './source-address.js';

export interface InboundRequest {
  /** Where the INVITE came from. */
  readonly sourceIp: string;
  /** As the provider wrote them. */
  readonly callee: string;
  readonly caller: string;
  /** Who calls by P-Asserted-Identity or Remote-Party-ID, which providers that are trusted are believed. */
  readonly asserted?: string | undefined;
  /** ISO 8601 UTC. */
  readonly at: string;
}

export interface BouncedRequest {
  /** From `OutboundDecision.ddiId`. */
  readonly ddiId: number;
  /** E.164 with +, or empty when withheld. */
  readonly caller: string;
}

const nothingKnown: InboundDecision = {
  outcome: 'refuse',
  cause: null,
  ddiId: null,
  ddiProviderId: null,
  brandId: null,
  clientId: null,
  retailAccountId: null,
  caller: '',
  callee: '',
};

/** Where a call from outside goes (reference §2.5): by source address to providers, by called number to a DDI, to its route. */
export function decideInbound(snapshot: Snapshot, { sourceIp, callee, caller, asserted }: InboundRequest): Decided<InboundDecision> {
  const candidates = providersByIp(snapshot, sourceIp);
  const [first, ...others] = candidates;
  const providerStep: TraceStep = {
    step: 'provider',
    saw: { sourceIp },
    chose: candidates.map((provider) => provider.name),
    why: first ? 'DDI providers that call from this address, by id' : 'no DDI provider has this address',
  };
  if (!first)
    return {
      decision: { ...nothingKnown, cause: 'source-refused' satisfies Cause, caller, callee },
      trace: [providerStep],
      revision: snapshot.revision,
    };

  const matched = matchDdi(snapshot, [first, ...others], callee);
  const named = matched.provider.trustPai ? (asserted ?? caller) : caller;
  const from = toE164(snapshot, matched.provider.transformationRuleSetId, 'callerin', named);
  const trace = [providerStep, matched.step, from.step];
  const known = {
    ...nothingKnown,
    ddiProviderId: matched.provider.id,
    brandId: matched.provider.brandId,
    caller: from.number,
    callee: matched.callee,
  };
  if (!matched.ddi) return { decision: { ...known, cause: 'ddi-unknown' satisfies Cause }, trace, revision: snapshot.revision };
  return leadTo(snapshot, matched.ddi, known, trace);
}

/** Where a bounced call goes: the inbound half of `decideOutbound`'s outcome `bounce`, without provider and number rules. */
export function decideBounced(snapshot: Snapshot, { ddiId, caller }: BouncedRequest): Decided<InboundDecision> {
  const ddi = snapshot.get('ddi', ddiId);
  if (ddi) return leadTo(snapshot, ddi, { ...nothingKnown, brandId: ddi.brandId, caller, callee: ddi.number }, []);
  const gone: TraceStep = { step: 'ddi', saw: { ddiId }, chose: null, why: 'the DDI no longer exists' };
  return { decision: { ...nothingKnown, cause: 'ddi-unknown' satisfies Cause, caller }, trace: [gone], revision: snapshot.revision };
}

function leadTo(snapshot: Snapshot, ddi: Ddi, known: InboundDecision, before: readonly TraceStep[]): Decided<InboundDecision> {
  const { outcome, cause, retailAccountId, steps } = routeOfDdi(snapshot, ddi);
  return {
    decision: { ...known, outcome, cause, ddiId: ddi.id, clientId: ddi.clientId, retailAccountId },
    trace: [...before, ...steps],
    revision: snapshot.revision,
  };
}
