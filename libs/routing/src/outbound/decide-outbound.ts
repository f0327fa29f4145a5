import type { Cause } from '@switchyard/kernel';
import type { Client, Decided, OutboundDecision, OutboundRequest, Snapshot, TraceStep } from '@switchyard/model';
import { authorise, resolveRate, type RateResolution } from '@switchyard/rating';
import { isE164 } from '../numbers/e164.js';
import { findBounce } from './find-bounce.js';
import { matchRoutings } from './match-routings.js';
import { pickCarriers } from './pick-carriers.js';
import { prepareGateways } from './prepare-gateways.js';

/** Does the client exist in this brand, and may it call such a number? */
function examineClient(
  snapshot: Snapshot,
  { brandId, clientId, callee }: OutboundRequest,
): { client: Client | undefined; cause: Cause | null; step: TraceStep } {
  const found = snapshot.get('client', clientId);
  const client = found?.brandId === brandId ? found : undefined;
  const step = (cause: Cause | null, why: string) => ({
    client,
    cause,
    step: { step: 'client', saw: { brandId, clientId, client: client?.name ?? null, callee }, chose: cause === null, why },
  });
  if (!client) return step('client-disabled', 'the brand has no such client');
  if (!client.enabled) return step('client-disabled', 'the client is disabled');
  if (!isE164(callee)) return step('number-unknown', 'the number is not E.164');
  return step(null, 'the client is enabled');
}

function rateOfClient(snapshot: Snapshot, client: Client, { brandId, callee, at, routingTagId }: OutboundRequest): RateResolution {
  if (client.billingMethod !== 'none') return resolveRate(snapshot, { owner: { clientId: client.id }, brandId, callee, at, routingTagId });
  return {
    rate: null,
    step: { step: 'rate', saw: { clientId: client.id, callee }, chose: null, why: 'the client is not rated (billing method none)' },
  };
}

/** Emergency and other special numbers, of the brand or of the platform: calls to them are never rated (IV-85). Undefined: it is none. */
function specialNumber(snapshot: Snapshot, { brandId, callee }: OutboundRequest): TraceStep | undefined {
  const row = snapshot.by('specialNumber', 'number', callee).find((known) => known.brandId === null || known.brandId === brandId);
  if (!row) return undefined;
  return { step: 'special', saw: { callee }, chose: row.id, why: 'a special number: the call is not rated' };
}

/**
 * What to do with a call towards the public network (reference §2.6): refuse with a named cause, loop it back to a DDI of
 * ours, or try these gateways in order. Pure: the same snapshot and request always give the same decision and trace, and
 * `at` shows in neither unless another rating profile is in force. Concurrency limits are live state and not decided here.
 */
export function decideOutbound(snapshot: Snapshot, request: OutboundRequest): Decided<OutboundDecision> {
  const trace: TraceStep[] = [];
  const nothing: OutboundDecision = { outcome: 'refuse', cause: null, attempts: [], ddiId: null, price: null, maxDurationSec: null };
  const decide = (decision: OutboundDecision): Decided<OutboundDecision> => ({ decision, trace, revision: snapshot.revision });
  const refuse = (cause: Cause, known: Partial<OutboundDecision> = {}) => decide({ ...nothing, ...known, outcome: 'refuse', cause });

  const { client, cause, step: clientStep } = examineClient(snapshot, request);
  trace.push(clientStep);
  if (!client || cause) return refuse(cause ?? 'client-disabled');

  const { ddi, step: bounceStep } = findBounce(snapshot, request);
  trace.push(bounceStep);

  const special = specialNumber(snapshot, request);
  if (special) trace.push(special);
  // What is not rated is asked neither for a rate nor for credit.
  const billingMethod = special ? 'none' : client.billingMethod;
  const { rate: price, step: rateStep } = rateOfClient(snapshot, { ...client, billingMethod }, request);
  trace.push(rateStep);
  if (!price && billingMethod !== 'none') return refuse('rate-missing');

  const { outcome: authorised, step: creditStep } = authorise({ billingMethod, rate: price, balance: request.balance });
  trace.push(creditStep);
  if (!authorised.ok) return refuse(authorised.error, { price });
  const { maxDurationSec } = authorised.value;
  if (ddi) return decide({ ...nothing, outcome: 'bounce', ddiId: ddi.id, price, maxDurationSec });

  const { routings, step: routesStep } = matchRoutings(snapshot, request);
  trace.push(routesStep);
  if (!routings.ok) return refuse(routings.error, { price });

  const { choices, step: carriersStep } = pickCarriers(snapshot, request, routings.value);
  trace.push(carriersStep);
  if (choices.length === 0) return refuse('gateways-missing', { price });

  const { attempts, step: gatewaysStep } = prepareGateways(snapshot, request, choices);
  trace.push(gatewaysStep);
  // Privacy that is critical and that no gateway gives (RFC 3323 §4.2).
  if (attempts.length === 0) return refuse('gateways-missing', { price });
  return decide({ ...nothing, outcome: 'route', attempts: [...attempts], price, maxDurationSec });
}
