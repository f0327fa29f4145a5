import type { BridgeTarget, ServerTries } from '@switchyard/b2bua';
import type { ApplicationServer, Snapshot } from '@switchyard/model';

/** Which hosts are ours, and which of them serves a call. */
export interface Network {
  /** An application server or the trunks side: only these may send internal headers. */
  readonly isInside: (snapshot: Snapshot, address: string) => boolean;
  /** Application servers that a call of the client tries, best first; none: nobody may take it. */
  readonly applicationServersFor: (snapshot: Snapshot, clientId: number) => readonly ApplicationServer[];
  /** Has a call served by the first of these servers that can, and remembers who could not. */
  readonly tryServers: (servers: readonly ApplicationServer[], targetOf: (server: ApplicationServer) => BridgeTarget) => ServerTries;
  /** Addresses of ours on which a users proxy serves phones now. */
  readonly servedAddresses: () => ReadonlySet<string>;
  /** `host:port` of the trunks proxy's SIP server. */
  readonly trunks: string;
}
