import type { Snapshot, TransformationRule, TransformationRuleSet } from '@switchyard/model';

export type NumberDirection = TransformationRule['type'];

export interface NumberRule {
  /** For the trace: `rule 12`, or which rule of the numbering plan. */
  readonly title: string;
  readonly matchExpr: string;
  readonly replaceExpr: string;
}

const escaped = (digits: string): string => digits.replace(/[^0-9]/g, '');

/** From how the other side writes numbers to E.164. First match wins. */
function rulesInto(set: TransformationRuleSet): readonly NumberRule[] {
  const countryCode = escaped(set.countryCallingCode);
  const international = escaped(set.internationalPrefix);
  const trunk = escaped(set.trunkPrefix);
  const area = escaped(set.areaCode);
  const localLength = set.nationalLength - area.length;
  return [
    { title: 'already E.164', matchExpr: '^\\+(\\d+)$', replaceExpr: '+\\1' },
    ...(international ? [{ title: 'international prefix', matchExpr: `^${international}(\\d+)$`, replaceExpr: '+\\1' }] : []),
    ...(trunk ? [{ title: 'trunk prefix', matchExpr: `^${trunk}(\\d{${set.nationalLength}})$`, replaceExpr: `+${countryCode}\\1` }] : []),
    ...(area && localLength > 0
      ? [{ title: 'within the area', matchExpr: `^(\\d{${localLength}})$`, replaceExpr: `+${countryCode}${area}\\1` }]
      : []),
    { title: 'national', matchExpr: `^(\\d{${set.nationalLength}})$`, replaceExpr: `+${countryCode}\\1` },
  ];
}

/** From E.164 to how the other side writes numbers. */
function rulesOutOf(set: TransformationRuleSet): readonly NumberRule[] {
  const countryCode = escaped(set.countryCallingCode);
  const area = escaped(set.areaCode);
  const localLength = set.nationalLength - area.length;
  return [
    ...(area && localLength > 0
      ? [{ title: 'within the area', matchExpr: `^\\+${countryCode}${area}(\\d{${localLength}})$`, replaceExpr: '\\1' }]
      : []),
    {
      title: 'national',
      matchExpr: `^\\+${countryCode}(\\d{${set.nationalLength}})$`,
      replaceExpr: `${escaped(set.trunkPrefix)}\\1`,
    },
    { title: 'international', matchExpr: '^\\+(\\d+)$', replaceExpr: `${escaped(set.internationalPrefix)}\\1` },
  ];
}

/** The rules of one direction in the order they are tried: those given one by one, then those of the numbering plan. */
export function rulesOfSet(snapshot: Snapshot, set: TransformationRuleSet, direction: NumberDirection): readonly NumberRule[] {
  const given = snapshot
    .by('transformationRule', 'transformationRuleSetId', set.id)
    .filter((rule) => rule.type === direction)
    .sort((a, b) => a.priority - b.priority || a.id - b.id)
    .map((rule) => ({ title: `rule ${rule.id}`, matchExpr: rule.matchExpr, replaceExpr: rule.replaceExpr }));
  if (!set.generateRules) return given;
  return [...given, ...(direction === 'callerin' || direction === 'calleein' ? rulesInto(set) : rulesOutOf(set))];
}
