import type { Amount } from '@switchyard/kernel';

/** Balances of prepaid clients as they are now. */
export interface Balances {
  /** Null when it cannot be known: a prepaid call is then refused, credit is given by a figure. */
  readonly of: (clientId: number) => Promise<Amount | null>;
}
