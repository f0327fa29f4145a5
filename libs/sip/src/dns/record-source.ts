import { Resolver } from 'node:dns/promises';
import { lookup } from 'node:dns/promises';

/** Records of one name, with how long they may be kept. None means that the name, or the type, does not exist. */
export interface Answer<T> {
  readonly records: readonly T[];
  /** Seconds; `undefined` when the source does not tell. */
  readonly ttlSec: number | undefined;
}

export interface SrvRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly name: string;
}

export interface NaptrRecord {
  readonly order: number;
  readonly preference: number;
  readonly flags: string;
  readonly service: string;
  readonly replacement: string;
}

/** Where records come from. A rejection means that nobody answered, which is not the same as no records. */
export interface RecordSource {
  readonly naptr: (name: string) => Promise<Answer<NaptrRecord>>;
  readonly srv: (name: string) => Promise<Answer<SrvRecord>>;
  readonly addresses: (name: string, family: 4 | 6) => Promise<Answer<string>>;
}

export interface DnsSettings {
  /** `address` or `address:port`; the servers of /etc/resolv.conf when empty. */
  readonly servers: readonly string[];
  /** How long one server is waited for, in milliseconds. */
  readonly timeoutMs: number;
}

const TRIES = 2;
const NOTHING: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Records from DNS servers. Names without an address there are looked up once more as the system does it, with its search domains, unless
 * servers were set. TTLs are known of addresses only: Node does not tell those of SRV and NAPTR.
 */
export function dnsRecords({ servers, timeoutMs }: DnsSettings): RecordSource {
  const resolver = new Resolver({ timeout: timeoutMs, tries: TRIES });
  if (servers.length > 0) resolver.setServers([...servers]);
  const viaSystem = async (name: string, family: 4 | 6): Promise<Answer<string>> => {
    const found = await orNothing(lookup(name, { family, all: true }));
    return { records: found.map(({ address }) => address), ttlSec: undefined };
  };
  return {
    naptr: async (name) => ({ records: await orNothing(resolver.resolveNaptr(name)), ttlSec: undefined }),
    srv: async (name) => ({ records: await orNothing(resolver.resolveSrv(name)), ttlSec: undefined }),
    addresses: async (name, family) => {
      try {
        const found = await orNothing(family === 4 ? resolver.resolve4(name, { ttl: true }) : resolver.resolve6(name, { ttl: true }));
        if (found.length > 0) return { records: found.map(({ address }) => address), ttlSec: Math.min(...found.map(({ ttl }) => ttl)) };
      } catch (thrown) {
        if (servers.length > 0) throw thrown;
      }
      return servers.length > 0 ? { records: [], ttlSec: undefined } : viaSystem(name, family);
    },
  };
}

async function orNothing<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (thrown) {
    if (NOTHING.has((thrown as NodeJS.ErrnoException).code ?? '')) return [];
    throw thrown;
  }
}
