import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Publication, PublicationStore } from '../presence/publications.js';

/** Told with the address whose publications changed. */
export const PUBLISHED_CHANNEL = 'sy:presence-changed';

const stored = z.object({
  tuples: z.array(
    z.object({
      id: z.string(),
      isOpen: z.boolean(),
      contact: z.string().exactOptional(),
      note: z.string().exactOptional(),
      activities: z.array(z.string()),
    }),
  ),
  expiresAtMs: z.number(),
});

const keyOf = (aor: string): string => `sy:presence:${aor}`;

/** KEYS: hash. ARGV: old tag or '', new tag or '', value, ttl ms of the hash. Answers 0 when there is no such tag. */
const REPLACE = `
if ARGV[1] ~= '' and redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
  local left = redis.call('PTTL', KEYS[1])
  if left < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
end
return 1`;

/** Publications in Redis (`sy:presence:<aor>`), by entity tag. While it is away this process goes on with what it took itself. */
export class RedisPublications implements PublicationStore {
  /** What this process took, for the time Redis is away. */
  readonly #own = new Map<string, Map<string, Publication>>();

  constructor(
    private readonly redis: Redis,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  readonly read = async (aor: string): Promise<ReadonlyMap<string, Publication>> => {
    const fields = await this.#ask(() => this.redis.hgetall(keyOf(aor)));
    const found = fields
      ? new Map(Object.entries(fields).flatMap(([tag, text]) => this.#readOne(tag, text)))
      : (this.#own.get(aor) ?? new Map<string, Publication>());
    const nowMs = this.clock.nowMs();
    const live = [...found].filter(([, { expiresAtMs }]) => expiresAtMs > nowMs);
    return new Map(live.sort(([, one], [, other]) => other.expiresAtMs - one.expiresAtMs));
  };

  readonly replace: PublicationStore['replace'] = async (aor, tag, next) => {
    const ttl = next ? Math.max(1, next[1].expiresAtMs - this.clock.nowMs()) : 1;
    const text = next ? JSON.stringify(next[1]) : '';
    const done = await this.#ask(() => this.redis.eval(REPLACE, 1, keyOf(aor), tag ?? '', next?.[0] ?? '', text, ttl));
    const own = this.#own.get(aor) ?? new Map<string, Publication>();
    const wasOurs = tag !== undefined && own.delete(tag);
    if (done === 0) return false;
    if (done === undefined && tag !== undefined && !wasOurs) return false;
    if (next) own.set(...next);
    if (own.size > 0) this.#own.set(aor, own);
    else this.#own.delete(aor);
    void this.#ask(() => this.redis.publish(PUBLISHED_CHANNEL, aor));
    return true;
  };

  /** Forgets what has expired; answers the addresses. */
  sweep(): readonly string[] {
    const nowMs = this.clock.nowMs();
    const changed: string[] = [];
    for (const [aor, own] of this.#own) {
      const before = own.size;
      for (const [tag, { expiresAtMs }] of own) if (expiresAtMs <= nowMs) own.delete(tag);
      if (own.size < before) changed.push(aor);
      if (own.size === 0) this.#own.delete(aor);
    }
    for (const aor of changed) void this.#ask(() => this.redis.publish(PUBLISHED_CHANNEL, aor));
    return changed;
  }

  #readOne(tag: string, text: string): [string, Publication][] {
    try {
      const { tuples, expiresAtMs } = stored.parse(JSON.parse(text));
      return [[tag, { tuples: tuples.map(({ contact, note, ...rest }) => ({ ...rest, contact, note })), expiresAtMs }]];
    } catch (thrown) {
      this.logger.error('a stored publication cannot be read', { reason: messageOf(thrown) });
      return [];
    }
  }

  async #ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (this.redis.status !== 'ready') return undefined;
    try {
      return await command();
    } catch (thrown) {
      this.logger.debug('Redis did not take a publication', { reason: messageOf(thrown) });
      return undefined;
    }
  }
}
