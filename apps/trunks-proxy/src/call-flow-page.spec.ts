import { fileURLToPath } from 'node:url';
import { outlineMarkdown } from '@switchyard/call-flow';
import { expect, it } from 'vitest';
import { ROUTES } from './handlers.js';

const page = fileURLToPath(new URL('../../../docs/call-flows/trunks-proxy.md', import.meta.url));

it('docs/call-flows/trunks-proxy.md is what the routes say (write it anew with `vitest run -u`)', async () => {
  await expect(outlineMarkdown('Call flows of the trunks proxy', ROUTES)).toMatchFileSnapshot(page);
});
