import type { Writable } from 'node:stream';
import { messageOf, writeTogether, type Logger } from '@switchyard/kernel';
import { Redis } from 'ioredis';

/** Registrations and balances are read on the call path: Redis gets this long, then memory or the ledger answers. */
const COMMAND_MS = 500;

/** A connection that never makes a call wait: what cannot be asked now is refused now, and it comes back by itself. */
export function openCallPathConnection(redisUrl: string, logger: Logger): Redis {
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  });
  redis.on('connect', () => writeTogether((redis as unknown as { stream: Writable }).stream));
  redis.on('error', (error: unknown) => logger.debug('Redis is away', { reason: messageOf(error) }));
  return redis;
}
