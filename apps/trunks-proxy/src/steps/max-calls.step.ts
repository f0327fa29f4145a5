import { next, refuse, type Step } from '@switchyard/call-flow';
import type { Snapshot } from '@switchyard/model';
import type { Initial, LegsKnown, LimitsKnown, OutboundDecided } from '../call.js';
import type { LegFacts } from '../events/leg-facts.js';
import type { LimitedBy } from '../ports/limits.port.js';

export const maxCalls: Step<Initial & LegsKnown & Partial<OutboundDecided>, LimitsKnown> = {
  name: 'MAX_CALLS',
  doc: 'concurrent calls of the brand, then of the client, over all processes, and those of the carriers to be tried: 486 inbound, 403 outbound (reference §2.5)',
  run: async ({ snapshot, ports, callUid, legs, outbound }) => {
    const [first] = legs;
    if (!first) return next({ fullCarriers: new Set() });
    const limits = legs.flatMap(({ facts }) => limitsOf(snapshot, facts));
    const { full, alsoFull } = await ports.limits.take(first.legUid, callUid, limits, carriersOf(snapshot, outbound));
    if (full === undefined) return next({ fullCarriers: alsoFull });
    await ports.calls.refused({ callUid, legs }, 'limit-reached', 'MAX_CALLS');
    return refuse('limit-reached', { status: limitStatus(legs) });
  },
};

const limitsOf = (snapshot: Snapshot, { brandId, clientId }: LegFacts): LimitedBy[] => [
  { owner: `brand:${brandId}`, max: snapshot.get('brand', brandId)?.maxCalls ?? 0 },
  { owner: `client:${clientId}`, max: snapshot.get('client', clientId)?.maxCalls ?? 0 },
];

/** Which carrier takes the call is known when it rings: until then they are only asked about. */
const carriersOf = (snapshot: Snapshot, outbound: OutboundDecided['outbound'] | undefined): readonly LimitedBy[] =>
  [...new Set(outbound?.decision.attempts.map(({ carrierId }) => carrierId))].map((id) => ({
    owner: `carrier:${id}`,
    max: snapshot.get('carrier', id)?.maxCalls ?? 0,
  }));

const limitStatus = ([first]: LegsKnown['legs']): number => (first?.facts.direction === 'outbound' ? 403 : 486);
