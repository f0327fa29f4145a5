import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, messageOf } from '@switchyard/kernel';
import { ROOT } from '../../bootstrap/paths.mjs';
import { seconds } from '../../bootstrap/progress.mjs';
import type { Arguments } from '../arguments.js';
import { withScratchStores } from '../daemons/scratch-stores.js';
import { instanceExists, openInstanceFolder } from '../instance/instance-folder.js';
import { recordedNames, readLiveRecord } from '../process/process-record.js';
import { crashed, describeFailures, readCheckReport, readTallyReport, readVitestReport, sumOf, type Tally } from '../test-report.js';
import { down } from './down.js';
import { up } from './up.js';

/** Where both sip-servers of a test instance send their captures; a flow listens there. */
const COLLECTOR_PORT = 9060;

interface Suite {
  readonly name: string;
  readonly run: () => Promise<Tally>;
}

/**
 * Runs everything: static checks, unit tests, repository tests on both databases, and the flows against a real platform of
 * their own. Ends with the line `N passed, N failed`; the exit code is 1 when anything failed or nothing was run.
 */
export async function test(args: Arguments): Promise<number> {
  const reports = join(ROOT, '.switchyard/log/tests');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const ranBefore = isRunning(args.instance);
  // What an earlier run left in the databases must decide nothing in this one.
  if (!ranBefore && args.instance === 'test') rmSync(join(ROOT, '.switchyard/test'), { recursive: true, force: true });
  const tallies: Tally[] = [];
  try {
    for (const suite of await chooseSuites(args, reports)) {
      const beganMs = Date.now();
      process.stdout.write(`… ${suite.name}\n`);
      const tally = await suite.run().catch((thrown: unknown) => crashed(messageOf(thrown)));
      tallies.push(tally);
      const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
      process.stdout.write(
        `${tally.failed === 0 ? '✓' : '✗'} ${suite.name.padEnd(26)} ${seconds(Date.now() - beganMs)}  ${tally.passed} passed, ${tally.failed} failed${skipped}\n`,
      );
      if (tally.failed > 0) process.stdout.write(`${describeFailures(tally)}\n`);
    }
  } finally {
    // Leave the machine as it was found.
    if (!ranBefore && instanceExists(args.instance)) await down(openInstanceFolder(args.instance));
  }
  const { passed, failed } = sumOf(tallies);
  if (passed + failed === 0) throw new CodedError('tests-missing', `no test matches '${args.subject ?? ''}'`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function chooseSuites(args: Arguments, reports: string): Promise<Suite[]> {
  const { subject: filter, instance } = args;
  const vitest = (project: string, report: string, env: Readonly<Record<string, string>> = {}) =>
    runVitest(project, filter, join(reports, report), env);
  const has = (project: string): Promise<boolean> => (filter === undefined ? Promise.resolve(true) : hasTests(project, filter));
  const suites: Suite[] = [];
  // It mostly waits for SIP timers, so it runs beside what follows.
  const foreignSuite = filter === undefined || filter === 'drachtio-srf' ? runDrachtioSrfSuite(join(reports, 'drachtio-srf')) : undefined;
  if (filter === undefined) suites.push({ name: 'static checks', run: () => runChecks(join(reports, 'checks')) });
  if (await has('unit')) suites.push({ name: 'unit tests', run: () => vitest('unit', 'unit') });
  if (foreignSuite) suites.push({ name: "drachtio-srf's own suite", run: () => foreignSuite });
  if (await has('database')) {
    for (const kind of ['mysql', 'mariadb'] as const) {
      const run = (): Promise<Tally> =>
        withScratchStores(kind, ({ url, redisUrl }) =>
          vitest('database', `database-${kind}`, {
            SWITCHYARD_TEST_DB_KIND: kind,
            SWITCHYARD_TEST_DB_URL: url,
            SWITCHYARD_TEST_REDIS_URL: redisUrl,
          }),
        );
      suites.push({ name: `repositories on ${{ mysql: 'MySQL', mariadb: 'MariaDB' }[kind]}`, run });
    }
  }
  if (await has('e2e')) {
    const run = async (): Promise<Tally> => {
      await up({
        ...args,
        smoke: false,
        summary: false,
        defaults: (net) => ({
          SWITCHYARD_HEP_COLLECTOR: `${net}.1:${COLLECTOR_PORT}`,
          SWITCHYARD_RING_TIMEOUT: '6s',
          SWITCHYARD_IPV6: ipv6Of(net),
        }),
      });
      return vitest('e2e', 'flows', { SWITCHYARD_INSTANCE: instance });
    };
    suites.push({ name: 'flows', run });
  }
  return suites;
}

function isRunning(instance: string): boolean {
  if (!instanceExists(instance)) return false;
  const folder = openInstanceFolder(instance);
  return recordedNames(folder).some((name) => readLiveRecord(folder, name) !== undefined);
}

async function runChecks(base: string): Promise<Tally> {
  const code = await run([join(ROOT, 'tools/check.mjs'), '--report', `${base}.json`], `${base}.log`);
  return readCheckReport(`${base}.json`, code, readFileSync(`${base}.log`, 'utf8'));
}

/** The test-suite that ships in drachtio-srf, against our sip-server. */
async function runDrachtioSrfSuite(base: string): Promise<Tally> {
  const code = await run([join(ROOT, 'tools/drachtio-srf/run.mjs'), '--no-build', '--report', `${base}.json`], `${base}.log`);
  return readTallyReport(`${base}.json`, code, readFileSync(`${base}.log`, 'utf8'));
}

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

async function runVitest(project: string, filter: string | undefined, base: string, env: Readonly<Record<string, string>>): Promise<Tally> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${base}.json`];
  const code = await run(
    [VITEST, 'run', '--project', project, ...reporters, ...(filter === undefined ? [] : [filter])],
    `${base}.log`,
    env,
  );
  return readVitestReport(`${base}.json`, code, readFileSync(`${base}.log`, 'utf8'));
}

/** Whether a project has a test file whose path contains the filter, so that no platform is started for nothing. */
async function hasTests(project: string, filter: string): Promise<boolean> {
  const list = join(ROOT, '.switchyard/log/tests', `list-${project}.log`);
  const code = await run([VITEST, 'list', '--filesOnly', '--project', project, filter], list);
  return code === 0 && readFileSync(list, 'utf8').includes(filter);
}

/** Runs a Node program with its output in a file; gives its exit code. It sees no settings of ours but the given ones. */
function run(args: readonly string[], log: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
  const file = openSync(log, 'w');
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SWITCHYARD_')));
  return new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', file, file],
      env: { ...inherited, ...env, CI: 'true', NO_COLOR: '1' },
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  }).finally(() => closeSync(file));
}

/** Every instance shares the one loopback address of IPv6: the network gives the port. */
const ipv6Of = (net: string): string => `[::1]:${15_000 + Number(net.split('.')[2])}`;
