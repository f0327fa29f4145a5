interface Entry {
  readonly text: string;
  readonly untilMs: number;
  /** Redis has not got it yet. */
  readonly isPending: boolean;
}

/**
 * The registrations this process has seen last, as they lie in Redis: what is answered while Redis is away, what is written when it is
 * back, and what a refresh expects to find there. Bounded: the AoR that was not seen for longest goes first, unless it is still to be
 * written.
 */
export class RegistrationMemory {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly maxAors: number) {}

  /** Empty when nothing is known. */
  get(aor: string): string {
    return this.#entries.get(aor)?.text ?? '';
  }

  put(aor: string, text: string, untilMs: number, isPending: boolean): void {
    this.#entries.delete(aor);
    if (text === '' && !isPending) return;
    this.#entries.set(aor, { text, untilMs, isPending });
    if (this.#entries.size > this.maxAors) this.#forgetOne();
  }

  forget(aor: string): void {
    if (!this.isPending(aor)) this.#entries.delete(aor);
  }

  /** AoRs that Redis must be told. */
  pending(): readonly string[] {
    return [...this.#entries].filter(([, { isPending }]) => isPending).map(([aor]) => aor);
  }

  isPending(aor: string): boolean {
    return this.#entries.get(aor)?.isPending ?? false;
  }

  all(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Forgets what has expired. */
  sweep(nowMs: number): void {
    for (const [aor, { untilMs, isPending }] of this.#entries) if (!isPending && untilMs <= nowMs) this.#entries.delete(aor);
  }

  #forgetOne(): void {
    for (const [aor, { isPending }] of this.#entries) {
      if (isPending) continue;
      this.#entries.delete(aor);
      return;
    }
  }
}
