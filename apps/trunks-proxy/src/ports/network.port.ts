import type { ApplicationServer, Snapshot } from '@switchyard/model';

/** Which hosts are ours, and which of them answer. */
export interface Network {
  /** An application server or the users side: only these may send internal headers. */
  readonly isInside: (snapshot: Snapshot, address: string) => boolean;
  /** Enabled application servers for a client, best first: the same one as long as it answers. */
  readonly applicationServersFor: (snapshot: Snapshot, clientId: number) => readonly ApplicationServer[];
  /** `host:port` of the users proxy's SIP server. */
  readonly users: string;
}
