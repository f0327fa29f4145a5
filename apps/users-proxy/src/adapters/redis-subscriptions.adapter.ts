import { messageOf, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Subscription } from '../presence/subscription.js';
import type { SubscriptionStore } from '../presence/subscription-store.js';

const stored = z.object({
  id: z.string(),
  dialogId: z.string(),
  event: z.string(),
  eventId: z.string().exactOptional(),
  user: z.string(),
  host: z.string(),
  watcher: z.object({
    kind: z.enum(['terminal', 'residentialDevice', 'retailAccount', 'friend']),
    id: z.number().int(),
    userId: z.number().int().nullable(),
    brandId: z.number().int(),
    clientId: z.number().int(),
    name: z.string(),
    domain: z.string(),
  }),
  transport: z.string(),
  type: z.string(),
  lists: z.boolean(),
  createdAtMs: z.number(),
  expiresAtMs: z.number(),
  version: z.number().int(),
  writtenAtMs: z.number(),
});

/** Processes by name, with the SIP server each of them works for. */
const NODES = 'sy:sub:nodes';
const ofNode = (node: string): string => `sy:sub:of:${node}`;
const aliveKey = (node: string): string => `sy:sub:alive:${node}`;
const ALIVE_MS = 10_000;
const BEAT_MS = 3000;
const BATCH = 500;

export interface RedisSubscriptionsOptions {
  readonly redis: Redis;
  /** Name of this process, the same in its next life. */
  readonly node: string;
  /** The SIP server that has the dialogs: only its processes can go on with them. */
  readonly site: string;
  readonly logger: Logger;
}

/**
 * Subscriptions in Redis: one hash for each process (`sy:sub:of:<node>`). A process that does not say for ten seconds that it lives is
 * succeeded by another one of the same SIP server. A Redis that came back is written anew from memory, because nobody knows what it has.
 */
export class RedisSubscriptions implements SubscriptionStore {
  #timer: NodeJS.Timeout | undefined;
  #all: () => readonly Subscription[] = () => [];
  #isLoaded = false;
  #adopt: (subscriptions: readonly Subscription[]) => Promise<void> = () => Promise.resolve();

  constructor(private readonly options: RedisSubscriptionsOptions) {}

  /** Hands over what the last life of this process left behind; resolves when that is done, or when Redis is away. */
  async start(all: () => readonly Subscription[], adopt: (subscriptions: readonly Subscription[]) => Promise<void>): Promise<void> {
    const { redis } = this.options;
    this.#all = all;
    this.#adopt = adopt;
    redis.on('ready', () => void this.#back());
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
    this.#timer.unref();
    if (redis.status === 'ready') await this.#back();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  readonly save = (subscription: Subscription): void => {
    void this.#ask(() => this.options.redis.hset(ofNode(this.options.node), subscription.id, JSON.stringify(subscription)));
  };

  readonly remove = (id: string): void => {
    void this.#ask(() => this.options.redis.hdel(ofNode(this.options.node), id));
  };

  readonly takeOver = async (id: string): Promise<Subscription | undefined> => {
    const { redis, node } = this.options;
    for (const other of await this.#others(false)) {
      const text = await this.#ask(() => redis.hget(ofNode(other), id));
      const subscription = text === undefined || text === null ? undefined : this.#read(text);
      if (!subscription) continue;
      await this.#ask(() => redis.multi().hdel(ofNode(other), id).hset(ofNode(node), id, JSON.stringify(subscription)).exec());
      return subscription;
    }
    return undefined;
  };

  /** Redis is there: at first it is read, later it is told what there is. */
  async #back(): Promise<void> {
    const { redis, node, logger } = this.options;
    await this.#beat();
    const stored = await this.#ask(() => redis.hgetall(ofNode(node)));
    if (!stored) return;
    if (!this.#isLoaded) {
      this.#isLoaded = true;
      const found = Object.values(stored).flatMap((text) => this.#read(text) ?? []);
      await this.#adopt(found);
      if (found.length > 0) logger.info('took over subscriptions', { subscriptions: found.length });
    }
    const all = this.#all();
    const known = new Set(all.map(({ id }) => id));
    const ended = Object.keys(stored).filter((id) => !known.has(id));
    if (ended.length > 0) await this.#ask(() => redis.hdel(ofNode(node), ...ended));
    for (let at = 0; at < all.length; at += BATCH) {
      const part = all.slice(at, at + BATCH).flatMap((one) => [one.id, JSON.stringify(one)]);
      await this.#ask(() => redis.hset(ofNode(node), ...part));
    }
  }

  /** Says that this process lives, and takes what the dead left. */
  async #beat(): Promise<void> {
    const { redis, node, site, logger } = this.options;
    const done = await this.#ask(() => redis.multi().set(aliveKey(node), site, 'PX', ALIVE_MS).hset(NODES, node, site).exec());
    if (!done || !this.#isLoaded) return;
    for (const other of await this.#others(true)) {
      const taken = `sy:sub:taken:${other}`;
      // Whoever renames it has it: two successors do not share.
      const isOurs = await this.#ask(() => redis.renamenx(ofNode(other), taken).catch(() => 0));
      await this.#ask(() => redis.hdel(NODES, other));
      if (isOurs !== 1) continue;
      const found = ((await this.#ask(() => redis.hvals(taken))) ?? []).flatMap((text) => this.#read(text) ?? []);
      for (const one of found) this.save(one);
      await this.#ask(() => redis.del(taken));
      await this.#adopt(found);
      logger.info('took over the subscriptions of another process', { from: other, subscriptions: found.length });
    }
  }

  /** Other processes of the same SIP server; only those that live no more, when asked for. */
  async #others(isDead: boolean): Promise<readonly string[]> {
    const { redis, node, site } = this.options;
    const nodes = Object.entries((await this.#ask(() => redis.hgetall(NODES))) ?? {});
    const others = nodes.filter(([name, where]) => name !== node && where === site).map(([name]) => name);
    if (!isDead) return others;
    const dead: string[] = [];
    for (const name of others) if ((await this.#ask(() => redis.exists(aliveKey(name)))) === 0) dead.push(name);
    return dead;
  }

  #read(text: string): Subscription | undefined {
    try {
      return stored.parse(JSON.parse(text));
    } catch (thrown) {
      this.options.logger.error('a stored subscription cannot be read', { reason: messageOf(thrown) });
      return undefined;
    }
  }

  /** Undefined: Redis is away. */
  async #ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (this.options.redis.status !== 'ready') return undefined;
    try {
      return await command();
    } catch (thrown) {
      this.options.logger.debug('Redis did not take a subscription', { reason: messageOf(thrown) });
      return undefined;
    }
  }
}
