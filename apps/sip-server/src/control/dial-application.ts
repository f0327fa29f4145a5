import type { Result } from '@switchyard/kernel';
import type { AppConnection } from './app-connection.js';

export interface ApplicationAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Whether its certificate must be valid. */
  readonly verify: boolean;
}

/**
 * Calls an application that listens (`srf.listen`). `then` gets the connection once it has authenticated and was told so, or why there is
 * none: it is called once.
 */
export type DialApplication = (target: ApplicationAddress, then: (connection: Result<AppConnection, string>) => void) => void;
