import { CodedError, type Clock } from '@switchyard/kernel';
import { readSights, SERVER_SIGHTS_KEY } from '@switchyard/model';
import type { Redis } from 'ioredis';
import type { ServerStates } from '../ports/server-states.port.js';

/** From the hash in which the proxies tell one another. */
export const redisServerStates = (redis: Redis, clock: Clock): ServerStates => ({
  sights: async () => {
    const all = await redis.hvals(SERVER_SIGHTS_KEY).catch((cause: unknown) => {
      throw new CodedError('live-away', 'Redis does not answer: the state of application servers cannot be read.', {}, { cause });
    });
    return all.flatMap((text) => readSights(text, clock.nowMs()) ?? []);
  },
});
