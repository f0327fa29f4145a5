import { messageOf } from '@switchyard/kernel';
import { table } from '../demo/summary.js';
import type { Plan } from '../plan.js';
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
  const external = plan.addresses.external.has(name);
  const record = external ? undefined : readLiveRecord(plan.folder, name);
  const spec = plan.spec(name);
  const base = {
    name,
    pid: record?.pid ?? null,
    address: spec.address,
    ports: Object.fromEntries(
      Object.entries(SERVICES[name].ports).map(([port, { port: first, to, transports }]) => [
        port,
        `${first}${to === undefined ? '' : `-${to}`}/${transports.join('+')}`,
      ]),
    ),
    memoryBytes: record ? residentBytes(record.pid) : 0,
    startedAt: record?.startedAt ?? null,
  };
  if (!external && !record) return { ...base, state: 'stopped', health: 'unknown', detail: '' };
  return { ...base, state: external ? 'external' : 'running', ...(await healthOf(plan, name, spec.probe, external)) };
}

async function healthOf(
  plan: Plan,
  name: ServiceName,
  probe: () => Promise<void>,
  external: boolean,
): Promise<Pick<ProcessStatus, 'health' | 'detail'>> {
  const app = APPS.find((candidate): candidate is AppName => candidate === name);
  // A drachtio-server of the operator's has no /health of ours; the proxy that uses it tells whether it works.
  if (app && external) return { health: 'unknown', detail: 'see the proxy that uses it' };
  try {
    if (app) {
      const { status, checks } = await fetchHealth(plan.addresses.ops[app]);
      const failed = Object.entries(checks).filter(([, { ok }]) => !ok);
      return {
        health: status,
        detail: failed.map(([check, { detail }]) => `${check}${detail === undefined ? '' : `: ${detail}`}`).join('; '),
      };
    }
    await probe();
    return { health: 'ok', detail: '' };
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
  return all.every(({ state, health }) => state === 'external' || (state === 'running' && health !== 'failing'));
}
