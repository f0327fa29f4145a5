import type { Database } from '@switchyard/data';
import type { CdrWorker } from '@switchyard/queue';
import type { HealthCheck } from '@switchyard/telemetry';

/** Without Redis or the database no leg is stored; they wait in the queue. Given-up legs are worth a look, not an alarm. */
export const checksOf = (worker: CdrWorker, database: Database): Readonly<Record<string, HealthCheck>> => ({
  redis: () => (worker.isConnected() ? { ok: true } : { ok: false, detail: 'not connected' }),
  database: async () => {
    await database.ready();
    await database.ping();
    return { ok: true };
  },
  'cdr-queue': {
    optional: true,
    run: async () => {
      const counts = await worker.counts();
      if (!counts) return { ok: false, detail: 'not known while redis is away' };
      const { failed, waiting, delayed } = counts;
      return { ok: failed === 0, detail: `${waiting} waiting, ${delayed} to be tried again, ${failed} given up` };
    },
  },
});
