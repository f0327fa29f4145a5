import { randomUUID } from 'node:crypto';
import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import { readSights, SERVER_SIGHTS_KEY, writeSights, type ServerSights } from '@switchyard/model';
import type { Redis } from 'ioredis';
import type { SightExchange } from './platform-network.js';

/** The exchange over a hash in Redis: one field for each process, one round trip a second. */
export function redisSights(redis: Redis, clock: Clock, logger: Logger): SightExchange {
  const self = randomUUID();
  let isAway = false;
  const failed = (thrown: unknown): void => {
    if (!isAway) logger.warn('application servers are seen by this process alone until Redis is back', { reason: messageOf(thrown) });
    isAway = true;
  };
  return {
    swap: async (ours) => {
      // A request that has to wait for Redis is worth nothing when it arrives.
      if (redis.status !== 'ready') return [];
      const nowMs = clock.nowMs();
      try {
        const replies = await redis
          .pipeline()
          .hset(SERVER_SIGHTS_KEY, self, writeSights({ ...ours, atMs: nowMs }))
          .hgetall(SERVER_SIGHTS_KEY)
          .exec();
        const all = (replies?.[1]?.[1] ?? {}) as Record<string, string>;
        isAway = false;
        const sights: ServerSights[] = [];
        for (const [process, text] of Object.entries(all)) {
          if (process === self) continue;
          const read = readSights(text, nowMs);
          if (read) sights.push(read);
          // Its process is gone; whoever sees it first takes it away.
          else void redis.hdel(SERVER_SIGHTS_KEY, process).catch(failed);
        }
        return sights;
      } catch (thrown) {
        failed(thrown);
        return [];
      }
    },
    leave: async () => {
      if (redis.status === 'ready') await redis.hdel(SERVER_SIGHTS_KEY, self).catch(failed);
    },
  };
}
