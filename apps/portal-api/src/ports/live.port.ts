import type { ActiveLeg } from '@switchyard/model';

/** What goes on now. */
export interface LiveReader {
  /** Legs in progress of a brand, or of all. Throws while Redis is away. */
  readonly legs: (brandId: number | undefined) => Promise<readonly ActiveLeg[]>;
}
export const LIVE_SOURCE = Symbol('LiveSource');
