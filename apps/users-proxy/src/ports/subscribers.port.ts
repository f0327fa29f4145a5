import type { CallForward, Endpoint, EndpointKind } from '@switchyard/model';

/** Who may register and call; answered from memory once warm, never by SQL on the call path. */
export interface Subscribers {
  readonly byAor: (name: string, domain: string) => Promise<Endpoint | undefined>;
  /** Behind any of its addresses: its own name, else an alias (SX-16). Not for digests. */
  readonly byAddress: (name: string, domain: string) => Promise<Endpoint | undefined>;
  readonly byId: (kind: EndpointKind, id: number) => Promise<Endpoint | undefined>;
  readonly isExtension: (clientId: number, number: string) => Promise<boolean>;
  /** Service ids by star code of a vPBX client. */
  readonly serviceCodes: (clientId: number) => Promise<ReadonlyMap<string, number>>;
  /** Where calls to a retail account go instead; only those that are switched on. */
  readonly forwardsOfRetail: (accountId: number) => Promise<readonly CallForward[]>;
}
