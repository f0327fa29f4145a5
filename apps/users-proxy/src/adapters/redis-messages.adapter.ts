import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import { randomToken } from '@switchyard/sip';
import type { Redis } from 'ioredis';
import { instantMessage, type InstantMessage } from '../messages/instant-message.js';
import type { MessageSeal } from '../messages/message-seal.js';
import type { MessageBox, MessageStore } from '../messages/message-store.js';

/** Addresses something waits for. */
const WAITING = 'sy:im:waiting';
/** Told with `+address` or `-address`. */
const WAITING_CHANNEL = 'sy:im-waiting';
const CLAIM_MS = 60_000;
const MINUTE_MS = 60_000;
const boxKey = (aor: string): string => `sy:im:of:${aor}`;
const idsKey = (clientId: number): string => `sy:im:client:${clientId}`;
const claimKey = (aor: string): string => `sy:im:claim:${aor}`;

/**
 * KEYS: box, ids of the client, waiting. ARGV: id, value, expiry ms, now ms, most of a box, most of a client, address.
 * The box is a list of ids and a hash of values would be two keys: values carry their id and expiry in front.
 */
const ADD = `
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[4])
if redis.call('LLEN', KEYS[1]) >= tonumber(ARGV[5]) or redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[6]) then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[1] .. '|' .. ARGV[3] .. '|' .. ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('SADD', KEYS[3], ARGV[7])
local left = tonumber(ARGV[3]) - tonumber(ARGV[4])
for i = 1, 2 do if redis.call('PTTL', KEYS[i]) < left then redis.call('PEXPIRE', KEYS[i], left) end end
return 1`;

/** KEYS: box, ids, waiting. ARGV: value to remove or '', id, address. Answers how many are left. */
const REMOVE = `
if ARGV[1] ~= '' then redis.call('LREM', KEYS[1], 1, ARGV[1]) redis.call('ZREM', KEYS[2], ARGV[2]) end
local left = redis.call('LLEN', KEYS[1])
if left == 0 then redis.call('SREM', KEYS[3], ARGV[3]) end
return left`;

export interface RedisMessagesOptions {
  readonly redis: Redis;
  readonly seal: MessageSeal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly maxPerReader: number;
  readonly maxPerClient: number;
  readonly perMinute: number;
}

/** Messages that wait, in Redis (`sy:im:*`), sealed. Which addresses have some is known in memory, so that a REGISTER asks nothing. */
export class RedisMessages implements MessageStore {
  readonly #waiting = new Set<string>();
  readonly #listener: Redis;
  /** Messages of clients in this minute, while Redis is away. */
  #minute = 0;
  readonly #sent = new Map<number, number>();

  constructor(private readonly options: RedisMessagesOptions) {
    this.#listener = options.redis.duplicate({ maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(times * 100, 1000) });
    this.#listener.on('error', () => undefined);
    this.#listener.on('message', (_channel, text: string) => {
      if (text.startsWith('+')) this.#waiting.add(text.slice(1));
      else this.#waiting.delete(text.slice(1));
    });
    this.#listener.on('ready', () => void this.#listen());
  }

  close(): void {
    this.#listener.disconnect();
  }

  async #listen(): Promise<void> {
    try {
      await this.#listener.subscribe(WAITING_CHANNEL);
      const all = (await this.#ask(() => this.options.redis.smembers(WAITING))) ?? [];
      for (const aor of all) this.#waiting.add(aor);
    } catch (thrown) {
      this.options.logger.debug('stored messages are not known yet', { reason: messageOf(thrown) });
    }
  }

  readonly mayWait = (aor: string): boolean => this.#waiting.has(aor);

  readonly add = async ({ aor, clientId }: MessageBox, message: InstantMessage): Promise<'stored' | 'full' | 'away'> => {
    const { redis, seal, clock, maxPerReader, maxPerClient } = this.options;
    const { id, expiresAtMs } = message;
    const value = seal.seal(JSON.stringify(message), aor);
    const keys = [boxKey(aor), idsKey(clientId), WAITING];
    const done = await this.#ask(() => redis.eval(ADD, 3, ...keys, id, value, expiresAtMs, clock.nowMs(), maxPerReader, maxPerClient, aor));
    if (done === undefined) return 'away';
    if (done === 0) return 'full';
    this.#waiting.add(aor);
    void this.#ask(() => redis.publish(WAITING_CHANNEL, `+${aor}`));
    return 'stored';
  };

  readonly first = async (box: MessageBox): Promise<InstantMessage | undefined> => {
    const { redis, seal, clock, logger } = this.options;
    for (;;) {
      const value = await this.#ask(() => redis.lindex(boxKey(box.aor), 0));
      if (value === undefined) return undefined;
      if (value === null) {
        await this.#drop(box, '', '');
        return undefined;
      }
      const [id = '', expiresAtMs = '0', sealed = ''] = value.split('|');
      const text = Number(expiresAtMs) > clock.nowMs() ? seal.open(sealed, box.aor) : '';
      const read = text ? instantMessage.safeParse(JSON.parse(text)) : undefined;
      if (read?.success) return read.data;
      if (text === undefined || read) logger.error('a stored message cannot be read', { aor: box.aor, id });
      await this.#drop(box, value, id);
    }
  };

  readonly remove = async (box: MessageBox, id: string): Promise<void> => {
    const values = (await this.#ask(() => this.options.redis.lrange(boxKey(box.aor), 0, -1))) ?? [];
    const value = values.find((one) => one.startsWith(`${id}|`));
    if (value !== undefined) await this.#drop(box, value, id);
  };

  readonly claim = async (aor: string): Promise<(() => Promise<void>) | undefined> => {
    const { redis } = this.options;
    const token = randomToken();
    const claimed = await this.#ask(() => redis.set(claimKey(aor), token, 'PX', CLAIM_MS, 'NX'));
    if (claimed !== 'OK') return undefined;
    return async () => {
      if ((await this.#ask(() => redis.get(claimKey(aor)))) === token) await this.#ask(() => redis.del(claimKey(aor)));
    };
  };

  readonly count = async (clientId: number): Promise<boolean> => {
    const { redis, clock, perMinute } = this.options;
    const minute = Math.floor(clock.nowMs() / MINUTE_MS);
    const key = `sy:im:rate:${clientId}:${minute}`;
    const counted = await this.#ask(() =>
      redis
        .multi()
        .incr(key)
        .pexpire(key, 2 * MINUTE_MS)
        .exec(),
    );
    const shared = counted?.[0]?.[1];
    if (typeof shared === 'number') return shared <= perMinute;
    if (minute !== this.#minute) this.#sent.clear();
    this.#minute = minute;
    const sent = (this.#sent.get(clientId) ?? 0) + 1;
    this.#sent.set(clientId, sent);
    return sent <= perMinute;
  };

  async #drop({ aor, clientId }: MessageBox, value: string, id: string): Promise<void> {
    const { redis } = this.options;
    const left = await this.#ask(() => redis.eval(REMOVE, 3, boxKey(aor), idsKey(clientId), WAITING, value, id, aor));
    if (left !== 0) return;
    this.#waiting.delete(aor);
    void this.#ask(() => redis.publish(WAITING_CHANNEL, `-${aor}`));
  }

  /** Undefined: Redis is away. */
  async #ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (this.options.redis.status !== 'ready') return undefined;
    try {
      return await command();
    } catch (thrown) {
      this.options.logger.debug('Redis did not take a message', { reason: messageOf(thrown) });
      return undefined;
    }
  }
}
