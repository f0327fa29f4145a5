import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from './config.js';

const page = new URL('../README.md', import.meta.url);
const HEAD = '## Settings\n\n';

/** Lists and tables as they are written in the environment. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map((entry) => entry.join(':'))
      .join(',');
  return String(value);
}

const table = Object.entries(configSchema.shape)
  .map(([name, field]) => {
    const given = field.safeParse(undefined);
    const value = given.success && given.data !== undefined ? written(given.data) : given.success ? 'optional' : 'needed';
    const unit = given.success && typeof given.data === 'number' && name.endsWith('EXPIRES') ? ' ms' : '';
    return `- \`${name}\` (${value}${unit}) ${field.description ?? ''}\n`;
  })
  .join('');

describe('the settings in README.md', () => {
  it('are those of the process', () => {
    const text = readFileSync(page, 'utf8');
    const before = text.slice(0, text.indexOf(HEAD) + HEAD.length);
    expect(text).toContain(HEAD);
    if (process.env['WRITE_CALL_FLOWS'] === '1') writeFileSync(page, before + table);
    expect(readFileSync(page, 'utf8')).toBe(before + table);
  });
});
