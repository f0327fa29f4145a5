import { takeImport, tenantFolder, type Database } from '@switchyard/data';
import type { Logger } from '@switchyard/kernel';
import { randomUUID } from 'node:crypto';
import type { FileStore } from '../files/file-store.js';
import { repeatWork, type PeriodicWork } from '../periodic-work.js';
import { ImportRun } from './run-import.js';

const LOOK_EVERY_MS = 1000;

/**
 * Works at imports one after the other, outside the requests that sent them. What waits stands in the database: after a restart,
 * or when an instance dies, another goes on. `stop` waits for the import that is being worked at.
 */
export function startImports(database: Database, files: FileStore, logger: Logger): PeriodicWork {
  const holder = randomUUID();
  let stopping = false;
  const work = async (): Promise<void> => {
    for (;;) {
      const taken = stopping ? undefined : await takeImport(database, holder, Date.now());
      if (!taken) return;
      const { brandId, clientId, sha256 } = taken.job;
      const path = files.path(tenantFolder(brandId, clientId), sha256);
      await new ImportRun({ database, logger, holder, pathOf: () => path }, taken).run();
    }
  };
  const { stop } = repeatWork(work, { everyMs: LOOK_EVERY_MS, log: logger, failure: 'could not work at imports' });
  return {
    stop: () => {
      stopping = true;
      return stop();
    },
  };
}
