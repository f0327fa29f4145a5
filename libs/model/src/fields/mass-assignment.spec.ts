import { LEVELS } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { RESOURCES } from '../tables/index.js';
import { exampleOf } from './example.js';
import { mayUse, refusalOf, type AnyResource } from './field-access.js';
import { createSchema, patchSchema, problemsOf } from './zod.js';

const uses = [
  ['create', 'create', createSchema],
  ['patch', 'update', patchSchema],
] as const;
const cases = (Object.values(RESOURCES) as readonly AnyResource[]).flatMap((resource) =>
  LEVELS.flatMap((level) =>
    uses.flatMap(([use, verb, schemaOf]) =>
      mayUse(resource, level, verb) ? [{ resource, level, use, schemaOf, title: `${use} of ${resource.name} at ${level}` }] : [],
    ),
  ),
);
/** What attackers add to bodies, whatever the table. */
const ALWAYS = ['id', 'role', 'isAdmin', '__proto__x', 'tenantId', 'createdBy'];

describe('mass assignment (OWASP API3)', () => {
  it.each(cases)('$title names every field that the level cannot set', ({ resource, level, use, schemaOf }) => {
    const shut = [...Object.keys(resource.fields), ...ALWAYS].filter((key) => refusalOf(resource, level, use, key) !== undefined);
    for (const key of shut) {
      const field = Object.hasOwn(resource.fields, key) ? resource.fields[key] : undefined;
      const body = { [key]: (field && exampleOf(field)) ?? 1 };
      const parsed = schemaOf(resource, level).safeParse(body);
      expect(parsed.success, `${resource.name}.${key}`).toBe(false);
      if (parsed.success) continue;
      expect(problemsOf(resource, level, use, parsed.error, body).map((problem) => problem.field)).toContain(key);
    }
  });

  it.each([
    ['client', 'brand', 'patch', 'balance'],
    ['client', 'brand', 'patch', 'brandId'],
    ['client', 'brand', 'patch', 'type'],
    ['user', 'client', 'create', 'clientId'],
    ['carrier', 'brand', 'patch', 'balance'],
    ['terminal', 'client', 'create', 'brandId'],
  ] as const)('%s at %s: %s of %s is refused', (name, level, use, key) => {
    expect(refusalOf(RESOURCES[name] as AnyResource, level, use, key)).toBeDefined();
  });
});
