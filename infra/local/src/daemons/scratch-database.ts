import { rmSync } from 'node:fs';
import { prepareInstanceFolder, type InstanceFolder } from '../instance/instance-folder.js';
import { planInstance } from '../plan.js';
import { startProcess, stopProcess, waitReady } from '../process/process-control.js';
import { readLiveRecord } from '../process/process-record.js';
import { initialiseDatabase, prepareDatabaseUser, type DatabaseKind } from './database.js';

/**
 * Runs `work` with an empty database server of the given kind, whose user may make and drop databases named `switchyard…`.
 * Nothing of it is left afterwards.
 */
export async function withScratchDatabase<T>(kind: DatabaseKind, work: (url: string) => Promise<T>): Promise<T> {
  const name = `scratch-${kind}`;
  const prepare = () => prepareInstanceFolder(name, undefined, () => ({ SWITCHYARD_DB_KIND: kind }));
  await discard(prepare());
  const folder = prepare();
  const plan = planInstance(folder);
  const spec = plan.spec('mysql');
  try {
    await initialiseDatabase(plan);
    await waitReady(spec, await startProcess(folder, spec));
    await prepareDatabaseUser(plan);
    return await work(plan.addresses.database.url.replace(/\/switchyard$/, '/switchyard_test'));
  } finally {
    await discard(folder);
  }
}

/** Stops what runs in the folder, also from a run that was interrupted, and removes it. */
async function discard(folder: InstanceFolder): Promise<void> {
  const running = readLiveRecord(folder, 'mysql');
  if (running) await stopProcess(folder, running, { stopTimeoutMs: 30_000 });
  rmSync(folder.path, { recursive: true, force: true });
}
