import { messageOf } from '@switchyard/kernel';
import { table } from '../demo/summary.js';
import type { Endpoint } from '../instance/addresses.js';
import type { Plan } from '../plan.js';
import { externalService } from '../process/external-services.js';
import { fetchHealth } from '../process/probes.js';
import { readLiveRecord, residentBytes } from '../process/process-record.js';
import { APPS, SERVICE_NAMES, SERVICES, type AppName, type ServiceName } from '../services.js';

export interface ProcessStatus {
  readonly name: ServiceName;
  readonly state: 'running' | 'stopped' | 'external';
  readonly pid: number | null;
  readonly address: string;
  readonly ports: Readonly<Record<string, string>>;
  readonly health: 'ok' | 'degraded' | 'failing' | 'unknown';
  readonly detail: string;
  /** Resident memory in bytes. */
  readonly memoryBytes: number;
  readonly startedAt: string | null;
}

/** Asks every process of the instance how it is, all at once. */
export function readStatus(plan: Plan): Promise<ProcessStatus[]> {
  return Promise.all(SERVICE_NAMES.map((name) => statusOf(plan, name)));
}

async function statusOf(plan: Plan, name: ServiceName): Promise<ProcessStatus> {
  const ports = portsOf(name);
  if (plan.addresses.external.has(name)) {
    const service = externalService(plan.addresses, name);
    const health = service ? await ask(service.probe) : { health: 'unknown' as const, detail: '' };
    return { name, state: 'external', pid: null, address: service?.address ?? '', ports, memoryBytes: 0, startedAt: null, ...health };
  }
  const { address, probe } = plan.spec(name);
  const record = readLiveRecord(plan.folder, name);
  if (!record) return { name, state: 'stopped', pid: null, address, ports, memoryBytes: 0, startedAt: null, health: 'unknown', detail: '' };
  const app = APPS.find((candidate): candidate is AppName => candidate === name);
  const health = app ? await askApp(plan.addresses.ops[app]) : await ask(probe);
  return {
    name,
    state: 'running',
    pid: record.pid,
    address,
    ports,
    memoryBytes: residentBytes(record.pid),
    startedAt: record.startedAt,
    ...health,
  };
}

const portsOf = (name: ServiceName): Record<string, string> =>
  Object.fromEntries(
    Object.entries(SERVICES[name].ports).map(([port, { port: first, to, transports }]) => [
      port,
      `${first}${to === undefined ? '' : `-${to}`}/${transports.join('+')}`,
    ]),
  );

type HealthOf = Pick<ProcessStatus, 'health' | 'detail'>;

async function ask(probe: () => Promise<void>): Promise<HealthOf> {
  try {
    await probe();
    return { health: 'ok', detail: '' };
  } catch (thrown) {
    return { health: 'failing', detail: messageOf(thrown) };
  }
}

async function askApp(ops: Endpoint): Promise<HealthOf> {
  try {
    const { status, checks } = await fetchHealth(ops);
    const failed = Object.entries(checks).filter(([, { ok }]) => !ok);
    return {
      health: status,
      detail: failed.map(([check, { detail }]) => `${check}${detail === undefined ? '' : `: ${detail}`}`).join('; '),
    };
  } catch (thrown) {
    return { health: 'failing', detail: messageOf(thrown) };
  }
}

/** Prints the status; false when something that should run does not, or is not healthy. */
export async function status(plan: Plan, json: boolean): Promise<boolean> {
  const all = await readStatus(plan);
  if (json) process.stdout.write(`${JSON.stringify({ instance: plan.folder.name, net: plan.folder.net, processes: all }, null, 2)}\n`);
  else {
    const rows = all.map(({ name, state, pid, address, health, memoryBytes, detail }) => [
      name,
      state === 'running' ? String(pid) : state,
      address,
      health,
      memoryBytes === 0 ? '' : `${(memoryBytes / 1024 / 1024).toFixed(0)} MB`.padStart(7),
      detail,
    ]);
    process.stdout.write(`${table(['process', 'pid', 'address', 'health', ' memory', ''], rows).join('\n')}\n`);
  }
  return all.every(({ state, health }) => state !== 'stopped' && health !== 'failing');
}
