import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { CodedError, messageOf } from '@switchyard/kernel';
import { withLock } from '../../bootstrap/lock-file.mjs';
import { createProgress, type Progress } from '../../bootstrap/progress.mjs';
import { initialiseDatabase, prepareDatabaseUser } from '../daemons/database.js';
import { prepareData } from '../demo/prepare-data.js';
import { printSummary } from '../demo/summary.js';
import { runSmokeCall } from '../demo/smoke-call.js';
import { describeInstance } from '../instance/instance.js';
import { assertInstanceName, prepareInstanceFolder } from '../instance/instance-folder.js';
import { planInstance, type Plan } from '../plan.js';
import { externalService } from '../process/external-services.js';
import { assertAddressesFree } from '../process/free-addresses.js';
import { startProcess, stopProcess, waitReady } from '../process/process-control.js';
import { readLiveRecord } from '../process/process-record.js';
import { stampOf } from '../process/process-spec.js';
import { isAvailable } from '../programs.js';
import { APPS, DAEMONS, type DaemonName, type ServiceName } from '../services.js';
import { parseSettings, readRawSettings } from '../settings.js';

export interface UpOptions {
  readonly instance: string;
  readonly config?: string | undefined;
  /** Settings that this use of the instance wants unless the operator says otherwise; `net` is its network. */
  readonly defaults?: (net: string) => Readonly<Record<string, string>>;
  readonly smoke: boolean;
  /** When the command was started, in milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** False leaves out the list of addresses and logins. */
  readonly summary: boolean;
}

const LABELS: Readonly<Record<DaemonName, string>> = { mysql: 'database', redis: 'Redis', rtpengine: 'rtpengine', asterisk: 'Asterisk' };

/** Starts what does not run, restarts what has changed, and leaves the rest alone. Throws on the first step that fails. */
export async function up(options: UpOptions): Promise<Plan> {
  const progress = createProgress();
  const plan = await planFor(options);
  return withLock(plan.folder.at('run', 'lock'), progress, () => upLocked(plan, options, progress));
}

async function upLocked(plan: Plan, options: UpOptions, progress: Progress): Promise<Plan> {
  await allOrFailure([...plan.addresses.external].map((name) => progress.step(`${name} (yours)`, () => checkExternal(plan, name))));
  const start = (name: ServiceName, label: string): Promise<unknown> =>
    progress.step(label, async () => {
      const outcome = await bringUp(plan, name);
      if (outcome !== 'runs already') rmSync(proofOf(plan), { force: true });
      return `${outcome}, ${plan.spec(name).address}`;
    });

  const local = new Set(plan.local);
  await allOrFailure(DAEMONS.filter((name) => local.has(name)).map((name) => start(name, labelOf(plan, name))));
  const demonstration = await prepareData(
    {
      ...plan.addresses,
      net: plan.folder.net,
      portalHosts: [plan.addresses.portal.host],
      credentials: plan.credentials,
      secretsKey: plan.credentials.obtain('platform:secrets'),
    },
    progress,
  );
  const apps = APPS.filter((name) => local.has(name));
  await allOrFailure(apps.filter((name) => name.startsWith('sip-server')).map((name) => start(name, name)));
  await allOrFailure(apps.filter((name) => !name.startsWith('sip-server')).map((name) => start(name, name)));
  if (options.smoke && !existsSync(proofOf(plan)) && isAvailable('sipp')) await prove(plan, progress);
  if (options.summary) printSummary(plan, demonstration, Date.now() - options.startedAtMs);
  return plan;
}

/** There while nothing was started since a smoke call succeeded. */
const proofOf = (plan: Plan): string => plan.folder.at('run', 'proven');

async function prove(plan: Plan, progress: Progress): Promise<void> {
  await progress.step('smoke call', () => runSmokeCall(describeInstance(plan)));
  writeFileSync(proofOf(plan), `${new Date().toISOString()}\n`);
}

async function planFor(options: UpOptions): Promise<Plan> {
  assertInstanceName(options.instance);
  const raw = readRawSettings(options.config);
  const { NET: wantedNet } = parseSettings(raw);
  return planInstance(prepareInstanceFolder(options.instance, wantedNet, (net) => ({ ...options.defaults?.(net), ...raw })));
}

const labelOf = (plan: Plan, name: DaemonName): string =>
  name === 'mysql' ? { mysql: 'MySQL', mariadb: 'MariaDB' }[plan.addresses.database.kind] : LABELS[name];

async function bringUp(plan: Plan, name: ServiceName): Promise<'started' | 'restarted' | 'runs already'> {
  const { folder } = plan;
  const spec = plan.spec(name);
  const running = readLiveRecord(folder, name);
  if (running?.stamp === stampOf(spec) && (await isHealthy(spec.probe))) return 'runs already';
  if (running) await stopProcess(folder, running, spec);
  await assertAddressesFree(folder, name);
  if (name === 'mysql') await initialiseDatabase(plan);
  await waitReady(spec, await startProcess(folder, spec));
  if (name === 'mysql') await prepareDatabaseUser(plan);
  return running ? 'restarted' : 'started';
}

/** A service of the operator's is used and never started; without it nothing below would work. */
async function checkExternal(plan: Plan, name: ServiceName): Promise<string> {
  const service = externalService(plan.addresses, name);
  if (!service) return 'used as it is';
  try {
    await service.probe();
  } catch (thrown) {
    throw new CodedError(
      'external-away',
      `${name} at ${service.address}, which the settings name, does not answer: ${messageOf(thrown)}`,
      {},
      { cause: thrown },
    );
  }
  return `answers, ${service.address}`;
}

async function isHealthy(probe: () => Promise<void>): Promise<boolean> {
  try {
    await probe();
    return true;
  } catch (thrown) {
    process.stdout.write(`! not healthy (${messageOf(thrown)}): it is restarted\n`);
    return false;
  }
}

/** Waits for all, so that nothing goes on in the background, and throws all failures as one. */
async function allOrFailure(work: readonly Promise<unknown>[]): Promise<void> {
  const failures = (await Promise.allSettled(work)).flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (failures.length > 0) throw new CodedError('up-failed', failures.map(messageOf).join('\n'), {}, { cause: failures[0] });
}
