import { withLock } from '../../bootstrap/lock-file.mjs';
import { createProgress, type Progress } from '../../bootstrap/progress.mjs';
import type { InstanceFolder } from '../instance/instance-folder.js';
import { stopProcess } from '../process/process-control.js';
import { readLiveRecord, recordedNames } from '../process/process-record.js';
import { APPS, DAEMONS, isServiceName, type ServiceName } from '../services.js';

/** MySQL writes its buffers out, Asterisk may need to be told twice. */
const STOP: Readonly<Record<string, { readonly stopTimeoutMs: number; readonly repeatTerm?: true }>> = {
  mysql: { stopTimeoutMs: 60_000 },
  redis: { stopTimeoutMs: 15_000 },
  asterisk: { stopTimeoutMs: 15_000, repeatTerm: true },
};

/**
 * Stops what was started, by its records and nothing else: apps before the daemons they use. Works without reading settings
 * or a build, so that an instance can always be stopped.
 */
export async function down(folder: InstanceFolder): Promise<void> {
  const progress = createProgress();
  await withLock(folder.at('run', 'lock'), progress, () => downLocked(folder, progress));
}

async function downLocked(folder: InstanceFolder, progress: Progress): Promise<void> {
  const recorded = new Set(recordedNames(folder));
  const stop = async (names: readonly string[]): Promise<number> => {
    const running = names.flatMap((name) => (recorded.has(name) ? (readLiveRecord(folder, name) ?? []) : []));
    await Promise.all(
      running.map((record) =>
        progress.step(record.name, async () => {
          const outcome = await stopProcess(folder, record, STOP[record.name] ?? { stopTimeoutMs: 10_000 });
          return outcome === 'killed' ? 'did not end by itself and was killed' : outcome === 'ended' ? 'stopped' : outcome;
        }),
      ),
    );
    return running.length;
  };
  const apps: readonly ServiceName[] = APPS.filter((name) => !name.startsWith('sip-server'));
  const servers = APPS.filter((name) => name.startsWith('sip-server'));
  const unknown = [...recorded].filter((name) => !isServiceName(name));
  let stopped = 0;
  // Each wave uses the next one.
  for (const wave of [[...apps, ...unknown], servers, DAEMONS]) stopped += await stop(wave);
  if (stopped === 0) process.stdout.write(`Instance '${folder.name}' does not run.\n`);
}
