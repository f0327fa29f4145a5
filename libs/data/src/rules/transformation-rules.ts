import { linearPattern, replacementFault } from '@switchyard/model';
import { problem, type Rule } from './rule.js';

/** A rule that could not be run would be passed over on every call (reference §1.4: expression and group count checked). */
export const ruleExpression: Rule = {
  name: 'rule-expression',
  on: ['transformationRule'],
  check: (write) => {
    const pattern = linearPattern(String(write.after['matchExpr']));
    if (!pattern.ok) return [problem(write, 'matchExpr', pattern.error.rule)];
    const fault = replacementFault(String(write.after['replaceExpr']), pattern.value.groupCount);
    return fault ? [problem(write, 'replaceExpr', fault.rule)] : [];
  },
};
