import type { Redis } from 'ioredis';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';
import { CONFIG_CHANNEL, type ConfigChange } from '../repository/config-change.js';
import { applyChanges, consistently, loadSnapshot, readRevision } from './load-snapshot.js';
import { readChanges } from './read-changes.js';
import { readSnapshotFile, writeSnapshotFile } from './snapshot-file.js';

/** A Redis connection that can be duplicated for a subscription. */
export type ConfigSubscriber = Pick<Redis, 'duplicate'>;

/** `changes` undefined: everything may have changed. */
export type ChangeListener = (snapshot: Snapshot, changes: readonly ConfigChange[] | undefined) => void;

export interface ConfigStoreOptions {
  readonly dataSource: Database;
  /** Changes arrive at once instead of within `pollMs`. The store uses a connection of its own. */
  readonly redis?: ConfigSubscriber;
  readonly logger: Logger;
  /** Where the last snapshot is kept for a start without the database. */
  readonly cacheFile?: string;
  /** Default 500. */
  readonly pollMs?: number;
}

const POLL_MS = 500;
const REDIS_RETRY_MS = 1000;
/** A query that takes longer than this is given up, so that a dead connection does not stop the feed. */
const POLL_TIMEOUT_MS = 10_000;

/**
 * The configuration in memory: immutable snapshots, each of exactly one revision, replaced as a whole when something
 * changes. While the database is away the last one stays (architecture §3). Closed by whoever started it.
 */
export class ConfigStore {
  readonly #listeners = new Set<ChangeListener>();
  #snapshot: Snapshot;
  #timer: NodeJS.Timeout | undefined;
  #following: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #isAway = false;
  #written: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;

  private constructor(
    private readonly options: ConfigStoreOptions,
    snapshot: Snapshot,
    isAway: boolean,
  ) {
    this.#snapshot = snapshot;
    this.#isAway = isAway;
  }

  /** Throws `snapshot-unavailable` when neither the database nor the file has a configuration. */
  static async start(options: ConfigStoreOptions): Promise<ConfigStore> {
    const { dataSource, cacheFile, logger } = options;
    let store: ConfigStore;
    try {
      await dataSource.ready();
      store = new ConfigStore(options, await loadSnapshot(dataSource), false);
      store.#keep();
    } catch (cause) {
      if (cacheFile === undefined) throw new CodedError('snapshot-unavailable', `no configuration: ${messageOf(cause)}`, {}, { cause });
      store = new ConfigStore(options, await readSnapshotFile(cacheFile), true);
      logger.warn('starting with the configuration of the file, the database is away', {
        revision: store.current().revision,
        error: messageOf(cause),
      });
    }
    store.#subscribe();
    store.#schedule();
    return store;
  }

  current(): Snapshot {
    return this.#snapshot;
  }

  /** True while the database does not answer; for health checks. */
  get isDatabaseAway(): boolean {
    return this.#isAway;
  }

  /** Calls `listener` after each change, with the new snapshot. Answers how to stop. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks for changes now; resolves when the snapshot is at least as new as the database was when called. */
  async refresh(): Promise<void> {
    if (this.#following) {
      this.#again = true;
      return this.#following;
    }
    clearTimeout(this.#timer);
    this.#following = this.#follow().finally(() => {
      this.#following = undefined;
      this.#schedule();
    });
    return this.#following;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#unsubscribe();
    this.#listeners.clear();
    await this.#following;
    await this.#written;
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.refresh(), this.options.pollMs ?? POLL_MS);
    this.#timer.unref();
  }

  /** A connection of its own that never gives up, whatever the application chose for its commands. */
  #subscribe(): void {
    const connection = this.options.redis?.duplicate({
      lazyConnect: false,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(times * 100, REDIS_RETRY_MS),
    });
    if (!connection) return;
    const { logger } = this.options;
    connection.on('error', (thrown: Error) => logger.debug('configuration channel is away', { error: messageOf(thrown) }));
    connection.on('message', () => void this.refresh());
    // At every connection, the first one included: Redis may be away at the start.
    connection.on('ready', () => {
      connection.subscribe(CONFIG_CHANNEL).then(
        () => this.refresh(),
        (thrown: unknown) => logger.warn('no configuration channel until the next connection, polling', { error: messageOf(thrown) }),
      );
    });
    this.#unsubscribe = () => connection.disconnect();
  }

  /** Never rejects: while the database is away the last snapshot stays. */
  async #follow(): Promise<void> {
    do {
      this.#again = false;
      try {
        await within(POLL_TIMEOUT_MS, this.#step());
        if (this.#isAway) this.options.logger.info('the database is back', { revision: this.#snapshot.revision });
        this.#isAway = false;
      } catch (thrown) {
        if (!this.#isAway) this.options.logger.warn('the database is away, the last configuration stays', { error: messageOf(thrown) });
        this.#isAway = true;
        return;
      }
    } while (this.#again && !this.#closed);
  }

  async #step(): Promise<void> {
    const { dataSource } = this.options;
    await dataSource.ready();
    const before = this.#snapshot;
    const revision = await readRevision(sourceOf(dataSource).manager);
    if (revision === before.revision) return;
    const next = await consistently(dataSource, async (manager) => {
      const until = await readRevision(manager);
      const changes = await readChanges(manager, before.revision, until);
      return changes && { changes, snapshot: await applyChanges(manager, before, until, changes) };
    });
    const loaded = next?.snapshot ?? (await loadSnapshot(dataSource));
    // A step that was given up as too late must not put back what a later one replaced.
    if (this.#snapshot === before) this.#replace(loaded, next?.changes);
  }

  #replace(snapshot: Snapshot, changes: readonly ConfigChange[] | undefined): void {
    if (this.#closed) return;
    this.#snapshot = snapshot;
    this.#keep();
    for (const listener of [...this.#listeners])
      try {
        listener(snapshot, changes);
      } catch (thrown) {
        this.options.logger.error('a listener of configuration changes failed', { error: messageOf(thrown) });
      }
  }

  /** Writes the file one at a time; the newest snapshot at the time of writing is written. */
  #keep(): void {
    const { cacheFile, logger } = this.options;
    if (cacheFile === undefined) return;
    const { revision } = this.#snapshot;
    this.#written = this.#written.then(async () => {
      if (revision !== this.#snapshot.revision) return;
      await writeSnapshotFile(cacheFile, this.#snapshot).catch((thrown: unknown) =>
        logger.warn('could not keep the configuration in its file', { cacheFile, error: messageOf(thrown) }),
      );
    });
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CodedError('database-away', `no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
