import { CAUSES, type Cause } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { Fleet } from '../calls/fleet.js';

export interface CallMetrics {
  readonly ended: (cause: Cause) => void;
  readonly setUp: (seconds: number) => void;
  /** Gauges of what is driven now. */
  readonly watch: (fleet: Fleet) => void;
}

export function callMetricsOf(metrics: Metrics): CallMetrics {
  const ended = metrics.counter({ name: 'calls_total', help: 'Calls that ended, by named cause', labels: ['cause', 'class'] });
  const setUp = metrics.histogram({ name: 'call_setup_seconds', help: 'Call came in to ringing at the far side' });
  return {
    ended: (cause) => ended.inc({ cause, class: CAUSES[cause].class }),
    setUp: (seconds) => setUp.observe(seconds),
    watch: (fleet) => {
      metrics.gauge({
        name: 'calls_now',
        help: 'Calls in progress',
        labels: ['server'],
        collect: (gauge) => {
          gauge.reset();
          for (const { name, calls } of fleet.states()) gauge.set({ server: name }, calls);
        },
      });
      metrics.gauge({
        name: 'asterisk_connected',
        help: '1 while the event stream of the application server is open',
        labels: ['server'],
        collect: (gauge) => {
          gauge.reset();
          for (const { name, state } of fleet.states()) gauge.set({ server: name }, state === 'connected' ? 1 : 0);
        },
      });
    },
  };
}
