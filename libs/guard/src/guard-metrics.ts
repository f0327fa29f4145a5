import type { Metrics } from '@switchyard/telemetry';
import type { Blocker } from './ban.js';
import type { Guard } from './guard.js';

export interface GuardMetrics {
  readonly banned: (blocker: Blocker) => void;
  readonly filtered: (verdict: string) => void;
  readonly watch: (guard: Pick<Guard, 'sizes'>, listed: () => number) => void;
}

/** What an operator alarms on: a rising number of bans is an attack, or a provisioning gone wrong. */
export function guardMetrics(metrics: Metrics): GuardMetrics {
  const bans = metrics.counter({ name: 'guard_bans_total', help: 'Sources and identities that were shut out', labels: ['blocker'] });
  const filtered = metrics.counter({ name: 'guard_source_filter_total', help: 'Verdicts of the source filter', labels: ['verdict'] });
  for (const blocker of ['antiflood', 'antiBruteForce'] as const) bans.inc({ blocker }, 0);
  return {
    banned: (blocker) => bans.inc({ blocker }),
    filtered: (verdict) => filtered.inc({ verdict }),
    watch: (guard, listed) => {
      metrics.gauge({
        name: 'guard_tracked',
        help: 'Entries in memory: bans in force, sources counted, pairs of identity and source that failed, addresses of the external list',
        labels: ['what'],
        collect: (gauge) => {
          const { bans: inForce, sources, failing } = guard.sizes;
          gauge.set({ what: 'bans' }, inForce);
          gauge.set({ what: 'sources' }, sources);
          gauge.set({ what: 'failing' }, failing);
          gauge.set({ what: 'listed' }, listed());
        },
      });
    },
  };
}
