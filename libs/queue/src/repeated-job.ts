import type { Logger } from '@switchyard/kernel';
import { Queue, Worker } from 'bullmq';
import { openQueueConnection } from './redis-connection.js';

export interface RepeatedJobOptions {
  /** `redis://host:port[/db]` */
  readonly redisUrl: string;
  /** Name of the queue, one for each such job. */
  readonly name: string;
  readonly everyMs: number;
  /** Throws to be logged; it comes again at its time. */
  readonly handler: () => Promise<void>;
  readonly logger: Logger;
  /** Key prefix of BullMQ; only tests change it. */
  readonly prefix?: string;
}

export interface RepeatedJob {
  /** Waits for the run that is under way. */
  readonly close: () => Promise<void>;
}

/** Work that comes again, once at a time however many workers there are. While Redis is away it does not come. */
export function runRepeatedJob({ redisUrl, name, everyMs, handler, logger, prefix = 'bull' }: RepeatedJobOptions): RepeatedJob {
  const redis = openQueueConnection(redisUrl, logger, { isBlocking: true });
  const queue = new Queue(name, { connection: redis, prefix });
  const worker = new Worker(name, handler, { connection: redis, prefix, concurrency: 1, runRetryDelay: 1_000 });
  worker.on('failed', (_job, error) => logger.error('work that comes again has failed', { job: name, error: error.message }));
  const say = (error: Error): void => logger.debug('queue error', { job: name, error: error.message });
  queue.on('error', say);
  worker.on('error', say);
  const options = { removeOnComplete: 10, removeOnFail: 10 };
  queue.upsertJobScheduler(name, { every: everyMs }, { name, opts: options }).catch((thrown: unknown) => logger.debug('no schedule', { job: name, error: String(thrown) })); // prettier-ignore
  return {
    close: async () => {
      await worker.close();
      await queue.close();
      redis.disconnect();
    },
  };
}
