import { CodedError } from '@switchyard/kernel';
import { Redis } from 'ioredis';
import type { JournalStore, StoredDialog } from './journal-store.js';

const SCAN_COUNT = 1_000;
const DEFAULT_KEY = 'switchyard:dialogs';

/**
 * A journal in one hash of a Redis: number of the dialog → record. `redis://host:port/db?key=name`; two servers on one Redis need two keys.
 * As durable as that Redis is (`appendonly yes`).
 */
export class RedisStore implements JournalStore {
  readonly name: string;
  private readonly redis: Redis;
  private readonly key: string;
  private former: string[] = [];
  private written = 0;

  constructor(url: string) {
    const address = new URL(url);
    this.key = address.searchParams.get('key') ?? DEFAULT_KEY;
    address.searchParams.delete('key');
    this.name = `${address.protocol}//${address.host}${address.pathname}?key=${this.key}`;
    // A command that Redis does not take at once fails: the journal keeps nothing for it but the dialogs themselves.
    this.redis = new Redis(address.href, { lazyConnect: true, maxRetriesPerRequest: 0, commandTimeout: 2_000, connectTimeout: 2_000 });
    // Failures are reported by the commands that meet them.
    this.redis.on('error', () => undefined);
  }

  async load(): Promise<{ readonly dialogs: readonly StoredDialog[]; readonly damaged: number }> {
    const live = new Map<number, readonly unknown[]>();
    let damaged = 0;
    let cursor = '0';
    do {
      const [next, entries] = await this.redis.hscan(this.key, cursor, 'COUNT', SCAN_COUNT);
      for (let at = 0; at + 1 < entries.length; at += 2) {
        const no = Number(entries[at]);
        const fields = fieldsOf(entries[at + 1] ?? '');
        if (Number.isSafeInteger(no) && no > 0 && fields) live.set(no, fields);
        else damaged += 1;
      }
      cursor = next;
    } while (cursor !== '0');
    return { dialogs: [...live].sort(([a], [b]) => a - b).map(([no, fields]) => ({ no, fields })), damaged };
  }

  async append(put: readonly StoredDialog[], ended: readonly number[]): Promise<void> {
    const pipeline = this.redis.pipeline();
    if (ended.length > 0) pipeline.hdel(this.key, ...ended.map(String));
    const values = put.flatMap(({ no, fields }) => [String(no), JSON.stringify(fields)]);
    if (values.length > 0) pipeline.hset(this.key, ...values);
    for (const [error] of (await pipeline.exec()) ?? []) {
      if (error)
        throw new CodedError('journal-not-written', `redis refused a write: ${error.message}`, { key: this.key }, { cause: error });
    }
    for (const value of values) this.written += value.length;
  }

  async beginRewrite(): Promise<void> {
    this.former = await this.redis.hkeys(this.key);
  }

  async endRewrite(isLive: (no: number) => boolean): Promise<void> {
    const outdated = this.former.filter((no) => !isLive(Number(no)));
    this.former = [];
    for (let at = 0; at < outdated.length; at += SCAN_COUNT) await this.redis.hdel(this.key, ...outdated.slice(at, at + SCAN_COUNT));
  }

  wantsRewrite(): boolean {
    return false;
  }

  bytes(): number {
    return this.written;
  }

  async close(): Promise<void> {
    await Promise.resolve(this.redis.disconnect());
  }
}

function fieldsOf(text: string): readonly unknown[] | undefined {
  try {
    const fields = JSON.parse(text) as unknown;
    return Array.isArray(fields) ? fields : undefined;
  } catch {
    return undefined;
  }
}
