import type { Logger } from '@switchyard/kernel';
import { Redis, type RedisOptions } from 'ioredis';

export interface BlacklistOptions {
  /** `redis://:password@host:port/db`, or the first of several sentinels with `master`. */
  readonly redis: string;
  /** `host:port` of sentinels; then the password and db of `redis` are used, its address is not. */
  readonly sentinels?: readonly string[] | undefined;
  readonly master?: string | undefined;
  /** Key of the set of addresses. */
  readonly key: string;
  readonly refreshMs: number;
}

/**
 * Addresses whose new requests are dropped: a Redis SET, read at the start and again every `refreshMs`. While Redis is away the list that
 * was read last stays in force.
 */
export class Blacklist {
  private addresses: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;
  private lastReadMs = 0;
  private failures = 0;
  private readonly redis: Redis;

  constructor(
    private readonly options: BlacklistOptions,
    private readonly logger: Logger,
    private readonly onChange: () => void,
  ) {
    const common: RedisOptions = { lazyConnect: true, maxRetriesPerRequest: 1, enableOfflineQueue: true, commandTimeout: 5_000 };
    this.redis = openRedis(options, common);
    // The reading below reports; without a listener ioredis writes to the console.
    this.redis.on('error', () => undefined);
  }

  get size(): number {
    return this.addresses.size;
  }

  /** Seconds since the list was read, -1 before. */
  ageSec(nowMs: number): number {
    return this.lastReadMs === 0 ? -1 : (nowMs - this.lastReadMs) / 1_000;
  }

  get failedReads(): number {
    return this.failures;
  }

  has(address: string): boolean {
    return this.addresses.has(address);
  }

  /** Reads the list and goes on reading it. Never rejects. */
  async start(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), this.options.refreshMs);
    this.timer.unref();
  }

  /** Reads the list once. */
  async refresh(): Promise<void> {
    try {
      const read = new Set(await this.redis.smembers(this.options.key));
      const changed = read.size !== this.addresses.size || [...read].some((address) => !this.addresses.has(address));
      this.addresses = read;
      this.lastReadMs = Date.now();
      if (!changed) return;
      this.logger.info('blacklist read', { key: this.options.key, addresses: read.size });
      this.onChange();
    } catch (thrown) {
      this.failures += 1;
      this.logger.warn('blacklist not read', { key: this.options.key, error: String(thrown), inForce: this.addresses.size });
    }
  }

  stop(): void {
    clearInterval(this.timer);
    this.redis.disconnect();
  }
}

function openRedis({ redis, sentinels, master }: BlacklistOptions, common: RedisOptions): Redis {
  if (sentinels === undefined || sentinels.length === 0) return new Redis(redis, common);
  const { password, pathname } = new URL(redis);
  return new Redis({
    ...common,
    sentinels: sentinels.map((text) => ({
      host: text.slice(0, text.lastIndexOf(':')),
      port: Number(text.slice(text.lastIndexOf(':') + 1)),
    })),
    name: master ?? 'mymaster',
    db: Number(pathname.slice(1)) || 0,
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  });
}
