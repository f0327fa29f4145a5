import { messageOf, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';

const CHANNEL = 'sy:nonce:used';
const EVERY_MS = 20;
/** More in one turn are told in several messages. */
const BATCH = 500;

/**
 * Tells the other nodes which nonces were used up to which count, beside the requests: a request that was recorded at one node cannot be
 * sent again to another once it has heard of it. Needed only where several nodes serve the same phones (NONCE_MEMORY=shared).
 */
export class RedisNonces {
  readonly #subscriber: Redis;
  #used: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
    onUsed: (nonce: string, count: number) => void,
    private readonly self: string = Math.random().toString(36).slice(2),
  ) {
    this.#subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined });
    this.#subscriber.on('error', (thrown: unknown) => logger.debug('the channel of nonces is away', { reason: messageOf(thrown) }));
    this.#subscriber.on('message', (_channel: string, text: string) => {
      const [sender, ...used] = text.split('\n');
      if (sender === this.self) return;
      for (const line of used) {
        const [nonce = '', count = ''] = line.split(' ');
        onUsed(nonce, Number(count));
      }
    });
    this.#subscriber
      .subscribe(CHANNEL)
      .catch((thrown: unknown) => logger.warn('nonces of other nodes are not heard of', { why: messageOf(thrown) }));
  }

  readonly used = (nonce: string, count: number): void => {
    this.#used.push(`${nonce} ${count}`);
    this.#timer ??= setTimeout(() => this.#tell(), EVERY_MS);
  };

  close(): void {
    clearTimeout(this.#timer);
    this.#subscriber.disconnect();
  }

  #tell(): void {
    this.#timer = undefined;
    const used = this.#used;
    this.#used = [];
    if (this.redis.status !== 'ready') return;
    for (let at = 0; at < used.length; at += BATCH)
      this.redis
        .publish(CHANNEL, [this.self, ...used.slice(at, at + BATCH)].join('\n'))
        .catch((thrown: unknown) => this.logger.debug('used nonces were not told', { why: messageOf(thrown) }));
  }
}
