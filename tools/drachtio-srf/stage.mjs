// Runs inside namespaces of its own (see run.mjs): makes the network, copies the suite, runs its index and counts.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MACHINE, readTree } from '../../infra/local/bootstrap/package-tree.mjs';
import { RUNTIME } from '../../infra/local/bootstrap/paths.mjs';
import { correctScenarios } from './correct-scenarios.mjs';
import { startNameServer } from './name-server.mjs';
import { SuiteOutput } from './suite-output.mjs';
import { NETWORK, readTestbed } from './testbed.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const PACKAGE = dirname(dirname(createRequire(import.meta.url).resolve('drachtio-srf')));
const SERVER = process.env.SIP_SERVER ?? join(ROOT, 'apps/sip-server/dist/main.js');
/** The ACK-timeout test alone takes 32 s; the whole suite about 80. */
const PATIENCE_MS = 300_000;
const keep = process.argv.includes('--keep');
const reportAt = process.argv.indexOf('--report');

const dir = mkdtempSync(join(tmpdir(), 'drachtio-srf-suite-'));
const suite = join(dir, 'drachtio-srf');
copySuite();
const sipp = findSipp();
const corrected = correctScenarios(sippVersion(sipp), join(suite, 'test/scenarios'), join(dir, 'scenarios'));
const services = readTestbed(join(suite, 'test/docker-compose-testbed.yaml'));
const hosts = join(dir, 'hosts');
makeNetwork();
await startNameServer('127.0.0.1', hosts);
const expected = JSON.parse(readFileSync(join(HERE, 'expected-tests.json'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
console.log(`drachtio-srf ${version}: its own suite, unmodified, against ${SERVER.slice(SERVER.startsWith(ROOT) ? ROOT.length + 1 : 0)}`);
console.log(`callers and callees: ${sippVersion(sipp)}`);
for (const note of corrected) console.log(note);
const output = new SuiteOutput();
const exitCode = await runSuite(output);
const outcome = output.conclude(expected, version, exitCode);
if (existsSync(join(dir, 'not-started'))) outcome.failures.push({ name: 'testbed', text: readFileSync(join(dir, 'not-started'), 'utf8') });
for (const { name, text } of outcome.failures) console.log(`FAILED ${name}\n${text.replaceAll(/^/gm, '    ')}`);
for (const { name, reason } of expected.skipped) console.log(`skipped ${name}: ${reason}`);
const total = outcome.passed + outcome.failures.length;
console.log(`\n${outcome.passed} of ${total} passed, ${expected.skipped.length} skipped`);
if (reportAt > 0) {
  const { passed, failures } = outcome;
  writeFileSync(
    process.argv[reportAt + 1],
    JSON.stringify({ passed, failed: failures.length, skipped: expected.skipped.length, failures }),
  );
}
if (keep || outcome.failures.length > 0) {
  for (const { name } of services.filter(({ controlPort }) => controlPort !== undefined)) {
    const log = join(dir, `${name}.log`);
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    if (text !== '') console.log(`${name} said:\n${text.slice(-4_000)}`);
  }
  console.log(`logs of the testbed: ${dir}`);
} else rmSync(dir, { recursive: true });
process.exit(outcome.failures.length === 0 ? 0 : 1);

/** The suite finds its library by `..` and its tools beside it, as in a checkout of its repository. */
function copySuite() {
  for (const part of ['lib', 'test', 'config', 'package.json']) cpSync(join(PACKAGE, part), join(suite, part), { recursive: true });
  symlinkSync(dirname(PACKAGE), join(suite, 'node_modules'));
  const shims = join(dir, 'bin');
  mkdirSync(shims);
  for (const name of ['docker', 'docker-compose']) {
    const script = `#!/bin/sh\nexec "${process.execPath}" "${join(HERE, `${name}.mjs`)}" "$@"\n`;
    writeFileSync(join(shims, name), script, { mode: 0o755 });
  }
}

/** All of 172.29.0.0/16 is ours: an address of a loopback device brings its whole network. Nothing of the machine is reached from here. */
function makeNetwork() {
  if (spawnSync('ip', ['-V']).status === 0) {
    execFileSync('ip', ['link', 'set', 'lo', 'up']);
    execFileSync('ip', ['address', 'add', `${NETWORK}.1/16`, 'dev', 'lo']);
  } else {
    execFileSync('perl', [join(HERE, 'loopback.pl'), `${NETWORK}.1`, '255.255.0.0']);
  }
  const lines = ['127.0.0.1 localhost', ...services.map(({ name, address }) => `${address} ${name}`)];
  writeFileSync(hosts, `${lines.join('\n')}\n`);
  const resolver = join(dir, 'resolv.conf');
  writeFileSync(resolver, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  execFileSync('mount', ['--bind', hosts, '/etc/hosts']);
  execFileSync('mount', ['--bind', resolver, '/etc/resolv.conf']);
}

/** The project's own sipp, else that of the OS; as a command with its first arguments. */
function findSipp() {
  const named = process.env.SIPP;
  if (named !== undefined) return [named];
  if (MACHINE === undefined || !readTree('voip')?.packages.includes('sip-tester')) return ['sipp'];
  const root = join(RUNTIME, 'voip/root');
  const libraries = join(root, 'usr/lib', MACHINE.triplet);
  return [join(libraries, MACHINE.loader), '--library-path', libraries, join(root, 'usr/bin/sipp')];
}

function sippVersion([command, ...args]) {
  return /SIPp v[\w.]+/.exec(spawnSync(command, [...args, '-v'], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? 'no sipp found';
}

/** `npm test` of the package. Resolves with its exit code. */
function runSuite(listener) {
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    FORCE_COLOR: '0',
    PATH: [join(dir, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
    TESTBED_DIR: dir,
    TESTBED_SIPP: JSON.stringify(sipp),
    TESTBED_SCENARIOS: join(dir, 'scenarios'),
    TESTBED_SERVER: SERVER,
    TESTBED_HOSTS: hosts,
  };
  const file = process.argv[process.argv.indexOf('--only') + 1];
  const only = process.argv.includes('--only')
    ? ['-e', ['docker_start', file, 'docker_stop'].map((name) => `require('./test/${name}')`).join(';')]
    : ['test/'];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, only, { cwd: suite, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.stdout.setEncoding('utf8').on('data', (text) => listener.take(text));
    child.once('close', (code) => {
      clearTimeout(patience);
      resolve(code ?? 1);
    });
  });
}
