import type { Logger } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';
import { Queue, UnrecoverableError, Worker, type Job } from 'bullmq';
import { cdrQueue, cdrRetryDelayMs } from './cdr-queue.js';
import { openQueueConnection } from './redis-connection.js';
import { warnRarely } from './warn-rarely.js';

/** What became of one attempt. */
export type CdrOutcome = 'stored' | 'retried' | 'given-up';

export interface CdrWorkerOptions {
  /** `redis://host:port[/db]` */
  readonly redisUrl: string;
  /** Must be idempotent by `legUid`: a job whose worker died is run again. Throws to be retried. */
  readonly handler: (record: LegRecord) => Promise<void>;
  readonly concurrency: number;
  readonly logger: Logger;
  readonly onOutcome?: (outcome: CdrOutcome, durationMs: number) => void;
  /** Key prefix of BullMQ; only tests change it. */
  readonly prefix?: string;
}

export type CdrCounts = Readonly<Record<'waiting' | 'active' | 'delayed' | 'failed', number>>;

export interface CdrWorker {
  /** Is the connection to Redis up? */
  readonly isConnected: () => boolean;
  /** Jobs that wait, run, wait for a retry, or were given up; null while Redis is away. */
  readonly counts: () => Promise<CdrCounts | null>;
  /** Takes no more jobs, waits up to four seconds for those that run, then leaves them to the next worker. */
  readonly close: () => Promise<void>;
}

/** A worker that died is noticed, and its jobs taken over, within lock + interval. */
const LOCK_MS = 10_000;
const STALLED_INTERVAL_MS = 5_000;
const CLOSE_WITHIN_MS = 4_000;

/**
 * Runs the `cdr` queue. A payload outside the contract is given up at once (it will not get better) and stays in the failed
 * set; anything the handler throws is retried by the queue's policy.
 */
export function runCdrWorker({ redisUrl, handler, concurrency, logger, onOutcome, prefix = 'bull' }: CdrWorkerOptions): CdrWorker {
  const log = logger.child({ part: 'cdr-worker' });
  const redis = openQueueConnection(redisUrl, log, { isBlocking: true });
  const queue = new Queue(cdrQueue.name, { connection: redis, prefix });
  const worker = new Worker(cdrQueue.name, (job) => handler(readPayload(job)), {
    connection: redis,
    prefix,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_INTERVAL_MS,
    // The handler is idempotent, so a job may be taken over as often as workers die.
    maxStalledCount: 1_000_000,
    // After an outage of Redis the next job is fetched a second later, not fifteen.
    runRetryDelay: 1_000,
    settings: { backoffStrategy: (attemptsMade) => cdrRetryDelayMs(attemptsMade) },
  });
  const warnRetried = warnRarely(log, 'CDRs were not stored: trying again');
  const warnTakenOver = warnRarely(log, 'a worker died: its CDRs are taken over');
  const durationOf = (job: Job): number => (job.finishedOn ?? Date.now()) - (job.processedOn ?? Date.now());
  worker.on('completed', (job) => onOutcome?.('stored', durationOf(job)));
  worker.on('failed', (job, error) => {
    const isFinal = job === undefined || job.finishedOn !== undefined;
    const fields = { legUid: job?.id, attempt: job?.attemptsMade, error: error.message };
    if (isFinal) log.error('a CDR was given up: it stays in the failed set of the queue', fields);
    else warnRetried(fields);
    if (job) onOutcome?.(isFinal ? 'given-up' : 'retried', durationOf(job));
  });
  worker.on('stalled', (legUid) => warnTakenOver({ legUid }));
  queue.on('error', (error) => log.debug('queue error', { error: error.message }));
  worker.on('error', (error) => log.debug('worker error', { error: error.message }));

  return {
    isConnected: () => redis.status === 'ready',
    counts: async () => {
      if (redis.status !== 'ready') return null;
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      return { waiting, active, delayed, failed };
    },
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), CLOSE_WITHIN_MS)));
      const closed = await Promise.race([worker.close(), late]);
      clearTimeout(timer);
      redis.disconnect();
      if (closed === 'late') {
        log.warn('closing with CDRs unfinished: another worker takes them over');
        // Redis is disconnected: whatever the forced close still waits for cannot come any more.
        void worker.close(true).catch(() => undefined);
      }
    },
  };
}

function readPayload(job: Job): LegRecord {
  const parsed = cdrQueue.schema.safeParse(job.data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UnrecoverableError(`leg record: ${issue?.path.map(String).join('.')}: ${issue?.message}`);
}
