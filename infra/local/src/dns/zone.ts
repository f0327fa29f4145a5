import { isIP } from 'node:net';
import { CodedError } from '@switchyard/kernel';

/** An address on which phones are served or sent on; a row of the users proxy addresses. */
export interface SipAddress {
  readonly name: string;
  /** As phones see it. */
  readonly ip: string;
  readonly mode: 'serve' | 'redirect' | 'balance';
  /** 1 to 100. */
  readonly weight: number;
}

export interface ZoneOptions {
  /** SIP domain of a brand or of a vPBX client, without a dot at the end. */
  readonly domain: string;
  readonly addresses: readonly SipAddress[];
  /** Names of the DNS servers that have the zone; at least one. Those inside the zone need an address. */
  readonly nameServers: readonly { readonly name: string; readonly ip?: string }[];
  /** Of the SOA; greater than before at every change (RFC 1982): the revision of the configuration. */
  readonly serial: number;
  /** How long resolvers keep the records, in seconds: how long a server that is taken away is still asked. Default 300. */
  readonly ttlSec?: number;
  /** Ports by transport; default 5060 for UDP and TCP, 5061 for TLS, 10081 for WSS. A transport with null is not offered. */
  readonly ports?: Partial<Record<ZoneTransport, number | null>>;
}
export type ZoneTransport = 'udp' | 'tcp' | 'tls' | 'wss';

/** RFC 3263 §4.1: NAPTR service and SRV name of each transport, what is encrypted first. */
const TRANSPORTS: readonly { readonly of: ZoneTransport; readonly service: string; readonly srv: string; readonly port: number }[] = [
  { of: 'tls', service: 'SIPS+D2T', srv: '_sips._tcp', port: 5061 },
  { of: 'wss', service: 'SIPS+D2W', srv: '_sips._ws', port: 10_081 },
  { of: 'tcp', service: 'SIP+D2T', srv: '_sip._tcp', port: 5060 },
  { of: 'udp', service: 'SIP+D2U', srv: '_sip._udp', port: 5060 },
];
/** Addresses that send phones on come before those that serve, which take over when none of the first is there. */
const PRIORITY: Readonly<Record<SipAddress['mode'], number>> = { balance: 10, serve: 20, redirect: 30 };
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$/;

/** One record; `name` and names in `data` are whole, with a dot at the end. */
export interface ZoneRecord {
  readonly name: string;
  readonly type: 'SOA' | 'NS' | 'NAPTR' | 'SRV' | 'A' | 'AAAA';
  readonly data: string;
}

/**
 * The records by which a phone that knows nothing but its SIP domain finds us: NAPTR → SRV → address (RFC 3263 §4). Addresses in the mode
 * `redirect` come last. Throws `zone-invalid` that names what is wrong.
 */
export function zoneOf({ domain, addresses, nameServers, serial, ports = {} }: ZoneOptions): readonly ZoneRecord[] {
  const origin = wholeName(domain);
  if (addresses.length === 0) throw invalid('addresses', 'must hold at least one address', '');
  if (nameServers.length === 0) throw invalid('nameServers', 'must hold at least one name', '');
  if (!Number.isInteger(serial) || serial < 1 || serial > 0xffff_ffff) throw invalid('serial', 'must be 1 to 4294967295', String(serial));
  const records: ZoneRecord[] = [];
  const add = (name: string, type: ZoneRecord['type'], data: string): unknown => records.push({ name, type, data });
  const [primary] = nameServers;
  add(origin, 'SOA', `${wholeName(primary?.name ?? '')} hostmaster.${origin} ${serial} 3600 600 604800 60`);
  for (const { name, ip } of nameServers) {
    add(origin, 'NS', wholeName(name));
    if (ip !== undefined) add(wholeName(name), ...addressOf(ip));
  }
  const hosts = addresses.map((address, index) => ({ ...address, host: `sip${index + 1}.${origin}` }));
  const offered = TRANSPORTS.filter(({ of }) => ports[of] !== null);
  for (const [index, { service, srv }] of offered.entries())
    add(origin, 'NAPTR', `${(index + 1) * 10} 10 "s" "${service}" "" ${srv}.${origin}`);
  for (const { of, srv, port } of offered)
    for (const { mode, weight, host } of hosts) add(`${srv}.${origin}`, 'SRV', `${PRIORITY[mode]} ${weight} ${ports[of] ?? port} ${host}`);
  for (const { host, ip } of hosts) add(host, ...addressOf(ip));
  // A phone that reads neither NAPTR nor SRV asks for the domain itself.
  const least = Math.min(...hosts.map(({ mode }) => PRIORITY[mode]));
  for (const { mode, ip } of hosts) if (PRIORITY[mode] === least) add(origin, ...addressOf(ip));
  return records;
}

/** A zone file (RFC 1035 §5), as BIND, NSD, Knot and PowerDNS read it. */
export function zoneFile(options: ZoneOptions): string {
  const records = zoneOf(options);
  const width = Math.max(...records.map(({ name }) => name.length));
  const lines = records.map(({ name, type, data }) => `${name.padEnd(width)} IN ${type.padEnd(5)} ${data}`);
  return [
    `; Written by Switchyard from revision ${options.serial} of its configuration.`,
    `$TTL ${options.ttlSec ?? 300}`,
    ...lines,
    '',
  ].join('\n');
}

function addressOf(ip: string): readonly ['A' | 'AAAA', string] {
  const family = isIP(ip);
  if (family === 0) throw invalid('ip', 'must be an IPv4 or IPv6 address', ip);
  return [family === 4 ? 'A' : 'AAAA', ip];
}

function wholeName(name: string): string {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  if (name.length > 253 || !labels.every((label) => LABEL.test(label))) throw invalid('name', 'must be a host name', name);
  return `${labels.join('.')}.`;
}

const invalid = (field: string, rule: string, value: string): CodedError =>
  new CodedError('zone-invalid', `${field} ${rule}; got '${value}'`, { field, value });
