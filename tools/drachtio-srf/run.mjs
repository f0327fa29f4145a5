#!/usr/bin/env node
// drachtio-srf's own test-suite, as it ships in its npm package, against our sip-server: `npm run test:drachtio-srf`.
// The suite wants a Docker network. A private network and mount namespace stands in for it, so it needs neither Docker nor root.
// `--report FILE` writes {passed, failed, skipped, failures} for the test command's total.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STAGE = fileURLToPath(new URL('stage.mjs', import.meta.url));
const TSC = `${ROOT}node_modules/typescript-native/bin/tsc`;
const reportAt = process.argv.indexOf('--report');
const reportFile = reportAt > 0 ? process.argv[reportAt + 1] : undefined;

const fail = (text, skipped = 0) => {
  console.error(text);
  if (reportFile) {
    const failures = skipped > 0 ? [] : [{ name: 'drachtio-srf', text }];
    writeFileSync(reportFile, JSON.stringify({ passed: 0, failed: failures.length, skipped, failures }));
  }
  process.exit(1);
};

if (!process.argv.includes('--no-build')) {
  const built = spawnSync(process.execPath, [TSC, '-b', 'apps/sip-server'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) fail(`apps/sip-server does not build:\n${built.stdout}${built.stderr}`);
}

// A process namespace too, so that everything the suite starts ends with it.
const NAMESPACES = ['--net', '--mount', '--pid', '--fork', '--kill-child'];
const ways = [NAMESPACES, ['--user', '--map-root-user', ...NAMESPACES]];
const way = ways.find((options) => spawnSync('unshare', [...options, 'true']).status === 0);
if (way === undefined) {
  fail('all tests skipped: this machine lets us make no network namespace; run as root, or allow user namespaces to ordinary users', 1);
}
const child = spawn('unshare', [...way, process.execPath, STAGE, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => process.exit(code ?? 1));
