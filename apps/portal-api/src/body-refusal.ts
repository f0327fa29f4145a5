import { refusal, type FieldProblem } from '@switchyard/api-kit';
import type { CodedError } from '@switchyard/kernel';
import type { z } from 'zod';

/** Refusal of a body that is not of a resource: every field with its rule and value, passwords hidden. */
export function bodyRefusal(error: z.ZodError, body: unknown): CodedError {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const shown = (key: string): unknown => (/password/i.test(key) ? '(hidden)' : Object.hasOwn(given, key) ? given[key] : undefined);
  const errors = error.issues.flatMap((issue): FieldProblem[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: key, rule: 'is unknown', value: shown(key) }));
    const field = issue.path.map(String).join('.');
    return field === '' ? [{ field: '(body)', rule: 'must be an object' }] : [{ field, rule: issue.message, value: shown(field) }];
  });
  return refusal('body-invalid', errors.map(({ field, rule }) => `${field} ${rule}`).join('; '), errors);
}

/** Error words of a schema: `is required` when nothing was given, the rule otherwise. */
export const worded = (rule: string) => ({
  error: ({ input }: { readonly input?: unknown }) => (input === undefined ? 'is required' : rule),
});
