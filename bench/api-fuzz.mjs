// 100,000 requests for every operation of every level, made of the OpenAPI documents: most are what the schema takes, the rest is what nobody should
// send. None may be answered by an error of ours, by a status that is not documented, or show the inside. The same as apps/portal-api/test/fuzz.db.ts
// does with 2000. Ends with one line of JSON.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
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
const seed = option('seed', String(Date.now() % 1_000_000));
const child = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'database', 'apps/portal-api/test/fuzz.db.ts', '--disableConsoleIntercept'],
  {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SWITCHYARD_FUZZ_REQUESTS: option('requests', '100000'), SWITCHYARD_FUZZ_SEED: seed },
  },
);
let figures = {};
for await (const line of createInterface({ input: child.stdout })) {
  if (line.startsWith('{"requests"')) figures = JSON.parse(line);
  else process.stderr.write(`${line}\n`);
}
// Closed or about to: what it ended with.
const status = child.exitCode ?? (await new Promise((resolve) => child.once('close', resolve)));
console.log(JSON.stringify({ bench: 'api-fuzz', seed: Number(seed), ...figures, goals: { noFault: status === 0 } }));
process.exit(status ?? 1);
