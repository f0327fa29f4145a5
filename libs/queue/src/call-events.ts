import { messageOf, type Logger } from '@switchyard/kernel';
import type { CallEvent } from '@switchyard/model';
import type { Redis } from 'ioredis';

const CHANNEL = 'sy:call-events';
/** Redis away for an hour is one line a minute, not one per call. */
const SAY_AGAIN_MS = 60_000;

/** Call events on Redis pub/sub. Without Redis they are lost: calls go on, and records of calls travel another way. */
export function callEventsOf(redis: Redis, logger: Logger): (event: CallEvent) => void {
  let saidMs = -Infinity;
  const say = (why: string): void => {
    if (Date.now() - saidMs < SAY_AGAIN_MS) return;
    saidMs = Date.now();
    logger.warn('call events are lost while Redis is away', { why });
  };
  return (event) => {
    if (redis.status !== 'ready') say(`Redis is ${redis.status}`);
    else redis.publish(CHANNEL, JSON.stringify(event)).catch((thrown: unknown) => say(messageOf(thrown)));
  };
}
