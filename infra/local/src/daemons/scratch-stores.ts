import { rmSync } from 'node:fs';
import { prepareInstanceFolder, type InstanceFolder } from '../instance/instance-folder.js';
import { planInstance } from '../plan.js';
import { startProcess, stopProcess, waitReady } from '../process/process-control.js';
import { readLiveRecord, recordedNames } from '../process/process-record.js';
import { initialiseDatabase, prepareDatabaseUser, type DatabaseKind } from './database.js';

/**
 * Runs `work` with an empty database server of the given kind, whose user may make and drop databases, and an empty Redis.
 * Nothing of them is left afterwards.
 */
export async function withScratchStores<T>(
  kind: DatabaseKind,
  work: (stores: { readonly url: string; readonly redisUrl: string }) => Promise<T>,
): Promise<T> {
  const prepare = () => prepareInstanceFolder(`scratch-${kind}`, undefined, () => ({ SWITCHYARD_DB_KIND: kind }));
  await discard(prepare());
  const folder = prepare();
  const plan = planInstance(folder);
  try {
    await initialiseDatabase(plan);
    for (const name of ['mysql', 'redis'] as const) {
      const spec = plan.spec(name);
      await waitReady(spec, await startProcess(folder, spec));
    }
    await prepareDatabaseUser(plan);
    return await work({ url: plan.addresses.database.url, redisUrl: plan.addresses.redisUrl });
  } finally {
    await discard(folder);
  }
}

/** Stops what runs in the folder, also from a run that was interrupted, and removes it. */
async function discard(folder: InstanceFolder): Promise<void> {
  for (const name of recordedNames(folder)) {
    const running = readLiveRecord(folder, name);
    if (running) await stopProcess(folder, running, { stopTimeoutMs: 30_000 });
  }
  rmSync(folder.path, { recursive: true, force: true });
}
