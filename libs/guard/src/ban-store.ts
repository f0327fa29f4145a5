import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import type { BadAuthenticationLimits } from './bad-authentications.js';
import { banKey, type Ban, type GuardEvent } from './ban.js';
import type { BanList } from './ban-list.js';

const BANS = 'sy:ban:list';
const ENDS = 'sy:ban:ends';
const VERSION = 'sy:ban:version';
const CHANGED = 'sy:ban:changed';
const FAILURES = 'sy:ban:failures';
const FAILURE = 'sy:ban:failure:';
/** Everything that people should see: bans and refusals, for the table of banned addresses. */
export const BAN_EVENTS = 'sy:ban:events';
/** Events that wait for a worker; older ones are dropped, the bans themselves are not concerned. */
const KEPT_EVENTS = 50_000;
const MAX_BANS = 100_000;
/** Bans of our own that Redis has not heard of yet. */
const MAX_UNSENT = 10_000;
const MAX_COUNTING = 1_000;
const LOOK_EVERY_MS = 5_000;
/** Bans are an extra: Redis away for an hour is one line a minute. */
const SAY_AGAIN_MS = 60_000;

/** KEYS list, ends, version, events. ARGV key, ban, until, now, max, kept events, channel. */
const BAN = `
local over = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[4])
for i = 1, #over do redis.call('HDEL', KEYS[1], over[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[4])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
local many = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[5])
if many > 0 then
  local first = redis.call('ZPOPMIN', KEYS[2], many)
  for i = 1, #first, 2 do redis.call('HDEL', KEYS[1], first[i]) end
end
local version = redis.call('INCR', KEYS[3])
redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[6], '*', 'event', ARGV[2])
redis.call('PUBLISH', ARGV[7], cjson.encode({version = version, ban = ARGV[2]}))
return version`;

/** KEYS list, ends, version, failure, failures. ARGV key, channel. */
const RELEASE = `
local was = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[4])
redis.call('ZREM', KEYS[5], ARGV[1])
local version = redis.call('INCR', KEYS[3])
redis.call('PUBLISH', ARGV[2], cjson.encode({version = version, released = ARGV[1]}))
return was`;

/** KEYS failure, failures. ARGV key, now, forget, first, again, max, prefix. 1: banned by this one. */
const FAIL = `
local n = redis.call('HINCRBY', KEYS[1], 'n', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', tonumber(ARGV[2]) - tonumber(ARGV[3]))
local many = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[6])
if many > 0 then
  local first = redis.call('ZPOPMIN', KEYS[2], many)
  for i = 1, #first, 2 do redis.call('DEL', ARGV[7] .. first[i]) end
end
local bans = tonumber(redis.call('HGET', KEYS[1], 'bans') or '0')
local least = bans == 0 and ARGV[4] or ARGV[5]
if n < tonumber(least) then return 0 end
redis.call('HSET', KEYS[1], 'n', 0, 'bans', bans + 1)
return 1`;

interface Change {
  readonly version: number;
  readonly ban?: string;
  readonly released?: string;
}

export interface BanStoreOptions {
  readonly redis: Redis;
  readonly list: BanList;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another node let somebody in again. */
  readonly onReleased: (source: string, aor: string | null) => void;
  /** Another node, or this one before, shut somebody out. */
  readonly onBanned: (ban: Ban) => void;
}

/**
 * Keeps the ban lists of all nodes the same through Redis: each has the whole list in memory and hears of changes at once; a version tells
 * whether something was missed. Nothing on the way of a call waits for it. Without Redis each node goes on with what it knows and tells
 * Redis of its own bans when it is back.
 */
export class BanStore {
  readonly #subscriber: Redis;
  readonly #unsent = new Map<string, Ban>();
  #version = -1;
  #reading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #counting = 0;
  #saidMs = -Infinity;

