/** What is due in which second, for many things of which few are due at a time: one timer for all. */
export class ExpiryWheel<T> {
  readonly #seconds = new Map<number, Set<T>>();
  readonly #secondOf = new Map<T, number>();
  #passed: number;

  constructor(nowMs: number) {
    this.#passed = Math.floor(nowMs / 1000) - 1;
  }

  /** Enters or moves. */
  set(item: T, atMs: number): void {
    this.delete(item);
    const second = Math.max(Math.ceil(atMs / 1000), this.#passed + 1);
    const due = this.#seconds.get(second);
    if (due) due.add(item);
    else this.#seconds.set(second, new Set([item]));
    this.#secondOf.set(item, second);
  }

  has(item: T): boolean {
    return this.#secondOf.has(item);
  }

  delete(item: T): void {
    const second = this.#secondOf.get(item);
    if (second === undefined) return;
    this.#secondOf.delete(item);
    const due = this.#seconds.get(second);
    due?.delete(item);
    if (due?.size === 0) this.#seconds.delete(second);
  }

  /** Takes out what has become due. */
  take(nowMs: number): readonly T[] {
    const now = Math.floor(nowMs / 1000);
    const taken: T[] = [];
    // After a long stop of the clock it is quicker to look at what there is than at every second.
    const seconds =
      now - this.#passed > this.#seconds.size ? [...this.#seconds.keys()].filter((second) => second <= now) : range(this.#passed + 1, now);
    for (const second of seconds) taken.push(...(this.#seconds.get(second) ?? []));
    for (const item of taken) this.delete(item);
    this.#passed = Math.max(this.#passed, now);
    return taken;
  }

  get size(): number {
    return this.#secondOf.size;
  }
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
