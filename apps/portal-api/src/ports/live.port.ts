import type { ActiveLeg, QueueState } from '@switchyard/model';

/** What goes on now. */
export interface LiveReader {
  /** Legs in progress of a brand, or of all. Throws while Redis is away. */
  readonly legs: (brandId: number | undefined) => Promise<readonly ActiveLeg[]>;
  /** Queues as they were last told; throws as `legs`. */
  readonly queues: (brandId: number | undefined) => Promise<readonly QueueState[]>;
}
export const LIVE_SOURCE = Symbol('LiveSource');
