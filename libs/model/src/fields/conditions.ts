import type { Field, Fields } from './field.js';
import type { FieldProblem } from './zod.js';

type Values = Readonly<Record<string, unknown>>;

/** True for null, for what was not given, and for an empty list. */
export const isEmptyValue = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** What a field holds when it holds nothing. */
export const emptyOf = (field: Field): null | readonly never[] => (field.kind === 'list' || field.kind === 'refs' ? [] : null);

/** Does the field mean anything in this row? A field whose own condition does not apply makes those that hang on it not apply. */
export function applies(fields: Fields, key: string, row: Values): boolean {
  const condition = fields[key]?.when;
  if (!condition) return true;
  return applies(fields, condition.field, row) && (condition.is as readonly unknown[]).includes(row[condition.field]);
}

/** The fields that a row must let go of because they do not apply (any more), with what they become. */
export function valuesToEmpty(fields: Fields, row: Values): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) =>
      field.when && !isEmptyValue(row[key]) && !applies(fields, key, row) ? [[key, emptyOf(field)]] : [],
    ),
  );
}

const sayValues = (values: readonly unknown[]): string => values.map(String).join(' or ');

/**
 * What is wrong with the conditions of a row: a value given (`given`) to a field that does not apply in the row as it would be,
 * and a required one that is missing there. `isSet` says whether a field has a value where `row` does not show it (secrets).
 */
export function conditionProblems(
  fields: Fields,
  given: Values,
  row: Values,
  isSet: (key: string) => boolean = (key) => !isEmptyValue(row[key]),
): readonly FieldProblem[] {
  return Object.entries(fields).flatMap(([key, { when }]): FieldProblem[] => {
    if (!when) return [];
    if (applies(fields, key, row))
      return when.required && !isSet(key)
        ? [{ field: key, rule: `must be given where ${when.field} is ${sayValues([row[when.field]])}`, value: null }]
        : [];
    return isEmptyValue(given[key])
      ? []
      : [{ field: key, rule: `must be empty, it is for ${when.field} ${sayValues(when.is)} only`, value: given[key] }];
  });
}
