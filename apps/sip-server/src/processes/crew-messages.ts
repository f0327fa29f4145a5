import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** What the first process tells the others. */
export type Order = { readonly order: 'drain' | 'stop' | 'reload' } | { readonly order: 'report'; readonly number: number };

export interface Report {
  readonly counts: { readonly apps: number };
  readonly journal: { readonly ok: boolean; readonly detail: string };
  /** What is left, while it drains. */
  readonly draining: string | undefined;
  readonly metrics: ReadonlyArray<MetricObjectWithValues<MetricValue<string>>>;
}

/** What they tell the first one. */
export type News =
  | { readonly news: 'serving' }
  | { readonly news: 'failed'; readonly reason: string }
  | ({ readonly news: 'report'; readonly number: number } & Report);
