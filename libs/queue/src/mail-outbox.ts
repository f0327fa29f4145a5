import { CodedError } from '@switchyard/kernel';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { mailQueue, type MailJob } from './mail-queue.js';

export interface MailOutbox {
  /** Resolves when Redis has taken the message; throws `queue-away` while it does not answer. */
  readonly put: (job: MailJob) => Promise<void>;
}

/** Where messages are put that `runMailWorker` sends. The caller owns the connection. */
export function mailOutbox(redis: Redis, prefix = 'bull'): MailOutbox {
  let queue: Queue | undefined;
  return {
    put: async (job) => {
      const away = (cause?: unknown): CodedError =>
        new CodedError('queue-away', 'Redis does not answer: no message can be sent now.', {}, { cause });
      if (redis.status !== 'ready') throw away();
      queue ??= new Queue(mailQueue.name, { connection: redis, prefix, skipVersionCheck: true }).on('error', () => undefined);
      try {
        await queue.add(mailQueue.jobName, mailQueue.schema.parse(job), mailQueue.options);
      } catch (thrown) {
        throw away(thrown);
      }
    },
  };
}
