export interface Period {
  readonly label: string;
  /** ISO 8601 UTC of the beginning; '' for no beginning. Days begin in the zone of the browser. */
  readonly from: (now: Date) => string;
}

const daysBack =
  (days: number) =>
  (now: Date): string =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();

export const PERIODS: readonly Period[] = [
  { label: 'Today', from: daysBack(0) },
  { label: '7 days', from: daysBack(6) },
  { label: '30 days', from: daysBack(29) },
  { label: 'All', from: () => '' },
];

/** Which of the offered periods the filters stand for, if any. */
export const presetOf = (filters: Readonly<Record<string, string>>, now: Date): string | undefined =>
  filters['startedAt[lte]'] === undefined ? PERIODS.find(({ from }) => from(now) === (filters['startedAt[gte]'] ?? ''))?.label : undefined;