  constructor(private readonly options: BanStoreOptions) {
    const { redis, logger } = options;
    this.#subscriber = redis.duplicate({
      lazyConnect: true,
      enableOfflineQueue: true,
      maxRetriesPerRequest: null,
      commandTimeout: undefined,
    });
    this.#subscriber.on('error', (thrown: unknown) => logger.debug('the channel of bans is away', { reason: messageOf(thrown) }));
    this.#subscriber.on('message', (_channel: string, text: string) => this.#heard(text));
    // After every connection: what was said in between is in the list.
    this.#subscriber.on('ready', () => void this.#subscribe());
  }

  /** Reads the list when Redis is there, and follows it. Does not fail while Redis is away. */
  async start(): Promise<void> {
    this.#subscriber.connect().catch((thrown: unknown) => this.#say(messageOf(thrown)));
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
    if (this.options.redis.status === 'ready') await this.#read();
  }

  /** Puts the ban into the list of this node at once, of the others as fast as Redis says it. */
  ban(ban: Ban): void {
    this.options.list.add(ban);
    const key = banKey(ban.source, ban.aor);
    if (this.options.redis.status !== 'ready') return this.#keep(key, ban, 'Redis is away');
    this.#send(key, ban).catch((thrown: unknown) => this.#keep(key, ban, messageOf(thrown)));
  }

  /** Tells people of a refusal that bans nobody. */
  tell(event: GuardEvent): void {
    const { redis } = this.options;
    if (redis.status !== 'ready') return this.#say('Redis is away');
    redis
      .xadd(BAN_EVENTS, 'MAXLEN', '~', KEPT_EVENTS, '*', 'event', JSON.stringify(event))
      .catch((thrown: unknown) => this.#say(messageOf(thrown)));
  }

  /** Counts bad credentials over all nodes; true: one too many. False as well when Redis cannot say it. */
  async countFailure(key: string, limits: BadAuthenticationLimits): Promise<boolean> {
    const { redis, clock } = this.options;
    if (redis.status !== 'ready' || this.#counting >= MAX_COUNTING) return false;
    this.#counting++;
    try {
      const { forgetMs, first, again, maxPairs } = limits;
      const args = [key, clock.nowMs(), forgetMs, first, again, maxPairs, FAILURE];
      return (await redis.eval(FAIL, 2, FAILURE + key, FAILURES, ...args)) === 1;
    } catch (thrown) {
      this.#say(messageOf(thrown));
      return false;
    } finally {
      this.#counting--;
    }
  }

  /** Right credentials: what was counted on any node is forgotten. */
  forgetFailures(key: string): void {
    const { redis } = this.options;
    if (redis.status !== 'ready') return;
    redis
      .pipeline()
      .del(FAILURE + key)
      .zrem(FAILURES, key)
      .exec()
      .catch((thrown: unknown) => this.#say(messageOf(thrown)));
  }

  close(): void {
    clearInterval(this.#timer);
    this.#subscriber.disconnect();
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#subscriber.subscribe(CHANGED);
      await this.#read();
    } catch (thrown) {
      this.#say(messageOf(thrown));
    }
  }

  async #look(): Promise<void> {
    this.options.list.sweep();
    if (this.options.redis.status !== 'ready') return;
    try {
      if (this.#unsent.size > 0 || Number((await this.options.redis.get(VERSION)) ?? 0) !== this.#version) await this.#read();
    } catch (thrown) {
      this.#say(messageOf(thrown));
    }
  }

  /** Once at a time; bans of ours that Redis missed go first, or the list read would be without them. */
  #read(): Promise<void> {
    this.#reading ??= this.#readList().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readList(): Promise<void> {
    const { redis, list, clock } = this.options;
    if (redis.status !== 'ready') return;
    for (const [key, ban] of [...this.#unsent]) {
      if (ban.untilMs > clock.nowMs()) await this.#send(key, ban);
      this.#unsent.delete(key);
    }
    const version = Number((await redis.get(VERSION)) ?? 0);
    const bans: Ban[] = [];
    for await (const some of redis.hscanStream(BANS, { count: 1000 })) {
      const texts = some as readonly string[];
      for (let at = 1; at < texts.length; at += 2) bans.push(JSON.parse(texts[at] ?? '') as Ban);
    }
    list.replace(bans.filter(({ untilMs }) => untilMs > clock.nowMs()));
    this.#version = version;
  }

  #heard(text: string): void {
    const { version, ban, released } = JSON.parse(text) as Change;
    // A gap: something was missed, which the next look reads.
    if (version === this.#version + 1) this.#version = version;
    const { list, onBanned, onReleased } = this.options;
    if (ban !== undefined) {
      const made = JSON.parse(ban) as Ban;
      list.add(made);
      onBanned(made);
    }
    if (released !== undefined) {
      const { source, aor } = fromKey(released);
      list.remove(source, aor);
      onReleased(source, aor);
    }
  }

  async #send(key: string, ban: Ban): Promise<void> {
    const { redis, clock } = this.options;
    const args = [key, JSON.stringify(ban), ban.untilMs, clock.nowMs(), MAX_BANS, KEPT_EVENTS, CHANGED];
    await redis.eval(BAN, 4, BANS, ENDS, VERSION, BAN_EVENTS, ...args);
  }

  #keep(key: string, ban: Ban, why: string): void {
    if (this.#unsent.size < MAX_UNSENT) this.#unsent.set(key, ban);
    this.#say(why);
  }

  #say(why: string): void {
    const nowMs = this.options.clock.nowMs();
    if (nowMs - this.#saidMs < SAY_AGAIN_MS) return;
    this.#saidMs = nowMs;
    this.options.logger.warn('bans are not shared while Redis is away', { why });
  }
}

/** Lets somebody in again, on all nodes at once; what was counted is forgotten too. Throws when Redis cannot be asked. */
export async function releaseBan(redis: Redis, source: string, aor: string | null): Promise<boolean> {
  const key = banKey(source, aor);
  return (await redis.eval(RELEASE, 5, BANS, ENDS, VERSION, FAILURE + key, FAILURES, key, CHANGED)) === 1;
}

function fromKey(key: string): { readonly source: string; readonly aor: string | null } {
  // Addresses hold no bar, identities may.
  const bar = key.lastIndexOf('|');
  return { source: key.slice(bar + 1), aor: bar > 0 ? key.slice(0, bar) : null };
}
