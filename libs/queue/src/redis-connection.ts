import type { Logger } from '@switchyard/kernel';
import { Redis } from 'ioredis';

/** A Redis that does not answer for so long is treated as gone, and the connection is made anew. */
const SILENT_MS = 10_000;

/**
 * A connection for BullMQ: commands wait for Redis instead of failing (`maxRetriesPerRequest: null`, which BullMQ demands),
 * and it reconnects for ever, at most a second after Redis is back. Errors are logged once per outage, not once per attempt.
 * `isBlocking`: the connection of a worker, which may rightly be silent. The caller ends it with `disconnect()`.
 */
export function openQueueConnection(redisUrl: string, logger: Logger, { isBlocking }: { readonly isBlocking: boolean }): Redis {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, 1_000),
    keepAlive: 10_000,
    ...(isBlocking ? {} : { socketTimeout: SILENT_MS }),
  });
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway) logger.warn('redis is away: the queue waits for it', { error: error.message });
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) logger.info('redis is back');
    isAway = false;
  });
  return redis;
}
