import type { Level } from '@switchyard/kernel';
import { createSchema, patchSchema, problemsOf, type Resource } from '@switchyard/model';
import { refusal } from './problem.js';

/** Checks a body against the field table; throws `body-invalid` with every refused field, or gives the body with its defaults. */
export function readBody(resource: Resource, level: Level, use: 'create' | 'patch', body: unknown): Record<string, unknown> {
  const schema = use === 'create' ? createSchema(resource, level) : patchSchema(resource, level);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = problemsOf(resource, level, use, parsed.error, body);
  throw refusal('body-invalid', errors.map(({ field, rule }) => `${field} ${rule}`).join('; '), errors);
}
