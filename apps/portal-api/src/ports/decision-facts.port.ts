import type { Snapshot } from '@switchyard/model';

/** What a decision is made of, read the same way as the trunks proxy reads it. */
export interface DecisionFacts {
  readonly snapshot: () => Snapshot;
  /** Decimal balance of a prepaid client; null when it cannot be known. */
  readonly balanceOf: (clientId: number) => Promise<string | null>;
}
export const DECISION_FACTS = Symbol('DecisionFacts');
