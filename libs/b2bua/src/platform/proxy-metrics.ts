import { CAUSES, type Cause } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { RouteMetrics } from '../serve.js';
import type { ServerView } from './platform-network.js';

export interface ProxyMetrics {
  readonly route: RouteMetrics;
  readonly ended: (cause: Cause, setUpMs: number | null) => void;
  /** Gauges of what is in use now. */
  readonly watch: (now: {
    readonly calls: () => { readonly established: number; readonly ringing: number };
    readonly servers: () => readonly ServerView[];
    readonly relays: () => readonly { readonly name: string; readonly alive: boolean; readonly sessions: number }[];
  }) => void;
}

/** Causes are the words of the kernel's catalogue, the same as in replies, records and logs (invariant I6). */
export function proxyMetrics(metrics: Metrics): ProxyMetrics {
  const requests = metrics.counter({ name: 'requests_total', help: 'Requests outside calls, by outcome', labels: ['method', 'cause'] });
  const seconds = metrics.histogram({ name: 'request_seconds', help: 'Request in to its route finished', labels: ['method'] });
  const calls = metrics.counter({ name: 'calls_total', help: 'Calls that ended, by named cause', labels: ['cause', 'class'] });
  const setUp = metrics.histogram({ name: 'call_setup_seconds', help: 'INVITE in to the first sign of the called side' });
  // To look a series up by its labels costs more than to count in it.
  const series = new Map<string, { count: ReturnType<typeof requests.labels>; seconds: ReturnType<typeof seconds.labels> }>();
  return {
    route: {
      finished: ({ method, cause }, ms) => {
        const key = `${method} ${cause}`;
        let kept = series.get(key);
        if (!kept) series.set(key, (kept = { count: requests.labels({ method, cause }), seconds: seconds.labels({ method }) }));
        kept.count.inc();
        kept.seconds.observe(ms / 1000);
      },
    },
    ended: (cause, setUpMs) => {
      calls.inc({ cause, class: CAUSES[cause].class });
      if (setUpMs !== null) setUp.observe(setUpMs / 1000);
    },
    watch: (now) => {
      metrics.gauge({
        name: 'calls_now',
        help: 'Calls in progress',
        labels: ['state'],
        collect: (gauge) => {
          const { established, ringing } = now.calls();
          gauge.set({ state: 'established' }, established);
          gauge.set({ state: 'ringing' }, ringing);
        },
      });
      metrics.gauge({
        name: 'media_relay_alive',
        help: '1 while the media relay answers',
        labels: ['relay'],
        collect: (gauge) => {
          gauge.reset();
          for (const { name, alive } of now.relays()) gauge.set({ relay: name }, alive ? 1 : 0);
        },
      });
      metrics.gauge({
        name: 'application_server_state',
        help: '1 for the state an application server is in: up, resting after a failed call, down, draining',
        labels: ['server', 'state'],
        collect: (gauge) => {
          gauge.reset();
          for (const { server, state } of now.servers()) gauge.set({ server: server.name, state: server.draining ? 'draining' : state }, 1);
        },
      });
      metrics.gauge({
        name: 'application_server_calls',
        help: 'Calls of this process on an application server',
        labels: ['server'],
        collect: (gauge) => {
          gauge.reset();
          for (const { server, calls } of now.servers()) gauge.set({ server: server.name }, calls);
        },
      });
      metrics.gauge({
        name: 'media_sessions',
        help: 'Media sessions of this process',
        labels: ['relay'],
        collect: (gauge) => {
          gauge.reset();
          for (const { name, sessions } of now.relays()) gauge.set({ relay: name }, sessions);
        },
      });
    },
  };
}
