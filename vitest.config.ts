import { defineConfig } from 'vitest/config';

// Sources are resolved through the `@switchyard/source` condition, so unit tests need no build.
const sources = {
  resolve: { conditions: ['@switchyard/source', 'node'] },
  ssr: { resolve: { conditions: ['@switchyard/source', 'node'] } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...sources,
        test: {
          name: 'unit',
          include: ['{libs,apps,infra,tools}/**/*.spec.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          // Most of the time is waiting for sockets and timers.
          maxWorkers: 2,
          // Busy machines: what a test waits for comes late there, and fails only when it does not come.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        ...sources,
        test: {
          name: 'database',
          include: ['{libs,apps}/*/{src,test}/**/*.db.ts'],
          // Each file has a database of its own; the server has a core besides.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...sources,
        test: { name: 'e2e', include: ['e2e/flows/**/*.flow.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
