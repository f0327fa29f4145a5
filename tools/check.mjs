#!/usr/bin/env node
// Every static check of the house, each one line with its time; exits 1 when any fails and prints why.
// `--report FILE` writes [{name, ok, ms}] for the test command's total.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
const bin = (name, ...args) => run('node', [`node_modules/${name}`, ...args]);
const passes = async (promise) => {
  const { code, output } = await promise;
  return { ok: code === 0, output };
};

const cruise = (...paths) =>
  bin('dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'tools/boundaries.cjs', '--output-type', 'err', ...paths);
const SOURCES = ['libs', 'apps', 'infra/local/src', 'e2e'];

/** A rule that no longer bites is a rule that is not there. */
async function boundariesBite() {
  const { code, output } = await cruise('tools/fixtures/boundaries');
  const expected = ['kernel-imports', 'pure-folders'];
  const silent = expected.filter((rule) => !output.includes(rule));
  return { ok: code !== 0 && silent.length === 0, output: `rules that did not refuse their fixture: ${silent.join(', ')}\n${output}` };
}

const CHECKS = {
  types: () => passes(bin('typescript-native/bin/tsc', '-p', 'tsconfig.check.json')),
  boundaries: () => passes(cruise(...SOURCES)),
  'boundaries bite': boundariesBite,
  lint: () => passes(bin('eslint/bin/eslint.js', '--max-warnings=0', 'libs', 'apps', 'infra', 'e2e')),
  format: () =>
    passes(
      bin(
        'prettier/bin/prettier.cjs',
        '--check',
        '--log-level',
        'warn',
        'libs',
        'apps',
        'infra',
        'e2e',
        'tools',
        'docs',
        '*.{json,mjs,ts,md}',
      ),
    ),
};

const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const reportAt = process.argv.indexOf('--report');
const reportFile = reportAt > 0 ? process.argv[reportAt + 1] : undefined;
const chosen = Object.entries(CHECKS).filter(([name]) => only.filter((word) => word !== reportFile).length === 0 || only.includes(name));

const report = [];
for (const [name, check] of chosen) {
  const began = Date.now();
  const { ok, output } = await check();
  const ms = Date.now() - began;
  report.push({ name, ok, ms });
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${(ms / 1000).toFixed(1)} s)`);
  if (!ok) console.log(output.split('\n').slice(-200).join('\n'));
}
if (reportFile) writeFileSync(reportFile, JSON.stringify(report));
process.exit(report.every(({ ok }) => ok) ? 0 : 1);
