import { once } from 'node:events';
import { silentLogger, type Logger } from '@switchyard/kernel';
import type { CallEvent } from '@switchyard/model';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCallPathConnection } from './call-path-connection.js';
import { callEventsOf, LIVE_STREAM, liveEventsOf, readActiveLegs } from './live-events.js';
import { LiveFeed, type FedEvent } from './live-feed.js';
import { RedisServer } from './testing/redis-server.js';

const call = (change: Partial<CallEvent> = {}): CallEvent => ({
  event: 'started',
  at: '2026-11-21T10:00:00.000Z',
  callUid: '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11',
  legUid: '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a12',
  by: 'users-proxy',
  brandId: 1,
  clientId: 2,
  caller: '+34911000001',
  callee: '+34911000002',
  ...change,
});
const NOW_MS = Date.parse('2026-11-21T10:05:00.000Z');

/** Events of a feed as they come, and a way to wait for the next ones. */
function heardOf(feed: LiveFeed) {
  const events: FedEvent[] = [];
  let wake: () => void = () => undefined;
  feed.listen((fed) => {
    events.push(fed);
    wake();
  });
  const until = async (count: number): Promise<readonly FedEvent[]> => {
    while (events.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return events;
  };
  return { events, until };
}

describe('live events', () => {
  let server: RedisServer;
  let redis: Redis;
  const feeds: LiveFeed[] = [];
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    for (const feed of feeds) feed.close();
    redis.disconnect();
    await server.close();
  });
  const startFeed = (on = redis): LiveFeed => {
    const feed = LiveFeed.start(on, silentLogger);
    feeds.push(feed);
    return feed;
  };
  /** Resolves when everything told so far is written. */
  const settled = () => redis.ping();

  it('are heard in the order in which they were told, with numbers that grow', async () => {
    const feed = startFeed();
    const { until } = heardOf(feed);
    const tell = liveEventsOf(redis, silentLogger);
    // The feed begins where the stream ends when it first looks.
    await feed.newest();
    for (const event of ['started', 'ringing', 'answered', 'ended'] as const) tell({ kind: 'call', ...call({ event, legUid: 'order' }) });
    const heard = await until(4);
    expect(heard.map(({ event }) => (event.kind === 'call' ? event.event : ''))).toEqual(['started', 'ringing', 'answered', 'ended']);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(4);
  });

  it('keep what goes on until it ends, with the times of its beginning and its answer', async () => {
    const tell = callEventsOf(redis, silentLogger);
    const at = (second: number) => `2026-11-21T10:00:0${second}.000Z`;
    tell(call({ legUid: 'kept', brandId: 7, at: at(0) }));
    tell(call({ legUid: 'kept', brandId: 7, at: at(3), event: 'answered' }));
    tell(call({ legUid: 'kept', brandId: 7, at: at(5), event: 'updated' }));
    tell(call({ legUid: 'over', brandId: 7, at: at(0) }));
    tell(call({ legUid: 'over', brandId: 7, at: at(1), event: 'ended', cause: 'caller-cancelled' }));
    tell(call({ legUid: 'foreign', brandId: 8 }));
    await settled();
    expect(await readActiveLegs(redis, 7, NOW_MS)).toEqual([
      { ...call({ legUid: 'kept', brandId: 7, at: at(5), event: 'updated' }), startedAt: at(0), answeredAt: at(3) },
    ]);
    expect((await readActiveLegs(redis, undefined, NOW_MS)).map(({ legUid }) => legUid)).toEqual(
      expect.arrayContaining(['kept', 'foreign']),
    );
  });

  it('forget a leg of which nothing was heard for a day', async () => {
    callEventsOf(redis, silentLogger)(call({ legUid: 'lost', brandId: 9 }));
    await settled();
    expect(await readActiveLegs(redis, 9, NOW_MS)).toHaveLength(1);
    expect(await readActiveLegs(redis, 9, NOW_MS + 25 * 3_600_000)).toEqual([]);
  });

  it('can be read again after a number, and say when that is no longer possible', async () => {
    const feed = startFeed();
    const tell = liveEventsOf(redis, silentLogger);
    const start = await feed.newest();
    tell({ kind: 'call', ...call({ legUid: 'one' }) });
    tell({ kind: 'call', ...call({ legUid: 'two' }) });
    await settled();
    const missed = await feed.since(start);
    expect(missed?.map(({ event }) => (event.kind === 'call' ? event.legUid : ''))).toEqual(['one', 'two']);
    expect(await feed.since(missed?.[0]?.id ?? '')).toHaveLength(1);
    await redis.xtrim(LIVE_STREAM, 'MAXLEN', 1);
    expect(await feed.since(start)).toBeUndefined();
    expect(await feed.since(missed?.[1]?.id ?? '')).toEqual([]);
  });

  it('are lost while Redis is away with one warning, no caller waits, and the feed goes on afterwards', async () => {
    const own = await RedisServer.start();
    const warned: unknown[] = [];
    const logger: Logger = { ...silentLogger, warn: (_message, fields) => void warned.push(fields) };
    const sender = openCallPathConnection(own.url, logger);
    await once(sender, 'ready');
    const tell = callEventsOf(sender, logger);
    const gone = once(sender, 'close');
    await own.kill();
    await gone;
    tell(call());
    tell(call());
    expect(warned).toHaveLength(1);
    sender.disconnect();
    await own.close();
  });
});
