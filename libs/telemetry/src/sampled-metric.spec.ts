import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.js';
import { PlainHistogram } from './sampled-metric.js';

describe('sampled metrics', () => {
  it('are read when they are scraped and carry the labels of the registry', async () => {
    const metrics = createMetrics('test');
    let count = 1;
    metrics.sampled({
      name: 'drachtio_things_total',
      help: 'Things.',
      type: 'counter',
      samples: () => [{ labels: { method: 'INVITE' }, value: count }, { value: 7 }],
    });
    count = 5;
    const text = await metrics.registry.metrics();
    expect(text).toContain('# TYPE drachtio_things_total counter');
    expect(text).toMatch(/^drachtio_things_total\{.*method="INVITE".*\} 5$/m);
    expect(text).toMatch(/^drachtio_things_total\{app="test"\} 7$/m);
  });

  it('a histogram counts into its buckets and is told cumulatively', async () => {
    const metrics = createMetrics('test');
    const histogram = new PlainHistogram([1, 5]);
    for (const value of [0.5, 1, 3, 9]) histogram.observe(value);
    metrics.sampled({ name: 'waits_seconds', help: 'Waits.', type: 'histogram', samples: () => histogram.samples({ side: 'in' }) });
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/^waits_seconds_bucket\{.*le="1".*\} 2$/m);
    expect(text).toMatch(/^waits_seconds_bucket\{.*le="5".*\} 3$/m);
    expect(text).toMatch(/^waits_seconds_bucket\{.*le="\+Inf".*\} 4$/m);
    expect(text).toMatch(/^waits_seconds_sum\{.*\} 13.5$/m);
    expect(text).toMatch(/^waits_seconds_count\{.*side="in".*\} 4$/m);
  });
});
