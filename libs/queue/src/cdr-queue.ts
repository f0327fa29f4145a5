import { legRecord, type LegRecord } from '@switchyard/model';
import type { BackoffOptions } from 'bullmq';

/** First wait of a retried job; doubled each time. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** How long a failed CDR job waits before its next attempt: 0.5 s, 1 s, 2 s … 30 s. `attemptsMade` starts at 1. */
export const cdrRetryDelayMs = (attemptsMade: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attemptsMade - 1, 10));

/**
 * The contract between whoever ends a leg and whoever rates it. The id of a job is the leg's, so a leg that is put twice is
 * one job; storing it twice is harmless as well (invariant I1).
 */
export const cdrQueue = {
  name: 'cdr',
  jobName: 'leg',
  schema: legRecord,
  jobId: (record: LegRecord): string => record.legUid,
  options: {
    // A day of retries at the longest wait: the database may be away for an hour without losing a call.
    attempts: 2_880,
    backoff: { type: 'capped' } satisfies BackoffOptions,
    removeOnComplete: { age: 86_400 },
    // What can never be stored stays visible until a person looked at it.
    removeOnFail: false,
    stackTraceLimit: 3,
  },
} as const;
