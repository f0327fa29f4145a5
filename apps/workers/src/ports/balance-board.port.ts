import type { VersionedBalance } from './leg-store.port.js';

/** Where the proxies look balances up while they authorise calls. */
export interface BalanceBoard {
  /** Shows the balance unless a later one is shown already; answers whether it did. */
  readonly show: (clientId: number, balance: VersionedBalance) => Promise<boolean>;
}
