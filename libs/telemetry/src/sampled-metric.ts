import type { Metric } from 'prom-client';

export interface Sample {
  readonly labels?: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** `bucket`, `sum` or `count` of a histogram. */
  readonly part?: 'bucket' | 'sum' | 'count';
}

export interface SampledOptions {
  /** The whole name, prefix included. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Called at scrape time: what is counted on a hot path is counted in plain numbers and read here. */
  readonly samples: () => Iterable<Sample>;
}

interface Scraped {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly aggregator: string;
  readonly values: ReadonlyArray<{
    readonly labels: Readonly<Record<string, string | number>>;
    readonly value: number;
    readonly metricName: string;
  }>;
}

/** A metric whose values live elsewhere. It is what a registry of prom-client asks of its members, and nothing else. */
export class SampledMetric {
  readonly aggregator = 'sum';

  constructor(private readonly options: SampledOptions) {}

  get name(): string {
    return this.options.name;
  }

  get(): Promise<Scraped> {
    const { name, help, type, samples } = this.options;
    const values = Array.from(samples(), ({ labels, value, part }) => ({
      labels: { ...labels },
      value,
      metricName: part === undefined ? name : `${name}_${part}`,
    }));
    return Promise.resolve({ name, help, type, aggregator: this.aggregator, values });
  }

  /** Values live elsewhere. */
  reset(): void {
    return undefined;
  }

  /** For `registerMetric`, whose type lists prom-client's own classes. */
  asMetric(): Metric {
    return this as unknown as Metric;
  }
}

/** A histogram that observes without any look-up: for one set of labels. */
export class PlainHistogram {
  private readonly counts: number[];
  private sum = 0;
  private total = 0;

  /** Upper bounds, ascending. */
  constructor(private readonly bounds: readonly number[]) {
    this.counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.sum += value;
    this.total += 1;
    for (let i = 0; i < this.bounds.length; i++) {
      if (value > (this.bounds[i] as number)) continue;
      this.counts[i] = (this.counts[i] as number) + 1;
      return;
    }
  }

  *samples(labels: Readonly<Record<string, string | number>> = {}): Iterable<Sample> {
    let below = 0;
    for (const [i, bound] of this.bounds.entries()) {
      below += this.counts[i] as number;
      yield { labels: { ...labels, le: bound }, value: below, part: 'bucket' };
    }
    yield { labels: { ...labels, le: '+Inf' }, value: this.total, part: 'bucket' };
    yield { labels, value: this.sum, part: 'sum' };
    yield { labels, value: this.total, part: 'count' };
  }
}
