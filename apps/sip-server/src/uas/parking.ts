import type { AppConnection } from '../control/app-connection.js';
import type { PendingRequest } from './pending-request.js';

/**
 * In-dialog requests whose application is away. When it comes back, by whatever connection with its tags, they are delivered;
 * when it does not in time, they are given up.
 */
export class Parking {
  private readonly waiting = new Map<PendingRequest, NodeJS.Timeout>();

  constructor(
    private readonly waitMs: number,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** False when there is no room: the request has to be refused. */
  park(pending: PendingRequest, onGivenUp: () => void): boolean {
    if (this.waiting.size >= this.most) return false;
    const timer = setTimeout(() => {
      this.waiting.delete(pending);
      onGivenUp();
    }, this.waitMs);
    this.waiting.set(pending, timer);
    return true;
  }

  release(pending: PendingRequest): void {
    clearTimeout(this.waiting.get(pending));
    this.waiting.delete(pending);
  }

  /** Hands out, in the order of arrival, what `connection` may take over. */
  claim(connection: AppConnection, deliver: (pending: PendingRequest) => void): void {
    for (const pending of [...this.waiting.keys()]) {
      if (pending.dialog?.ownerTags !== connection.tagKey) continue;
      this.release(pending);
      deliver(pending);
    }
  }

  stop(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
