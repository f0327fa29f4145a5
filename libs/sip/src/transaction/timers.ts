/** The base timers of RFC 3261 §17.1.1.1, in milliseconds. */
export interface TimerSettings {
  readonly t1: number;
  readonly t2: number;
  readonly t4: number;
}

export const DEFAULT_TIMERS: TimerSettings = { t1: 500, t2: 4_000, t4: 5_000 };

/** Durations of all named timers (RFC 3261 table 4, RFC 6026 §7), in milliseconds. */
export interface TimerTable extends TimerSettings {
  /** 64·T1: B, F, H, J, L, M, and how long a 200 or a reliable provisional is repeated. */
  readonly giveUp: number;
  /** Timer C (§16.6): how long a ringing INVITE may wait for its final response. */
  readonly c: number;
  /** Timer D: how long repeated failures are answered by ACK; at least 32 s on unreliable transports. */
  readonly d: number;
}

/** The rest of the table follows from the three base timers; timer C is fixed at 185 s (more than three minutes, §16.6). */
export const timerTable = (settings: TimerSettings = DEFAULT_TIMERS): TimerTable => ({
  ...settings,
  giveUp: 64 * settings.t1,
  c: 185_000,
  d: 64 * settings.t1,
});

/** How much later than the RFC says a transaction may be forgotten that only absorbs repeats, so that many are forgotten together. */
export const ABSORB_SLACK_MS = 50;
