/** Every bound the guard keeps. A number of 0 at those marked so switches the bound off. */
export interface GuardLimits {
  /** Server and client transactions together. */
  readonly maxTransactions: number;
  /** Transactions above which those that were answered and only wait for repetitions are forgotten, oldest first. */
  readonly maxLingering: number;
  /** Requests of one address without a final response; 0: no bound. */
  readonly maxTransactionsPerSource: number;
  readonly maxDialogs: number;
  /** Requests handed to one application that it has not looked at. */
  readonly maxWaitingPerApplication: number;
  /** Requests inside calls that wait for an application that is away. */
  readonly maxParked: number;
  /** Bytes one application has not read. */
  readonly maxControlBacklog: number;
  /** New requests per second of one address; 0: no bound. Twice as many may come at once. */
  readonly sourceRate: number;
  /** New requests per second of endpoints that have shown nothing yet; above it a flood is assumed. */
  readonly newcomerRate: number;
  /** Unreadable messages of one address in ten seconds, after which its messages are dropped unread; 0: no bound. */
  readonly malformedPerSource: number;
  /** Refusals per second that are answered; others are dropped. */
  readonly answersPerSec: number;
  /** Lateness of the event loop above which work is shed, in milliseconds. */
  readonly overloadLagMs: number;
  /** Bytes waiting in the kernel above which work is shed, if the sockets' buffers are not smaller. */
  readonly overloadQueueBytes: number;
  /** Middle of the random Retry-After of a 503, in seconds. */
  readonly retryAfterSec: number;
  /** Request-URIs that begin so are shed last. */
  readonly priorityUris: readonly string[];
  /** Namespaces of Resource-Priority (RFC 4412) that are shed last. */
  readonly priorityNamespaces: readonly string[];
  /** Log lines per refusal cause and second. */
  readonly refusalLines: number;
}

export const GUARD_LIMITS: GuardLimits = {
  maxTransactions: 100_000,
  maxLingering: 50_000,
  maxTransactionsPerSource: 0,
  maxDialogs: 500_000,
  maxWaitingPerApplication: 5_000,
  maxParked: 20_000,
  maxControlBacklog: 64 * 1024 * 1024,
  sourceRate: 0,
  newcomerRate: 250,
  malformedPerSource: 100,
  answersPerSec: 2_000,
  overloadLagMs: 150,
  overloadQueueBytes: 5 * 1024 * 1024,
  retryAfterSec: 10,
  priorityUris: ['urn:service:sos'],
  priorityNamespaces: ['esnet', 'ets', 'wps'],
  refusalLines: 5,
};
