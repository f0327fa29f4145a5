import type { CallInfoSeal } from '@switchyard/call-flow';
import type { Clock } from '@switchyard/kernel';
import type { Calls } from './calls.port.js';
import type { CarrierLogins } from './carrier-logins.port.js';
import type { GuardPort } from './guard.port.js';
import type { Limits } from './limits.port.js';
import type { Network } from './network.port.js';
import type { RetailAccounts } from './retail-accounts.port.js';
import type { Balances } from './balances.port.js';

/** Everything a step may ask. */
export interface Ports {
  readonly network: Network;
  readonly guard: GuardPort;
  /** User-Agents that get no answer; undefined: all may come. */
  readonly scanners: RegExp | undefined;
  readonly seal: CallInfoSeal;
  readonly balances: Balances;
  readonly logins: CarrierLogins;
  readonly accounts: RetailAccounts;
  readonly limits: Limits;
  readonly calls: Calls;
  readonly clock: Clock;
  readonly gatewayTimeoutMs: number;
}
