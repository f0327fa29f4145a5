import type { Ddi, OutboundRequest, Snapshot, TraceStep } from '@switchyard/model';

/**
 * A number that is an `inout` DDI of any client of this installation never leaves it (reference §2.6 step 3). Several brands
 * may own the number: the caller's own brand goes first, then the oldest DDI.
 */
export function findBounce(
  snapshot: Snapshot,
  { brandId, callee }: OutboundRequest,
): { readonly ddi: Ddi | undefined; readonly step: TraceStep } {
  const owned = snapshot.by('ddi', 'number', callee).filter((row) => row.type === 'inout' && row.clientId !== null);
  const ddi = owned.find((row) => row.brandId === brandId) ?? owned[0];
  const step: TraceStep = {
    step: 'bounce',
    saw: { callee, ddis: owned.map((row) => row.id) },
    chose: ddi?.id ?? null,
    why: ddi ? 'the number is a DDI of ours: the call stays inside' : 'no client of ours has the number',
  };
  return { ddi, step };
}
