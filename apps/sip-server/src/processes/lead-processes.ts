import cluster from 'node:cluster';
import { type AppLogger, createMetrics, startOps } from '@switchyard/telemetry';
import { AggregatorRegistry } from 'prom-client';
import type { ControlOptions } from '../control/control-server.js';
import { endOnSignal } from '../drain/end-on-signal.js';
import { ControlRelay } from './control-relay.js';
import { Crew } from './crew.js';

export interface LeadOptions {
  readonly app: string;
  readonly count: number;
  readonly control: ControlOptions;
  readonly ops: { readonly host: string; readonly port: number };
  readonly drainMs: number;
  readonly logger: AppLogger;
}

/**
 * The first of several processes: serves no SIP, but starts those that do, is where applications connect, and answers `/health` and
 * `/metrics` for all. Resolves when all serve.
 */
export async function leadProcesses(options: LeadOptions): Promise<void> {
  const { app, count, control, ops, drainMs, logger } = options;
  const metrics = createMetrics(app);
  metrics.registry.setDefaultLabels({ app, process: 'first' });
  const crew = new Crew(count, logger, metrics);
  // The kernel wakes whoever waits for a connection; streams are one process's alone.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  await crew.start();
  const relay = new ControlRelay(control, crew.controlPaths, logger);
  await relay.start();
  let isDraining = false;
  const checks = {
    processes: () => ({ ok: crew.isComplete, detail: `of ${count}` }),
    applications: { optional: true, run: () => ({ ok: relay.size > 0, detail: `${relay.size} connected` }) },
    journal: {
      optional: true,
      run: async () => (await crew.reports()).find(({ journal }) => !journal.ok)?.journal ?? { ok: true },
    },
    calls: async () => {
      if (!isDraining) return { ok: true };
      return { ok: false, detail: (await crew.reports()).map(({ draining }) => draining ?? '').join('; ') };
    },
  } as const;
  const opsServer = await startOps({
    ...{ app, ...ops, checks },
    metrics: {
      registry: {
        contentType: metrics.registry.contentType,
        // Each process labels its own, so nothing is added up here.
        metrics: async () => {
          const own = await metrics.registry.getMetricsAsJSON();
          const all = [own, ...(await crew.reports()).map((report) => [...report.metrics])];
          return await AggregatorRegistry.aggregate(all as unknown as Parameters<typeof AggregatorRegistry.aggregate>[0]).metrics();
        },
      },
    },
  });
  process.on('SIGHUP', () => {
    relay.reload();
    crew.order('reload');
  });
  endOnSignal(logger, drainMs, {
    beginDrain: () => {
      isDraining = true;
      crew.order('drain');
    },
    // The processes end by themselves when they have nothing left; this one follows.
    isDrained: () => crew.isEmpty,
    progress: () => 'draining',
    stop: async () => {
      crew.order('stop');
      await crew.ended();
      relay.stop();
      await opsServer.close();
      await logger.close();
    },
  });
}
