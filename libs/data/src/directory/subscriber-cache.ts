import { Lru } from './lru.js';

/** Whose change makes an entry stale. */
export interface Owner {
  readonly brandId: number | null;
  readonly clientId: number | null;
}
interface Entry {
  readonly value: unknown;
  readonly owner: Owner;
  isFresh: boolean;
}
interface Loaded<T> {
  readonly value: T | undefined;
  readonly owner: Owner;
}

const CAPACITY = { found: 1_000_000, missing: 100_000 } as const;

/**
 * Read-through memory of questions and answers, also of "there is none". A change marks the answers of its tenant stale; a
 * stale answer is asked again and stays in use while the database is away. Names that do not exist have a room of their own,
 * so that a scanner cannot push out those that do.
 */
export class SubscriberCache {
  readonly #byClient = new Map<number, Set<string>>();
  readonly #found: Lru<string, Entry>;
  readonly #missing: Lru<string, Entry>;
  readonly #loading = new Map<string, Promise<unknown>>();
  /** Counts invalidations: an answer that was asked for before one is stored as stale. */
  #epoch = 0;

  constructor(
    private readonly isAway: (thrown: unknown) => boolean,
    capacity: { readonly found: number; readonly missing: number } = CAPACITY,
  ) {
    this.#found = new Lru(capacity.found, (key, entry) => this.#forget(key, entry));
    this.#missing = new Lru(capacity.missing);
  }

  get size(): number {
    return this.#found.size;
  }

  /** The remembered answer, else that of `load`. Throws what `load` throws when nothing is remembered. */
  async ask<T>(key: string, load: () => Promise<Loaded<T>>): Promise<T | undefined> {
    const known = this.#found.get(key) ?? this.#missing.get(key);
    if (known?.isFresh) return known.value as T | undefined;
    try {
      return await this.#load(key, load);
    } catch (thrown) {
      if (known && this.isAway(thrown)) return known.value as T | undefined;
      throw thrown;
    }
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** `epoch`: when the question was put to the database. */
  remember(key: string, { value, owner }: Loaded<unknown>, epoch: number): void {
    const entry: Entry = { value, owner, isFresh: epoch === this.#epoch };
    this.#found.delete(key);
    this.#missing.delete(key);
    if (value === undefined) return this.#missing.set(key, entry);
    this.#found.set(key, entry);
    if (owner.clientId === null) return;
    const keys = this.#byClient.get(owner.clientId);
    if (keys) keys.add(key);
    else this.#byClient.set(owner.clientId, new Set([key]));
  }

  /** A row of a client changed: its answers are stale, and so is every "there is none" of its brand. */
  clientChanged(clientId: number): void {
    this.#epoch++;
    for (const key of this.#byClient.get(clientId) ?? []) {
      const entry = this.#found.peek(key);
      if (entry) entry.isFresh = false;
    }
    for (const [, entry] of this.#missing.entries())
      if (entry.owner.clientId === clientId || entry.owner.clientId === null) entry.isFresh = false;
  }

  /** A brand or everything changed. */
  brandChanged(brandId: number | null): void {
    this.#epoch++;
    for (const entries of [this.#found, this.#missing])
      for (const [, entry] of entries.entries())
        if (brandId === null || entry.owner.brandId === brandId || entry.owner.brandId === null) entry.isFresh = false;
  }

  clear(): void {
    this.#found.clear();
    this.#missing.clear();
    this.#byClient.clear();
  }

  /** One question to the database at a time per key. */
  #load<T>(key: string, load: () => Promise<Loaded<T>>): Promise<T | undefined> {
    const running = this.#loading.get(key);
    if (running) return running as Promise<T | undefined>;
    const epoch = this.#epoch;
    const loading = load()
      .then((loaded) => {
        this.remember(key, loaded, epoch);
        return loaded.value;
      })
      .finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  #forget(key: string, { owner }: Entry): void {
    if (owner.clientId === null) return;
    const keys = this.#byClient.get(owner.clientId);
    keys?.delete(key);
    if (keys?.size === 0) this.#byClient.delete(owner.clientId);
  }
}
