import type { Ddi, DdiProvider, Snapshot, TraceStep } from '@switchyard/model';
import { toE164 } from '../numbers/transform-number.js';

export interface MatchedDdi {
  /** Provider whose call this is; the first candidate when no DDI was found. */
  readonly provider: DdiProvider;
  readonly ddi: Ddi | undefined;
  /** The called number by that provider's rules. */
  readonly callee: string;
  readonly step: TraceStep;
}

const ddiOfBrand = (snapshot: Snapshot, brandId: number, number: string): Ddi | undefined =>
  snapshot.by('ddi', 'number', number).find((row) => row.brandId === brandId && row.type === 'inout');

/**
 * Whose DDI was called (reference §2.5 step 2): candidates are asked in order of id, each with its own callee rules and in
 * its own brand only. The first that has the DDI wins, unless that DDI names another candidate as its own provider.
 */
export function matchDdi(snapshot: Snapshot, candidates: readonly [DdiProvider, ...DdiProvider[]], dialled: string): MatchedDdi {
  const readings = candidates.map((provider) => {
    const callee = toE164(snapshot, provider.transformationRuleSetId, 'calleein', dialled).number;
    return { provider, callee, ddi: ddiOfBrand(snapshot, provider.brandId, callee) };
  });
  const first = readings.find(({ ddi }) => ddi !== undefined);
  const own = first && readings.find(({ provider, ddi }) => ddi !== undefined && provider.id === first.ddi?.ddiProviderId);
  const chosen = own ?? first ?? { provider: candidates[0], callee: readings[0]?.callee ?? dialled, ddi: undefined };
  const step: TraceStep = {
    step: 'ddi',
    saw: {
      dialled,
      candidates: readings.map(({ provider, callee, ddi }) => ({
        provider: provider.name,
        brandId: provider.brandId,
        callee,
        ddiId: ddi?.id ?? null,
      })),
    },
    chose: chosen.ddi?.id ?? null,
    why: !chosen.ddi
      ? 'no brand behind this address has the number'
      : own && own !== first
        ? `the DDI names '${chosen.provider.name}' as its provider`
        : `'${chosen.provider.name}' is the first provider whose brand has the number`,
  };
  return { ...chosen, step };
}
