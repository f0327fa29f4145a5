import type { Logger } from '@switchyard/kernel';
import { UnrecoverableError, Worker, type Job } from 'bullmq';
import { mailQueue, type MailJob } from './mail-queue.js';
import { openQueueConnection } from './redis-connection.js';

export interface MailWorkerOptions {
  /** `redis://host:port[/db]` */
  readonly redisUrl: string;
  /** Throws to be tried again. */
  readonly handler: (job: MailJob) => Promise<void>;
  readonly logger: Logger;
  readonly onOutcome?: (outcome: 'sent' | 'retried' | 'given-up') => void;
  /** Key prefix of BullMQ; only tests change it. */
  readonly prefix?: string;
}

export interface MailWorker {
  readonly isConnected: () => boolean;
  /** Waits for the message that is on its way. */
  readonly close: () => Promise<void>;
}

/** Mail servers count connections. */
const CONCURRENCY = 4;

/** Runs the `mail` queue. What is outside the contract is given up at once; what the handler throws is tried again for an hour. */
export function runMailWorker({ redisUrl, handler, logger, onOutcome, prefix = 'bull' }: MailWorkerOptions): MailWorker {
  const log = logger.child({ part: 'mail-worker' });
  const redis = openQueueConnection(redisUrl, log, { isBlocking: true });
  const worker = new Worker(mailQueue.name, (job) => handler(readPayload(job)), {
    connection: redis,
    prefix,
    concurrency: CONCURRENCY,
    runRetryDelay: 1_000,
  });
  worker.on('completed', () => onOutcome?.('sent'));
  worker.on('failed', (job, error) => {
    const isFinal = job === undefined || job.finishedOn !== undefined;
    // Without the address: logs are read by more people than mails.
    const fields = { job: job?.id, attempt: job?.attemptsMade, error: error.message };
    if (isFinal) log.error('a message was given up', fields);
    else log.warn('a message was not sent: trying again', fields);
    onOutcome?.(isFinal ? 'given-up' : 'retried');
  });
  worker.on('error', (error) => log.debug('worker error', { error: error.message }));
  return {
    isConnected: () => redis.status === 'ready',
    close: async () => {
      await worker.close();
      redis.disconnect();
    },
  };
}

function readPayload(job: Job): MailJob {
  const parsed = mailQueue.schema.safeParse(job.data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UnrecoverableError(`mail job: ${issue?.path.map(String).join('.')}: ${issue?.message}`);
}
