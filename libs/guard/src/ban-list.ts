import type { Clock } from '@switchyard/kernel';
import { banKey, type Ban } from './ban.js';

/** Bans that are in force, in memory: asked for each request, so it costs one look-up where the source has none. */
export class BanList {
  readonly #bySource = new Map<string, Map<string, Ban>>();
  #size = 0;

  /** `max`: the ban that ends first gives way. */
  constructor(
    private readonly clock: Clock,
    private readonly max = 100_000,
  ) {}

  get size(): number {
    return this.#size;
  }

  /** Does the source have any ban at all, of itself or of an identity? */
  concerns(source: string): boolean {
    return this.#bySource.has(source);
  }

  /** The ban of the source (aor null) or of the identity there; one that is over is forgotten. */
  find(source: string, aor: string | null): Ban | undefined {
    const ban = this.#bySource.get(source)?.get(banKey(source, aor));
    if (!ban) return undefined;
    if (ban.untilMs > this.clock.nowMs()) return ban;
    this.remove(source, aor);
    return undefined;
  }

  add(ban: Ban): void {
    const ofSource = this.#bySource.get(ban.source) ?? new Map<string, Ban>();
    this.#bySource.set(ban.source, ofSource);
    const key = banKey(ban.source, ban.aor);
    if (!ofSource.has(key)) this.#size++;
    ofSource.set(key, ban);
    if (this.#size > this.max) this.#makeRoom();
  }

  remove(source: string, aor: string | null): boolean {
    const ofSource = this.#bySource.get(source);
    if (!ofSource?.delete(banKey(source, aor))) return false;
    this.#size--;
    if (ofSource.size === 0) this.#bySource.delete(source);
    return true;
  }

  /** Takes a whole list instead. */
  replace(bans: Iterable<Ban>): void {
    this.#bySource.clear();
    this.#size = 0;
    for (const ban of bans) this.add(ban);
  }

  /** Drops what is over, so that metrics and memory tell what is in force. */
  sweep(): void {
    const nowMs = this.clock.nowMs();
    for (const { source, aor, untilMs } of [...this.all()]) if (untilMs <= nowMs) this.remove(source, aor);
  }

  *all(): Generator<Ban> {
    for (const ofSource of this.#bySource.values()) yield* ofSource.values();
  }

  /** A tenth at once, because finding those that end first means looking at all. */
  #makeRoom(): void {
    const soonest = [...this.all()].sort((a, b) => a.untilMs - b.untilMs);
    for (const { source, aor } of soonest.slice(0, Math.ceil(this.max / 10))) this.remove(source, aor);
  }
}
