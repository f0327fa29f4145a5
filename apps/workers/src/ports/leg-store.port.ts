import type { Amount } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';

/** What an answered leg costs. Null: not rated (price) or not calculated (cost). */
export interface Charges {
  readonly price: Amount | null;
  readonly cost: Amount | null;
}

/** A client's balance with the number of the movement that made it: of two figures the higher version is the later one. */
export interface VersionedBalance {
  readonly balance: Amount;
  readonly version: number;
}

export interface LegStore {
  /**
   * Leg, trace, billable call and movements in one transaction; null charges: it was not answered. A leg that is already
   * stored changes nothing and answers false.
   */
  readonly store: (record: LegRecord, charges: Charges | null) => Promise<boolean>;
  /** As committed now; undefined: no such client any more. */
  readonly balanceOf: (clientId: number) => Promise<VersionedBalance | undefined>;
}
