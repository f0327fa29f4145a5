import type { Clock } from '@switchyard/kernel';
import { RecentMap } from './recent-map.js';

export interface FloodLimits {
  /** Milliseconds that are counted together. */
  readonly windowMs: number;
  /** Unproven requests of one source in a window, all methods together. */
  readonly total: number;
  /** Less for single methods. */
  readonly byMethod: Readonly<Partial<Record<string, number>>>;
  /** Nobody is banned so soon after the first request; what is too much gets no answer. Milliseconds. */
  readonly graceMs: number;
  /** Sources that are remembered; the one not heard of for longest goes first. */
  readonly maxSources: number;
  /** How long a source that has proven itself is told from strangers. */
  readonly standingMs: number;
}

/** IV-38: 100 requests in 2 s. Scanners are fond of OPTIONS, phones send one in a while. */
export const FLOOD_LIMITS: FloodLimits = {
  windowMs: 2_000,
  total: 100,
  byMethod: { OPTIONS: 50 },
  graceMs: 1_000,
  maxSources: 50_000,
  standingMs: 24 * 3_600_000,
};

/** A source that has proven itself may send so many times more at once: that many phones may begin together behind it. */
const STANDING = 5;

/**
 * `pass`; `flood`: a stranger sends too much, ban it; `shed`: so does a source that some endpoint has proven itself from (an office with one
 * sick phone), or one that may still do so (an office after a power cut): this request gets no answer, but nobody is shut out.
 */
export type FloodVerdict = 'pass' | 'flood' | 'shed';

interface Source {
  /** Number of the window that is being counted. */
  window: number;
  total: number;
  /** With credentials that have not proven right. */
  shown: number;
  /** Per method with a budget of its own. */
  readonly byMethod: number[];
  provenAtMs: number;
  /** Requests that were proven in this window and in the one before. */
  proofs: number;
  proofsBefore: number;
  /** Since when it has come in every window. */
  readonly sinceMs: number;
}

/**
 * Counts requests per source that have not been proven by credentials. What is proven is taken back, with the challenge before it, so that
 * two hundred phones behind one address count for nothing. Memory is bounded; costs two look-ups per request.
 */
export class FloodWatch {
  readonly #sources: RecentMap<Source>;
  readonly #methods: readonly string[];

  constructor(
    private readonly clock: Clock,
    private readonly limits: FloodLimits = FLOOD_LIMITS,
  ) {
    this.#sources = new RecentMap(limits.maxSources);
    this.#methods = Object.keys(limits.byMethod);
  }

  get size(): number {
    return this.#sources.size;
  }

  /** One request came; those that show credentials have a budget of their own, or nobody could prove anything once too much has come. */
  count(source: string, method: string, showsCredentials = false): FloodVerdict {
    const nowMs = this.clock.nowMs();
    const entry = this.#enter(source, nowMs);
    if (showsCredentials) return this.#countShown(entry, nowMs);
    entry.total++;
    const at = this.#methods.indexOf(method);
    const ofMethod = at < 0 ? 0 : (entry.byMethod[at] = (entry.byMethod[at] ?? 0) + 1);
    // Who proves many may have many under way: an office, or an edge with thousands of phones behind it.
    const total = this.#budgetOf(entry, nowMs);
    const isTooMuch = entry.total > total || (at >= 0 && ofMethod > (this.limits.byMethod[method] ?? Infinity));
    if (!isTooMuch) return 'pass';
    // Phones that begin together after a power cut have no chance to prove themselves before the last of them has come: they repeat.
    if (this.#isStranger(entry, nowMs)) return nowMs - entry.sinceMs < this.limits.graceMs ? 'shed' : 'flood';
    // Of a proven source each method has its own budget, so that a scanner in the office does not keep its phones from registering.
    if (at >= 0) return ofMethod > (this.limits.byMethod[method] ?? 0) ? 'shed' : 'pass';
    return entry.total - sum(entry.byMethod) > total ? 'shed' : 'pass';
  }

  #countShown(entry: Source, nowMs: number): FloodVerdict {
    entry.shown++;
    if (entry.shown <= this.#budgetOf(entry, nowMs)) return 'pass';
    return this.#isStranger(entry, nowMs) ? 'flood' : 'shed';
  }

  #budgetOf(entry: Source, nowMs: number): number {
    const { total } = this.limits;
    return (this.#isStranger(entry, nowMs) ? total : total * STANDING) + entry.proofs + entry.proofsBefore;
  }

  #isStranger(entry: Source, nowMs: number): boolean {
    return nowMs - entry.provenAtMs > this.limits.standingMs;
  }

  /** The request counted last was right: it and the one that was challenged before it do not count. */
  proven(source: string, method: string): void {
    const nowMs = this.clock.nowMs();
    const entry = this.#enter(source, nowMs);
    entry.provenAtMs = nowMs;
    entry.proofs++;
    entry.total = Math.max(0, entry.total - 1);
    entry.shown = Math.max(0, entry.shown - 1);
    const at = this.#methods.indexOf(method);
    if (at >= 0) entry.byMethod[at] = Math.max(0, (entry.byMethod[at] ?? 0) - 1);
  }

  forget(source: string): void {
    this.#sources.delete(source);
  }

  #enter(source: string, nowMs: number): Source {
    const window = Math.floor(nowMs / this.limits.windowMs);
    const known = this.#sources.get(source);
    if (known?.window === window) return known;
    const proofsBefore = known?.window === window - 1 ? known.proofs : 0;
    const sinceMs = known?.window === window - 1 ? known.sinceMs : nowMs;
    const fresh = {
      sinceMs,
      window,
      total: 0,
      shown: 0,
      byMethod: [],
      provenAtMs: known?.provenAtMs ?? -Infinity,
      proofs: 0,
      proofsBefore,
    };
    // Only once per window: moving to the young end costs more than the rest.
    this.#sources.set(source, fresh);
    return fresh;
  }
}

const sum = (counts: readonly (number | undefined)[]): number => counts.reduce<number>((all, count) => all + (count ?? 0), 0);
