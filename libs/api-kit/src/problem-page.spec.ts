import { DATA_ERRORS } from '@switchyard/data';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from './problem.js';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

describe('docs/errors.md', () => {
  it('has every problem code with its status and what to do, and no other', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (\d{3}) +\| (.+?) +\|$/gm)].map(([, code, status, words]) => ({
      code,
      status,
      words,
    }));
    expect(rows.map(({ code, status }) => `${code ?? ''} ${status ?? ''}`)).toEqual(
      Object.entries(PROBLEMS)
        .map(([code, { status }]) => `${code} ${status}`)
        .sort(),
    );
    for (const { words } of rows) expect((words ?? '').length).toBeGreaterThan(5);
  });

  it('knows what the data layer refuses, with the same status', () => {
    const inner = new Set(['secrets-key-missing', 'secret-unreadable', 'directory-unavailable']);
    for (const [code, status] of Object.entries(DATA_ERRORS))
      if (!inner.has(code)) expect([code, (PROBLEMS as Record<string, { status: number }>)[code]?.status]).toEqual([code, status]);
  });
});
