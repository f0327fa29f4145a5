import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bodyRefusal, worded } from './body-refusal.js';

const schema = z.strictObject({ number: z.string(worded('must be text')), password: z.string(worded('must be text')) });

describe('bodyRefusal', () => {
  it.each([
    [{}, 'number', 'is required', undefined],
    [{ number: 5, password: 'x' }, 'number', 'must be text', 5],
    [{ number: '5', password: 7_654_321 }, 'password', 'must be text', '(hidden)'],
    [{ number: '5', password: 'x', colour: 'red' }, 'colour', 'is unknown', 'red'],
    [[], '(body)', 'must be an object', undefined],
    [undefined, '(body)', 'must be an object', undefined],
  ])('of %j names %s, the rule and the value', (body, field, rule, value) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) throw new Error('the body was accepted');
    const refused = bodyRefusal(parsed.error, body);
    expect(refused.code).toBe('body-invalid');
    expect(refused.facts['errors']).toContainEqual({ field, rule, ...(value === undefined ? {} : { value }) });
    expect(JSON.stringify(refused.facts)).not.toContain('7654321');
  });
});
