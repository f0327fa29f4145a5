import type { LimitedBy, LimitOwner, Limits } from '../ports/limits.port.js';

/** Concurrent calls of this process, in memory: they are as many as its established and ringing calls, and restored with them. */
export class CallLimits implements Limits {
  readonly #inUse = new Map<LimitOwner, number>();
  readonly #held = new Map<string, LimitOwner[]>();

  /** Legs that hold places. */
  get inUse(): number {
    return this.#held.size;
  }

  /** Takes one place with every owner, or none and says which owner is full. */
  readonly take = (legUid: string, owners: readonly LimitedBy[]): LimitOwner | undefined => {
    const full = owners.find((limit) => this.isFull(limit));
    if (full) return full.owner;
    for (const { owner } of owners) this.hold(legUid, owner);
    return undefined;
  };

  readonly isFull = ({ owner, max }: LimitedBy): boolean => max > 0 && this.#count(owner) >= max;

  /** Holds a place whatever the limit; a carrier takes the place of the carrier tried before. */
  hold(legUid: string, owner: LimitOwner): void {
    const held = this.#held.get(legUid) ?? [];
    const former = owner.startsWith('carrier:') ? held.find((one) => one.startsWith('carrier:')) : undefined;
    if (former !== undefined) {
      held.splice(held.indexOf(former), 1);
      this.#add(former, -1);
    }
    held.push(owner);
    this.#held.set(legUid, held);
    this.#add(owner, 1);
  }

  readonly free = (legUid: string): void => {
    for (const owner of this.#held.get(legUid) ?? []) this.#add(owner, -1);
    this.#held.delete(legUid);
  };

  #count(owner: LimitOwner): number {
    return this.#inUse.get(owner) ?? 0;
  }

  #add(owner: LimitOwner, by: number): void {
    const now = this.#count(owner) + by;
    if (now > 0) this.#inUse.set(owner, now);
    else this.#inUse.delete(owner);
  }
}
