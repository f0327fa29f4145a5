import { isDatabaseAway, takeImport, type Database } from '@switchyard/data';
import { messageOf, type Logger } from '@switchyard/kernel';
import { randomUUID } from 'node:crypto';
import { tenantFolder, type FileStore } from '../files/file-store.js';
import { ImportRun } from './run-import.js';

const LOOK_EVERY_MS = 1000;

/**
 * Works at imports one after the other, outside the requests that sent them. What waits stands in the database: after a restart,
 * or when an instance dies, another goes on. `stop` waits for the import that is being worked at.
 */
export function startImports(database: Database, files: FileStore, logger: Logger): { readonly stop: () => Promise<void> } {
  const holder = randomUUID();
  let stopping = false;
  let working: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    try {
      for (;;) {
        const taken = stopping ? undefined : await takeImport(database, holder, Date.now());
        if (!taken) return;
        const { brandId, clientId, sha256 } = taken.job;
        const path = files.path(tenantFolder(brandId, clientId), sha256);
        await new ImportRun({ database, logger, holder, pathOf: () => path }, taken).run();
      }
    } catch (thrown) {
      // It waits; an absent database is reported by the health check.
      if (!isDatabaseAway(thrown)) logger.error('could not work at imports', { error: messageOf(thrown) });
    }
  };
  const timer = setInterval(() => {
    working ??= work().finally(() => (working = undefined));
  }, LOOK_EVERY_MS);
  return {
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await working;
    },
  };
}
