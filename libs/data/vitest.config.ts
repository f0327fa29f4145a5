import { defineConfig } from 'vitest/config';

/** Needs a real database: SWITCHYARD_TEST_DB_KIND, SWITCHYARD_TEST_DB_URL (a login that may create databases), and optionally SWITCHYARD_TEST_REDIS_URL. */
const conditions = ['@switchyard/source', 'node', 'import', 'default'];

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name: 'database', include: ['test/**/*.db.ts'], fileParallelism: false, testTimeout: 20_000, hookTimeout: 60_000 },
});
