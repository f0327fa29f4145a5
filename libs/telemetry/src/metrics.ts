import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SampledMetric, type SampledOptions } from './sampled-metric.js';

interface MetricOptions<L extends string> {
  /** Without prefix: `calls_total` becomes `switchyard_calls_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

export interface Metrics {
  readonly registry: Registry;
  readonly counter: <L extends string = never>(options: MetricOptions<L>) => Counter<L>;
  /** A metric that is read from plain numbers when it is scraped, under its whole name. */
  readonly sampled: (options: SampledOptions) => void;
  /** `collect` sets the value at scrape time. */
  readonly gauge: <L extends string = never>(
    options: MetricOptions<L> & { readonly collect?: (gauge: Gauge<L>) => void | Promise<void> },
  ) => Gauge<L>;
  /** Buckets in the unit of the name, seconds by convention (`_seconds`). */
  readonly histogram: <L extends string = never>(options: MetricOptions<L> & { readonly buckets?: readonly number[] }) => Histogram<L>;
}

/** Half a millisecond to half a minute: fits post-dial delay, SQL and HTTP alike. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A registry of its own per process, labelled `app`, with the runtime's default metrics (CPU, heap, event loop) already in it. */
export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  const common = <L extends string>({ name, help, labels }: MetricOptions<L>) => ({
    name: `switchyard_${name}`,
    help,
    labelNames: labels ?? [],
    registers: [registry],
  });
  return {
    registry,
    sampled: (options) => registry.registerMetric(new SampledMetric(options).asMetric()),
    counter: (options) => new Counter(common(options)),
    gauge: ({ collect, ...options }) =>
      new Gauge({
        ...common(options),
        ...(collect
          ? {
              collect() {
                return collect(this);
              },
            }
          : {}),
      }),
    histogram: ({ buckets, ...options }) => new Histogram({ ...common(options), buckets: [...(buckets ?? SECONDS)] }),
  };
}
