import type { Metrics } from '@switchyard/telemetry';
import type { Messenger } from '../messages/messenger.js';
import type { Notifier } from '../presence/notifier.js';

/** Gauges and counters of subscriptions and messages, read when they are asked for. */
export function watchPresence(metrics: Metrics, notifier: Pick<Notifier, 'sizes' | 'counts'>, messenger: Pick<Messenger, 'counts'>): void {
  metrics.gauge({
    name: 'subscriptions',
    help: 'Subscriptions of this process',
    labels: ['event'],
    collect: (gauge) => {
      for (const [event, size] of notifier.sizes()) gauge.set({ event }, size);
    },
  });
  metrics.gauge({
    name: 'notifies',
    help: 'NOTIFYs since the start, by what became of them',
    labels: ['outcome'],
    collect: (gauge) => {
      for (const [outcome, count] of Object.entries(notifier.counts)) gauge.set({ outcome }, count);
    },
  });
  metrics.gauge({
    name: 'messages',
    help: 'Instant messages since the start, by what became of them',
    labels: ['outcome'],
    collect: (gauge) => {
      for (const [outcome, count] of Object.entries(messenger.counts)) gauge.set({ outcome }, count);
    },
  });
}
