import { LEVELS } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RESOURCES } from '../tables/index.js';
import { exampleOf } from './example.js';
import { fieldsAt, isSecretField, tenantColumns, viewOf, type AnyResource } from './field-access.js';
import type { Field } from './field.js';
import { createSchema, initialOf, patchSchema, problemsOf, readSchema } from './zod.js';

const all: readonly AnyResource[] = Object.values(RESOURCES);
const cases = all.flatMap((resource) => LEVELS.map((level) => ({ resource, level, title: `${resource.name} at ${level}` })));

const BAD: Partial<Record<Field['kind'], unknown>> = {
  bool: 'true',
  ref: 0,
  refs: [0],
  list: ['no such value'],
  texts: { es: 'sin inglés' },
};
function bad(field: Field): unknown {
  if (field.kind === 'text') return 'x'.repeat(field.max) + '\r\n';
  return field.kind === 'int' ? field.max + 1 : (BAD[field.kind] ?? '');
}
const bodyOf = (resource: AnyResource, level: (typeof LEVELS)[number]) =>
  Object.fromEntries(fieldsAt(resource, level, 'create').map(([key, field]) => [key, exampleOf(field)]));

describe('schemas derived from field tables', () => {
  it.each(cases)('accept a whole body and give it back unchanged: $title', ({ resource, level }) => {
    const body = bodyOf(resource, level);
    expect(createSchema(resource, level).parse(body)).toEqual(body);
  });

  it.each(cases)('refuse a bogus value of every field and name the field: $title', ({ resource, level }) => {
    for (const [key, field] of fieldsAt(resource, level, 'create')) {
      const body = { ...bodyOf(resource, level), [key]: bad(field) };
      const parsed = createSchema(resource, level).safeParse(body);
      expect(parsed.success, `${resource.name}.${key}`).toBe(false);
      if (parsed.success) continue;
      const problems = problemsOf(resource, level, 'create', parsed.error, body);
      expect(problems.map((problem) => problem.field)).toContain(key);
      expect(problems[0]?.rule).toMatch(/^must/);
      expect(problems[0]?.value).toBe(isSecretField(field) ? '(hidden)' : bad(field));
    }
  });

  it.each(cases)('fill in defaults at creation and nothing in a patch: $title', ({ resource, level }) => {
    const required = Object.fromEntries(
      fieldsAt(resource, level, 'create')
        .filter(([, field]) => initialOf(field) === undefined)
        .map(([key, field]) => [key, exampleOf(field)]),
    );
    const created = createSchema(resource, level).parse(required);
    expect(Object.keys(created).sort()).toEqual(
      fieldsAt(resource, level, 'create')
        .map(([key]) => key)
        .sort(),
    );
    expect(patchSchema(resource, level).parse({})).toEqual({});
  });

  it.each(cases)('never let a caller give its own tenant, a read-only or an unknown field: $title', ({ resource, level }) => {
    const forbidden = [
      ...tenantColumns(resource, level),
      ...Object.keys(resource.fields).filter((key) => resource.fields[key]?.readOnly),
      'id',
      '__proto__x',
      'constructor',
    ];
    for (const key of forbidden) {
      const body = { ...bodyOf(resource, level), [key]: 1 };
      const parsed = createSchema(resource, level).safeParse(body);
      expect(parsed.success, key).toBe(false);
      if (!parsed.success)
        expect(problemsOf(resource, level, 'create', parsed.error, body)).toContainEqual(expect.objectContaining({ field: key }));
    }
  });

  it.each(cases)('read back what a view shows, without secrets and hidden fields: $title', ({ resource, level }) => {
    const row = { id: 1, ...Object.fromEntries(Object.entries(resource.fields).map(([key, field]) => [key, exampleOf(field)])) };
    const view = viewOf(resource, level, row);
    expect(readSchema(resource, level).parse(view)).toEqual(view);
    for (const [key, field] of Object.entries(resource.fields))
      if (isSecretField(field) || field.hiddenAt?.includes(level)) expect(view).not.toHaveProperty(key);
  });

  it.each(cases)('are expressible as JSON Schema: $title', ({ resource, level }) => {
    for (const schema of [createSchema, patchSchema, readSchema])
      expect(z.toJSONSchema(schema(resource, level), { io: 'input' })).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('say why a known field is refused', () => {
    const body = { clientId: 1, balance: '5', type: 'vpbx', nonsense: 1 };
    const parsed = patchSchema(RESOURCES.client, 'brand').safeParse(body);
    expect(parsed.success).toBe(false);
    if (parsed.success) return;
    expect(problemsOf(RESOURCES.client, 'brand', 'patch', parsed.error, body)).toEqual([
      { field: 'clientId', rule: 'is not a field of Client', value: 1 },
      { field: 'balance', rule: 'is set by the platform only', value: '5' },
      { field: 'type', rule: 'cannot be changed after creation', value: 'vpbx' },
      { field: 'nonsense', rule: 'is not a field of Client', value: 1 },
    ]);
  });

  it.each([['0.0000001'], ['-1'], ['1e3'], ['1234567890123'], [1], ['']])('refuse %j as a rate', (value) => {
    const schema = patchSchema(RESOURCES.destinationRate, 'brand');
    expect(schema.safeParse({ ratePerMinute: value }).success).toBe(false);
  });
});
