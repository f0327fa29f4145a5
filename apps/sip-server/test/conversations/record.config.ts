import { defineConfig } from 'vitest/config';

const conditions = ['@switchyard/source', 'node'];

/** The recorder is no test: only this configuration finds it. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['apps/sip-server/test/conversations/record.ts'] },
});
