import type { LimitOwner } from './call-limits.js';

interface Leg {
  readonly callUid: string;
  readonly owners: Set<LimitOwner>;
  readonly sinceMs: number;
  isKept: boolean;
}

/** Which legs of this process hold a place with whom. Legs of one call share the place. */
export class PlaceBook {
  readonly #byLeg = new Map<string, Leg>();
  /** Legs by owner and call. */
  readonly #byOwner = new Map<LimitOwner, Map<string, number>>();

  get legs(): number {
    return this.#byLeg.size;
  }

  isFull(owner: LimitOwner, max: number, callUid: string): boolean {
    const calls = this.#byOwner.get(owner);
    return max > 0 && calls !== undefined && calls.size >= max && !calls.has(callUid);
  }

  hold(legUid: string, callUid: string, owner: LimitOwner): void {
    let leg = this.#byLeg.get(legUid);
    if (!leg) this.#byLeg.set(legUid, (leg = { callUid, owners: new Set(), sinceMs: performance.now(), isKept: false }));
    if (leg.owners.has(owner)) return;
    leg.owners.add(owner);
    let calls = this.#byOwner.get(owner);
    if (!calls) this.#byOwner.set(owner, (calls = new Map<string, number>()));
    calls.set(leg.callUid, (calls.get(leg.callUid) ?? 0) + 1);
  }

  keep(legUid: string): void {
    const leg = this.#byLeg.get(legUid);
    if (leg) leg.isKept = true;
  }

  ownersOf(legUid: string): readonly LimitOwner[] {
    return [...(this.#byLeg.get(legUid)?.owners ?? [])];
  }

  /** True when the call has left the owner with it: no other leg of it holds the place. */
  leave(legUid: string, owner: LimitOwner): boolean {
    const leg = this.#byLeg.get(legUid);
    const calls = this.#byOwner.get(owner);
    if (!leg?.owners.delete(owner) || !calls) return false;
    const others = (calls.get(leg.callUid) ?? 1) - 1;
    if (others > 0) calls.set(leg.callUid, others);
    else calls.delete(leg.callUid);
    if (calls.size === 0) this.#byOwner.delete(owner);
    return others === 0;
  }

  /** Owners that the call of the leg has left with it. */
  free(legUid: string): readonly (readonly [LimitOwner, string])[] {
    const leg = this.#byLeg.get(legUid);
    if (!leg) return [];
    const left = [...leg.owners].filter((owner) => this.leave(legUid, owner)).map((owner) => [owner, leg.callUid] as const);
    this.#byLeg.delete(legUid);
    return left;
  }

  /** Forgets legs that were never connected, after `ms`. */
  dropForgotten(ms: number): readonly (readonly [LimitOwner, string])[] {
    const before = performance.now() - ms;
    return [...this.#byLeg].filter(([, leg]) => !leg.isKept && leg.sinceMs < before).flatMap(([legUid]) => this.free(legUid));
  }

  /** Every owner with the calls that hold a place there and whose legs are to stay. */
  places(): readonly (readonly [LimitOwner, readonly string[]])[] {
    return [...this.#byOwner].map(([owner, calls]) => [owner, [...calls.keys()]]);
  }
}
