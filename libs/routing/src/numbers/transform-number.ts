import { err, ok, type Result } from '@switchyard/kernel';
import type { Snapshot, TraceStep } from '@switchyard/model';
import { withoutSeparators } from './e164.js';
import { checkReplacement, MAX_NUMBER_LENGTH, readNumberExpression, replaceInNumber, type ExpressionFault } from './number-expression.js';
import { rulesOfSet, type NumberDirection, type NumberRule } from './rules-of-set.js';

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
    const applied = applyRule(rule, given);
    if (!applied.ok) passedOver.push(`${rule.title} is not valid: ${applied.error.rule}`);
    else if (applied.value !== null) return decide(applied.value, [`${rule.title} of '${set.name}'`, ...passedOver].join('; '));
  }
  return decide(given, [`no rule of '${set.name}' matches`, ...passedOver].join('; '));
}

function applyRule(rule: NumberRule, number: string): Result<string | null, ExpressionFault> {
  const expression = readNumberExpression(rule.matchExpr);
  if (!expression.ok) return expression;
  const replacement = checkReplacement(rule.replaceExpr, expression.value.groups);
  return replacement.ok ? ok(replaceInNumber(expression.value, rule.replaceExpr, number)) : err(replacement.error);
}

/** What a person may be told before a rule is stored: the field and what is wrong with it. */
export function checkTransformationRule(rule: {
  readonly matchExpr: string;
  readonly replaceExpr: string;
}): Result<null, ExpressionFault & { readonly field: 'matchExpr' | 'replaceExpr' }> {
  const expression = readNumberExpression(rule.matchExpr);
  if (!expression.ok) return err({ field: 'matchExpr', ...expression.error });
  const replacement = checkReplacement(rule.replaceExpr, expression.value.groups);
  return replacement.ok ? ok(null) : err({ field: 'replaceExpr', ...replacement.error });
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
