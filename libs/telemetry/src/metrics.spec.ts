import { expect, it } from 'vitest';
import { createMetrics } from './metrics.js';

it('gives counters, gauges and histograms with prefix and app label, next to the runtime metrics', async () => {
  const metrics = createMetrics('trunks-proxy');
  metrics.counter({ name: 'calls_total', help: 'Calls by cause.', labels: ['cause'] }).inc({ cause: 'busy' }, 2);
  metrics.gauge({ name: 'calls_active', help: 'Calls now.', collect: (gauge) => gauge.set(5) });
  metrics.histogram({ name: 'post_dial_delay_seconds', help: 'INVITE in to INVITE out.', buckets: [0.1, 1] }).observe(0.5);
  const text = await metrics.registry.metrics();
  expect(text).toContain('switchyard_calls_total{cause="busy",app="trunks-proxy"} 2');
  expect(text).toContain('switchyard_calls_active{app="trunks-proxy"} 5');
  expect(text).toContain('switchyard_post_dial_delay_seconds_bucket{le="1",app="trunks-proxy"} 1');
  expect(text).toContain('process_resident_memory_bytes{app="trunks-proxy"}');
});

it('keeps two processes in one test apart', async () => {
  const [first, second] = [createMetrics('a'), createMetrics('b')];
  first.counter({ name: 'x_total', help: 'x' }).inc();
  second.counter({ name: 'x_total', help: 'x' });
  expect(await second.registry.metrics()).toContain('switchyard_x_total{app="b"} 0');
});
