import { messageOf, type Logger } from '@switchyard/kernel';
import type { ActiveLeg, CallEvent, LiveEvent, QueueState } from '@switchyard/model';
import type { Redis } from 'ioredis';

/** Redis stream of everything that live views are told; its ids are the sequence numbers of what was told. */
export const LIVE_STREAM = 'sy:live';
const CALLS = 'sy:live:calls:';
const QUEUES = 'sy:live:queues:';
/** Events kept for views that reconnect. */
const KEPT_EVENTS = 200_000;
/** A leg of which nothing was heard for so long is no longer shown: its process is gone and nobody took it over. */
const STALE_MS = 24 * 3_600_000;
/** Redis away for an hour is one line a minute, not one per call. */
const SAY_AGAIN_MS = 60_000;

const queuesOf = (brandId: number): string => `${QUEUES}${brandId}`;
const callsOf = (brandId: number): string => `${CALLS}${brandId}`;
const legKey = ({ by, legUid }: CallEvent): string => `${by}:${legUid}`;

/**
 * Keeps what began when: HSET of a leg with the times of its first events, in one step with the stream, so that a state and the number
 * of its last event always fit together. KEYS: stream, hash. ARGV: event, kept events, leg key, leg or '' when it ended.
 */
const TELL = `
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'event', ARGV[1])
if #KEYS == 1 then return end
if ARGV[4] == '' then redis.call('HDEL', KEYS[2], ARGV[3]) return end
local leg, known = cjson.decode(ARGV[4]), redis.call('HGET', KEYS[2], ARGV[3])
if known then
  known = cjson.decode(known)
  leg.startedAt = known.startedAt
  if known.answeredAt ~= cjson.null then leg.answeredAt = known.answeredAt end
end
redis.call('HSET', KEYS[2], ARGV[3], cjson.encode(leg))`;

/** The same of a queue: its newest state. ARGV: event, kept events, id of the queue, state. */
const TELL_QUEUE = `
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'event', ARGV[1])
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])`;

/** Tells whoever reads the stream: live views, webhooks. Without Redis events are lost: calls go on, and records of calls travel another way. */
export function liveEventsOf(redis: Redis, logger: Logger): (event: LiveEvent) => void {
  let saidMs = -Infinity;
  const say = (why: string): void => {
    if (Date.now() - saidMs < SAY_AGAIN_MS) return;
    saidMs = Date.now();
    logger.warn('live events are lost while Redis is away', { why });
  };
  return (event) => {
    if (redis.status !== 'ready') return say(`Redis is ${redis.status}`);
    const text = JSON.stringify(event);
    tell(redis, event, text).catch((thrown: unknown) => say(messageOf(thrown)));
  };
}

function tell(redis: Redis, event: LiveEvent, text: string): Promise<unknown> {
  switch (event.kind) {
    case 'call':
      return redis.eval(TELL, 2, LIVE_STREAM, callsOf(event.brandId), text, KEPT_EVENTS, legKey(event), activeLeg(event));
    case 'queue': {
      const { kind: _kind, ...state } = event;
      return redis.eval(TELL_QUEUE, 2, LIVE_STREAM, queuesOf(event.brandId), text, KEPT_EVENTS, event.queueId, JSON.stringify(state));
    }
    case 'registration':
      return redis.eval(TELL, 1, LIVE_STREAM, text, KEPT_EVENTS);
  }
}

/** The leg as this event alone shows it; empty when it is over. */
function activeLeg(event: { readonly kind: 'call' } & CallEvent): string {
  if (event.event === 'ended') return '';
  const { kind: _kind, ...call } = event;
  return JSON.stringify({ ...call, startedAt: call.at, answeredAt: call.event === 'answered' ? call.at : null } satisfies ActiveLeg);
}

/** Call events alone, as the call path of the proxies and of the application server tells them. */
export function callEventsOf(redis: Redis, logger: Logger): (event: CallEvent) => void {
  const tellLive = liveEventsOf(redis, logger);
  return (event) => tellLive({ kind: 'call', ...event });
}

/** The legs in progress of one brand, or of all; what nobody keeps any longer is left out. */
export async function readActiveLegs(redis: Redis, brandId: number | undefined, nowMs = Date.now()): Promise<readonly ActiveLeg[]> {
  const keys = brandId === undefined ? await keysOf(redis, CALLS) : [callsOf(brandId)];
  const legs: ActiveLeg[] = [];
  for (const key of keys)
    for (const text of await redis.hvals(key)) {
      const leg = JSON.parse(text) as ActiveLeg;
      if (Date.parse(leg.at) > nowMs - STALE_MS) legs.push(leg);
    }
  return legs;
}

/** The queues of one brand, or of all, as they were last told; none before anybody tells of them. */
export async function readQueueStates(redis: Redis, brandId: number | undefined): Promise<readonly QueueState[]> {
  const keys = brandId === undefined ? await keysOf(redis, QUEUES) : [queuesOf(brandId)];
  const states: QueueState[] = [];
  for (const key of keys) for (const text of await redis.hvals(key)) states.push(JSON.parse(text) as QueueState);
  return states;
}

async function keysOf(redis: Redis, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const some of redis.scanStream({ match: `${prefix}*`, count: 1000 })) keys.push(...(some as string[]));
  return keys;
}
