import type { Level } from '@switchyard/kernel';

/** Addresses and passwords of one instance's demonstration. */
export interface DemonstrationOptions {
  /** First three octets of the instance's loopback network, e.g. `127.10.0`. */
  readonly net: string;
  readonly credentials: {
    readonly logins: Readonly<Record<string, string>>;
    readonly sip: Readonly<Record<string, string>>;
    readonly carrierAuth: string;
  };
  readonly asterisk?: { readonly sipHost: string; readonly sipPort: number; readonly ariUrl: string };
  readonly rtpengine?: { readonly host: string; readonly port: number };
  /** Host names at which everybody logs in; default: those of this machine. */
  readonly portalHosts?: readonly string[];
}

export interface DemonstrationLogin {
  readonly level: Level;
  readonly username: string;
  readonly brand: string | null;
  readonly client: string | null;
}
export const DEMONSTRATION_LOGINS: readonly DemonstrationLogin[] = [
  { level: 'platform', username: 'admin', brand: null, client: null },
  { level: 'brand', username: 'northwind', brand: 'Northwind Telecom', client: null },
  { level: 'brand', username: 'southwind', brand: 'Southwind Telecom', client: null },
  { level: 'client', username: 'aurora', brand: 'Northwind Telecom', client: 'Aurora' },
  { level: 'client', username: 'robin', brand: 'Northwind Telecom', client: 'Robin' },
  { level: 'client', username: 'rita', brand: 'Northwind Telecom', client: 'Rita' },
  { level: 'client', username: 'wanda', brand: 'Northwind Telecom', client: 'Wanda' },
  { level: 'client', username: 'boreal', brand: 'Southwind Telecom', client: 'Boreal' },
  { level: 'user', username: 'alice@aurora.northwind.test', brand: 'Northwind Telecom', client: 'Aurora' },
];

/** SIP names and what they are; `host` is the last octet of their address in demonstrations and tests. */
export const DEMONSTRATION_SIP = [
  { name: 'alice', domain: 'aurora.northwind.test', label: 'Alice, extension 101 of Aurora', host: 101 },
  { name: 'bob', domain: 'aurora.northwind.test', label: 'Bob, extension 102 of Aurora', host: 102 },
  { name: 'carol', domain: 'aurora.northwind.test', label: 'Carol, extension 103 of Aurora', host: 103 },
  { name: 'zoe', domain: 'boreal.southwind.test', label: 'Zoe, extension 101 of Boreal', host: 104 },
  { name: 'robin1', domain: 'northwind.test', label: 'Residential device of Robin', host: 111 },
  { name: 'rita1', domain: 'northwind.test', label: 'Retail account of Rita', host: 121 },
] as const;

/** What was seeded, by the names people use. */
export interface Demonstration {
  readonly ids: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Rows that were created or changed; 0 when everything was there. */
  readonly changed: number;
  readonly logins: readonly { readonly level: Level; readonly username: string; readonly passwordName: string }[];
  readonly accounts: readonly {
    readonly label: string;
    readonly user: string;
    readonly domain: string;
    readonly passwordName: string;
    readonly address: string;
  }[];
  readonly numbers: readonly { readonly number: string; readonly to: string }[];
}

export const DEMONSTRATION_NUMBERS = [
  { number: '+34910000101', to: 'Alice' },
  { number: '+34910000102', to: 'Bob' },
  { number: '+34910000201', to: 'robin1' },
  { number: '+34910000301', to: 'rita1' },
  { number: '+34920000101', to: 'Zoe' },
] as const;
