import type { Snapshot, TraceStep } from '@switchyard/model';
import { withoutSeparators } from './e164.js';
import { rulesOfSet, type NumberDirection } from './rules-of-set.js';

/** Longer texts are no telephone numbers (E.164 has 15 digits); rules are not tried on them. */
export const MAX_NUMBER_LENGTH = 40;

export interface TransformedNumber {
  readonly number: string;
  readonly step: TraceStep;
}

/**
 * Applies the first matching rule of one direction. A number no rule matches, a longer one than any number is, and a set
 * that does not exist leave it as it was. A rule that is not valid is passed over and named in the trace: one bad rule must
 * not stop the calls that other rules serve.
 */
export function transformNumber(
  snapshot: Snapshot,
  ruleSetId: number | null,
  direction: NumberDirection,
  given: string,
): TransformedNumber {
  const set = snapshot.get('transformationRuleSet', ruleSetId);
  const decide = (number: string, why: string): TransformedNumber => ({
    number,
    step: { step: direction, saw: { number: given, ruleSet: set?.name ?? null }, chose: number, why },
  });
  if (!set) return decide(given, ruleSetId === null ? 'no rule set: written as it is' : `rule set ${ruleSetId} does not exist`);
  if (given.length > MAX_NUMBER_LENGTH) return decide(given, `longer than ${MAX_NUMBER_LENGTH} characters: no rule is tried`);
  const passedOver: string[] = [];
  for (const rule of rulesOfSet(snapshot, set, direction)) {
    const applied = rule.apply(given);
    if (!applied.ok) passedOver.push(`${rule.title} is not valid: ${applied.error.rule}`);
    else if (applied.value !== null) return decide(applied.value, [`${rule.title} of '${set.name}'`, ...passedOver].join('; '));
  }
  return decide(given, [`no rule of '${set.name}' matches`, ...passedOver].join('; '));
}

/**
 * A number as the other side wrote it → E.164 by the side's rule set. What no rule understands (an extension, `anonymous`)
 * comes back as it was: ask `isE164`.
 */
export const toE164 = (
  snapshot: Snapshot,
  ruleSetId: number | null,
  direction: 'callerin' | 'calleein',
  number: string,
): TransformedNumber => transformNumber(snapshot, ruleSetId, direction, withoutSeparators(number));

/** E.164 → a number as the other side wants it written. */
export const fromE164 = (
  snapshot: Snapshot,
  ruleSetId: number | null,
  direction: 'callerout' | 'calleeout',
  number: string,
): TransformedNumber => transformNumber(snapshot, ruleSetId, direction, number);
