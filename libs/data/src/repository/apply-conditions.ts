import { conditionProblems, isEmptyValue, isSecretField, valuesToEmpty, applies } from '@switchyard/model';
import { refused } from '../errors.js';
import { hasSecret, type Write } from '../rules/rule.js';
import { resourceOf } from '../schema/references.js';

/**
 * The conditions of the field table (`when`): what is given where it does not apply, or missing where it must be given, is
 * refused; what was stored and does not apply any more is emptied. Throws `rule-broken`.
 */
export function completeConditions(write: Write): Write {
  const { fields } = resourceOf(write.name);
  if (Object.values(fields).every(({ when }) => when === undefined)) return write;
  const secrets = Object.entries(fields).flatMap(([key, field]) => (field.when && isSecretField(field) ? [key] : []));
  const isSet = (key: string): boolean => (secrets.includes(key) ? hasSecret(write, key) : !isEmptyValue(write.after[key]));
  const problems = conditionProblems(fields, write.given, write.after, isSet);
  if (problems.length > 0) throw refused('rule-broken', problems);
  const forgotten = secrets.filter((key) => !applies(fields, key, write.after) && hasSecret(write, key));
  return {
    ...write,
    after: { ...write.after, ...valuesToEmpty(fields, write.after) },
    given: { ...write.given, ...Object.fromEntries(forgotten.map((key) => [key, null])) },
  };
}
