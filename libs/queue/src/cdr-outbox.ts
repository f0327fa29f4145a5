import { randomUUID } from 'node:crypto';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { cdrQueue } from './cdr-queue.js';
import { openQueueConnection } from './redis-connection.js';
import { Spool } from './spool.js';

export interface CdrOutboxOptions {
  /** `redis://host:port[/db]` */
  readonly redisUrl: string;
  /** A folder of this process alone. */
  readonly spoolDir: string;
  readonly logger: Logger;
  /** Records handed to Redis at the same time. */
  readonly concurrency?: number;
  /** Key prefix of BullMQ; only tests change it. */
  readonly prefix?: string;
}

const RETRY_MS = 1_000;
const CLOSE_WITHIN_MS = 2_000;

/**
 * Where finished legs go: first to disk, then to the `cdr` queue, each of them until it worked. A record leaves the disk only
 * when Redis has taken it, so neither a killed process nor a Redis that is away loses one (invariant I1). A record that was
 * taken but not yet removed is delivered again, which its job id makes harmless.
 */
export class CdrOutbox {
  readonly #spool: Spool;
  readonly #redis: Redis;
  readonly #queue: Queue;
  readonly #logger: Logger;
  readonly #concurrency: number;
  #diskTrouble: string | undefined;
  readonly #waiting = new Set<string>();
  readonly #sending = new Set<string>();
  readonly #retries = new Map<string, NodeJS.Timeout>();
  readonly #replayed: Promise<void>;
  #settled: (() => void) | undefined;
  #isClosed = false;

  /** Starts to deliver what an earlier process left behind. Throws `spool-unusable`. */
  constructor({ redisUrl, spoolDir, logger, concurrency = 16, prefix = 'bull' }: CdrOutboxOptions) {
    this.#logger = logger.child({ part: 'cdr-outbox' });
    this.#concurrency = concurrency;
    this.#spool = new Spool(spoolDir);
    this.#redis = openQueueConnection(redisUrl, this.#logger, { isBlocking: false });
    this.#queue = new Queue(cdrQueue.name, { connection: this.#redis, prefix });
    this.#queue.on('error', (error) => {
      if (!this.#isClosed) this.#logger.debug('queue error', { error: error.message });
    });
    this.#replayed = this.#replay();
  }

  /** Records on disk that Redis has not taken yet. */
  get pending(): number {
    return this.#waiting.size + this.#sending.size + this.#retries.size;
  }

  /** Why the disk refused the last record; undefined when it took it. */
  get diskTrouble(): string | undefined {
    return this.#diskTrouble;
  }

  /**
   * Resolves when the record is safe on disk; delivery follows by itself. Throws `spool-write-failed` when the disk refuses,
   * and `cdr-invalid` (field, rule) for a record outside the contract, which is kept aside for a person to look at.
   */
  async put(record: LegRecord): Promise<void> {
    const parsed = cdrQueue.schema.safeParse(record);
    if (!parsed.success) return this.#refuse(record, parsed.error.issues[0]);
    const name = cdrQueue.jobId(parsed.data);
    try {
      await this.#spool.write(name, JSON.stringify(parsed.data));
      this.#diskTrouble = undefined;
    } catch (thrown) {
      this.#diskTrouble = messageOf(thrown);
      throw thrown;
    }
    this.#enqueue(name);
  }

  /** Waits up to two seconds for what is being sent; everything else stays on disk for the next start. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#replayed;
    for (const timer of this.#retries.values()) clearTimeout(timer);
    if (this.#sending.size > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#settled = resolve;
        timer = setTimeout(resolve, CLOSE_WITHIN_MS);
      });
      clearTimeout(timer);
    }
    // Rejects the commands that still wait for Redis; their records are on disk.
    this.#redis.disconnect();
    await this.#queue.close().catch((thrown: unknown) => this.#logger.debug('queue closed late', { error: messageOf(thrown) }));
  }

  async #replay(): Promise<void> {
    try {
      const names = await this.#spool.recover();
      if (names.length > 0) this.#logger.info('delivering the records an earlier run left on disk', { records: names.length });
      for (const name of names) this.#enqueue(name);
    } catch (thrown) {
      this.#logger.error('cannot list the spool: records of an earlier run wait for the next start', { error: messageOf(thrown) });
    }
  }

  #enqueue(name: string): void {
    this.#retries.delete(name);
    this.#waiting.add(name);
    this.#pump();
  }

  #pump(): void {
    for (const name of this.#waiting) {
      if (this.#isClosed || this.#sending.size >= this.#concurrency) return;
      if (this.#sending.has(name)) continue;
      this.#waiting.delete(name);
      this.#sending.add(name);
      void this.#deliver(name).finally(() => {
        this.#sending.delete(name);
        if (this.#isClosed && this.#sending.size === 0) this.#settled?.();
        this.#pump();
      });
    }
  }

  /** Never rejects: a failure is retried, a record that cannot be read as one is set aside. */
  async #deliver(name: string): Promise<void> {
    try {
      const record = readRecord(await this.#spool.read(name));
      if (typeof record === 'string') return await this.#setAside(name, record);
      await this.#queue.add(cdrQueue.jobName, record, { ...cdrQueue.options, jobId: cdrQueue.jobId(record) });
      await this.#spool.remove(name);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return this.#logger.debug('record was already delivered', { legUid: name });
      if (this.#isClosed) return;
      this.#logger.warn('record not delivered: trying again', { legUid: name, error: messageOf(thrown) });
      this.#retries.set(name, setTimeout(() => this.#enqueue(name), RETRY_MS).unref());
    }
  }

  async #setAside(name: string, rule: string): Promise<void> {
    const file = await this.#spool.setAside(name);
    this.#logger.error('a spooled record is not valid and was set aside', { legUid: name, rule, file });
  }

  async #refuse(record: unknown, issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): Promise<never> {
    const field = issue?.path.map(String).join('.') ?? '';
    const rule = issue?.message ?? 'does not follow the contract';
    const name = randomUUID();
    await this.#spool.write(name, JSON.stringify(record));
    await this.#setAside(name, `${field}: ${rule}`);
    throw new CodedError('cdr-invalid', `leg record: ${field}: ${rule}`, { field, rule });
  }
}

/** The record in a spool file, or what is wrong with the file. */
function readRecord(text: string): LegRecord | string {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (thrown) {
    return `not JSON: ${messageOf(thrown)}`;
  }
  const parsed = cdrQueue.schema.safeParse(read);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${issue?.path.map(String).join('.')}: ${issue?.message}`;
}
