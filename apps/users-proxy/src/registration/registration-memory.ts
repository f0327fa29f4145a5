import type { Registration } from './registration.js';

interface Entry {
  readonly contacts: readonly Registration[];
  /** Redis has not got it yet. */
  readonly isPending: boolean;
}

/**
 * The registrations this process has seen last: what is answered while Redis is away, and what is written when it is back. Bounded:
 * the AoR that was not seen for longest goes first, unless it is still to be written.
 */
export class RegistrationMemory {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly maxAors: number) {}

  get(aor: string): readonly Registration[] {
    return this.#entries.get(aor)?.contacts ?? [];
  }

  put(aor: string, contacts: readonly Registration[], isPending: boolean): void {
    this.#entries.delete(aor);
    if (contacts.length === 0 && !isPending) return;
    this.#entries.set(aor, { contacts, isPending });
    if (this.#entries.size > this.maxAors) this.#forgetOne();
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
    for (const [aor, { contacts, isPending }] of this.#entries)
      if (!isPending && contacts.every(({ expiresAtMs }) => expiresAtMs <= nowMs)) this.#entries.delete(aor);
  }

  #forgetOne(): void {
    for (const [aor, { isPending }] of this.#entries) {
      if (isPending) continue;
      this.#entries.delete(aor);
      return;
    }
  }
}
