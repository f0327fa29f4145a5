/** Why a source address may serve a client, or that it may not (reference §2.2, in this order). */
export type SourceVerdict = 'filter-off' | 'push-server' | 'country' | 'network' | 'roadwarrior' | 'not-permitted';

export interface SourceQuestion {
  readonly source: string;
  /** The client filters by source address at all. */
  readonly isFiltered: boolean;
  readonly isPushServer: (source: string) => boolean;
  /** ISO code of the country of an address; undefined: not known. */
  readonly countryOf: (source: string) => string | undefined;
  /** ISO codes of the countries of the client. */
  readonly countries: readonly string[];
  readonly isInNetworks: (source: string) => boolean;
  /** Calls that this endpoint may have at a time from anywhere. */
  readonly externalCalls: number;
}

/**
 * `roadwarrior`: permitted because of the allowance of the user; the calls that it makes are counted by whoever makes them.
 */
export function judgeSource(asked: SourceQuestion): SourceVerdict {
  if (!asked.isFiltered) return 'filter-off';
  if (asked.isPushServer(asked.source)) return 'push-server';
  if (asked.countries.length > 0) {
    const country = asked.countryOf(asked.source);
    if (country !== undefined && asked.countries.includes(country)) return 'country';
  }
  if (asked.isInNetworks(asked.source)) return 'network';
  return asked.externalCalls > 0 ? 'roadwarrior' : 'not-permitted';
}
