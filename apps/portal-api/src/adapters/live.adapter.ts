import { CodedError } from '@switchyard/kernel';
import { readActiveLegs, readQueueStates, type LiveFeed } from '@switchyard/queue';
import type { Redis } from 'ioredis';
import type { LiveSource } from '../live/live-view.js';
import type { LiveReader } from '../ports/live.port.js';

const away = (cause: unknown): never => {
  throw new CodedError('live-away', 'Redis does not answer: what goes on now cannot be read.', {}, { cause });
};

export const liveReader = (redis: Redis): LiveReader => ({
  legs: (brandId) => readActiveLegs(redis, brandId).catch(away),
  queues: (brandId) => readQueueStates(redis, brandId).catch(away),
});

export const liveSource = (redis: Redis, feed: LiveFeed): LiveSource => ({
  ...liveReader(redis),
  listen: (listener) => feed.listen(listener),
  since: (sequence) => feed.since(sequence).catch(away),
  newest: () => feed.newest().catch(away),
});
