import { toMicros, type Amount } from '@switchyard/kernel';
import type { Carrier, CarrierServer, OutboundRequest, OutgoingRouting, ResolvedRate, Snapshot, TraceStep } from '@switchyard/model';
import { priceOf, resolveRate } from '@switchyard/rating';

/** Least cost is compared on a call of this length (reference §5.3). */
const NOMINAL_CALL_MS = 300_000;

export interface CarrierChoice {
  readonly routing: OutgoingRouting;
  readonly carrier: Carrier;
  readonly servers: readonly CarrierServer[];
  /** Frozen rate of the carrier; null when its cost is not calculated or no rate matches. */
  readonly cost: ResolvedRate | null;
}

interface Candidate extends CarrierChoice {
  readonly nominalCost: Amount | null;
}

/** Cheapest first; carriers whose cost is not known come last, in order of id. */
const byCost = (a: Candidate, b: Candidate): number => {
  if (a.nominalCost === null || b.nominalCost === null)
    return Number(a.nominalCost === null) - Number(b.nominalCost === null) || a.carrier.id - b.carrier.id;
  const difference = toMicros(a.nominalCost) - toMicros(b.nominalCost);
  return difference < 0n ? -1 : difference > 0n ? 1 : a.carrier.id - b.carrier.id;
};

/** Why a carrier cannot serve; null when it can. */
function unfit(carrier: Carrier | undefined, servers: readonly CarrierServer[], brandId: number): string | null {
  if (!carrier || carrier.brandId !== brandId) return 'is no carrier of this brand';
  if (carrier.status !== 'active') return `is ${carrier.status}`;
  return servers.length === 0 ? 'has no server' : null;
}

function carrierIdsOf(snapshot: Snapshot, routing: OutgoingRouting): readonly number[] {
  if (routing.routingMode === 'static') return routing.carrierId === null ? [] : [routing.carrierId];
  return snapshot.by('outgoingRoutingCarrier', 'outgoingRoutingId', routing.id).map((row) => row.carrierId);
}

/**
 * The carriers behind the routings: active ones with servers. An LCR routing stands for its carriers ordered by the cost of
 * five minutes. Currencies are not converted: carriers compared by cost are expected to share one.
 */
export function pickCarriers(
  snapshot: Snapshot,
  request: OutboundRequest,
  routings: readonly OutgoingRouting[],
): { readonly choices: readonly CarrierChoice[]; readonly step: TraceStep } {
  const passedOver: { readonly routingId: number; readonly carrier: string; readonly why: string }[] = [];
  const rates = new Map<number, ResolvedRate | null>();
  const costOf = (carrier: Carrier): ResolvedRate | null => {
    if (!carrier.calculateCost) return null;
    let rate = rates.get(carrier.id);
    if (rate === undefined) {
      ({ rate } = resolveRate(snapshot, {
        owner: { carrierId: carrier.id },
        brandId: request.brandId,
        callee: request.callee,
        at: request.at,
      }));
      rates.set(carrier.id, rate);
    }
    return rate;
  };
  const choices = routings.flatMap((routing) => {
    const candidates: Candidate[] = [];
    for (const carrierId of carrierIdsOf(snapshot, routing)) {
      const carrier = snapshot.get('carrier', carrierId);
      const servers = snapshot
        .by('carrierServer', 'carrierId', carrierId)
        .filter((server) => server.enabled && server.brandId === request.brandId);
      const why = unfit(carrier, servers, request.brandId);
      if (!carrier || why !== null) {
        passedOver.push({ routingId: routing.id, carrier: carrier?.name ?? String(carrierId), why: why ?? 'does not exist' });
        continue;
      }
      const cost = costOf(carrier);
      candidates.push({ routing, carrier, servers, cost, nominalCost: cost && priceOf(cost, NOMINAL_CALL_MS).amount });
    }
    return routing.routingMode === 'lcr' ? candidates.sort(byCost) : candidates;
  });
  const step: TraceStep = {
    step: 'carriers',
    saw: { routings: routings.map((routing) => ({ routingId: routing.id, mode: routing.routingMode })), passedOver },
    chose: choices.map(({ routing, carrier, nominalCost, cost }) => ({
      routingId: routing.id,
      carrierId: carrier.id,
      carrier: carrier.name,
      fiveMinutes: nominalCost,
      currency: cost?.currency ?? null,
    })),
    why:
      choices.length === 0
        ? 'no carrier of these routings is active and has a server'
        : 'in the order of the routings; LCR by the cost of five minutes',
  };
  return { choices, step };
}
