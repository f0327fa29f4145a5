import type { CdrOutcome, CdrWorker } from '@switchyard/queue';
import type { Metrics } from '@switchyard/telemetry';

export interface CdrMetrics {
  readonly outcome: (outcome: CdrOutcome, durationMs: number) => void;
  /** Gauges of what the queue holds now. */
  readonly watch: (worker: CdrWorker) => void;
}

export function cdrMetricsOf(metrics: Metrics): CdrMetrics {
  const jobs = metrics.counter({ name: 'cdr_jobs_total', help: 'Attempts to store a finished leg', labels: ['outcome'] });
  const seconds = metrics.histogram({ name: 'cdr_job_seconds', help: 'Duration of such an attempt' });
  return {
    outcome: (outcome, durationMs) => {
      jobs.inc({ outcome });
      seconds.observe(durationMs / 1000);
    },
    watch: (worker) => {
      metrics.gauge({
        name: 'cdr_queue_jobs',
        help: 'Legs in the queue; failed ones need a person',
        labels: ['state'],
        collect: async (gauge) => {
          gauge.reset();
          for (const [state, count] of Object.entries((await worker.counts()) ?? {})) gauge.set({ state }, count);
        },
      });
    },
  };
}
