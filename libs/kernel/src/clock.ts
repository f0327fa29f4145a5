/** Time as a dependency, so that tests fix it. All times inside the platform are UTC. */
export interface Clock {
  readonly nowMs: () => number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };
export const fixedClock = (iso: string): Clock => ({ nowMs: () => Date.parse(iso) });
/** `2026-11-21T09:55:00.000Z` */
export const isoOf = (ms: number): string => new Date(ms).toISOString();
