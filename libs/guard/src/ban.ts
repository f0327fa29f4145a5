/** Why somebody is shut out; the words of the table of banned addresses. */
export type Blocker = 'antiflood' | 'antiBruteForce';

/** Somebody is shut out: a source, or one identity at one source. */
export interface Ban {
  readonly blocker: Blocker;
  /** Canonical address. */
  readonly source: string;
  /** `name@domain`; null: whoever comes from there. */
  readonly aor: string | null;
  /** User-Agent of the request that was one too many, as it said; for people. */
  readonly userAgent: string | null;
  readonly brandId: number | null;
  readonly clientId: number | null;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly untilMs: number;
}

/** A request that the source filter of a client refused. Nobody is banned by it. */
export interface Refusal {
  readonly blocker: 'ipFilter';
  readonly source: string;
  readonly aor: string | null;
  readonly userAgent: string | null;
  readonly brandId: number | null;
  readonly clientId: number | null;
  readonly atMs: number;
  readonly untilMs: null;
}

export type GuardEvent = Ban | Refusal;

/** One key per who is shut out; a source alone has an empty identity. */
export const banKey = (source: string, aor: string | null): string => `${aor ?? ''}|${source}`;
