import { next, refuse, type Step } from '@switchyard/call-flow';
import type { Snapshot } from '@switchyard/model';
import type { Initial, LegsKnown, LimitsKnown } from '../call.js';
import type { LegFacts } from '../events/leg-facts.js';
import type { LimitedBy } from '../ports/limits.port.js';

export const maxCalls: Step<Initial & LegsKnown, LimitsKnown> = {
  name: 'MAX_CALLS',
  doc: 'concurrent calls of the brand, then of the client: 486 inbound, 403 outbound (reference §2.5)',
  run: async ({ snapshot, ports, callUid, legs }) => {
    const limits = legs.flatMap(({ facts }) => limitsOf(snapshot, facts));
    if (!limits.some(ports.limits.isFull)) return next({ limits });
    await ports.calls.refused({ callUid, legs }, 'limit-reached', 'MAX_CALLS');
    return refuse('limit-reached', { status: limitStatus(legs) });
  },
};

const limitsOf = (snapshot: Snapshot, { brandId, clientId }: LegFacts): LimitedBy[] => [
  { owner: `brand:${brandId}`, max: snapshot.get('brand', brandId)?.maxCalls ?? 0 },
  { owner: `client:${clientId}`, max: snapshot.get('client', clientId)?.maxCalls ?? 0 },
];

const limitStatus = ([first]: LegsKnown['legs']): number => (first?.facts.direction === 'outbound' ? 403 : 486);
