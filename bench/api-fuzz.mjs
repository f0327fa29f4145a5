// 100,000 requests for every operation of every level, made of the OpenAPI documents: most are what the schema takes, the rest is what nobody should
// send. None may be answered by an error of ours, by a status that is not documented, or show the inside. The same as apps/portal-api/test/fuzz.db.ts
// does with 2000. Ends with one line of JSON.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

if (process.argv.includes('--help')) {
  console.log(
    'bench/api-fuzz [--requests 100000] [--seed N]\n' +
      'Needs SWITCHYARD_TEST_DB_KIND and SWITCHYARD_TEST_DB_URL, as the database tests do. Ends with status 1 when a request finds a fault; the\n' +
      'same seed makes the same requests.',
  );
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'database', 'apps/portal-api/test/fuzz.db.ts', '--disableConsoleIntercept'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      SWITCHYARD_FUZZ_REQUESTS: option('requests', '100000'),
      SWITCHYARD_FUZZ_SEED: option('seed', String(Date.now() % 1_000_000)),
    },
  },
);
process.exit(status ?? 1);
