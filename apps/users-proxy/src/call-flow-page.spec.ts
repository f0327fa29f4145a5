import { readFileSync, writeFileSync } from 'node:fs';
import { outlineMarkdown } from '@switchyard/call-flow';
import { describe, expect, it } from 'vitest';
import { ROUTES } from './handlers.js';

const page = new URL('../../../docs/call-flows/users-proxy.md', import.meta.url);

describe('docs/call-flows/users-proxy.md', () => {
  it('says what the routes do (`WRITE_CALL_FLOWS=1` writes it)', () => {
    const text = outlineMarkdown('Call flows of the users proxy', ROUTES);
    if (process.env['WRITE_CALL_FLOWS'] === '1') writeFileSync(page, text);
    expect(readFileSync(page, 'utf8')).toBe(text);
  });
});
