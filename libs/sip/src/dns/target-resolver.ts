import { isIP } from 'node:net';
import { CodedError } from '@switchyard/kernel';
import { DEFAULT_PORTS, type Endpoint, type Protocol } from '../transport/flow.js';
import { DeadTargets } from './dead-targets.js';
import type { HostsFile } from './hosts-file.js';
import { DEFAULT_KEEP, keepFor, type KeepTimes } from './keep-for.js';
import { choicesOf, SRV_PREFIX } from './naptr-services.js';
import { orderServers } from './order-servers.js';
import type { Answer, RecordSource, SrvRecord } from './record-source.js';
import type { Target, TargetQuery } from './target.js';

export interface ResolverOptions {
  readonly source: RecordSource;
  readonly hosts: HostsFile;
  /** Whether there is a listener from which to send. */
  readonly supports: (protocol: Protocol, family: 4 | 6) => boolean;
  readonly keep?: Partial<KeepTimes> | undefined;
  /** How long a target that failed is tried last, in milliseconds; 0: not at all. */
  readonly deadMs: number;
  /** Names that are remembered, and that may be asked for at the same time. */
  readonly maxNames?: number | undefined;
  readonly random?: (() => number) | undefined;
}

/** A server of a domain with its addresses. */
interface Server {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly addresses: readonly string[];
}

/** Servers that are tried before those of the next group. */
interface Group {
  readonly protocol: Protocol;
  readonly isDefault: boolean;
  readonly servers: readonly Server[];
}

interface Plan {
  readonly groups: readonly Group[];
  readonly untilMs: number;
}

/** What is asked while a plan is made, with the time until which all of it holds. */
interface Inquiry {
  readonly query: TargetQuery;
  untilMs: number;
}

const MAX_NAMES = 10_000;
const MAX_TARGETS = 32;
const MAX_CHOICES = 8;
/** A plan that could not be renewed because no DNS server answers is still better than none (RFC 8767). */
const STALE_MS = 3_600_000;
/** After a failure of DNS the next question waits so long. */
const RETRY_MS = 2_000;

export interface ResolverCounters {
  hits: number;
  misses: number;
  failures: number;
  stale: number;
}

/** Locating SIP servers (RFC 3263): from a host, by NAPTR, SRV and addresses, to the targets to try, in order. */
export class TargetResolver {
  readonly counters: ResolverCounters = { hits: 0, misses: 0, failures: 0, stale: 0 };
  readonly dead: DeadTargets;
  private readonly plans = new Map<string, Plan>();
  private readonly asked = new Map<string, Promise<Plan>>();
  private readonly keep: KeepTimes;
  private readonly maxNames: number;

  constructor(private readonly options: ResolverOptions) {
    this.keep = { ...DEFAULT_KEEP, ...options.keep };
    this.maxNames = options.maxNames ?? MAX_NAMES;
    this.dead = new DeadTargets(options.deadMs);
  }

  get size(): number {
    return this.plans.size;
  }

  /** Forgets everything that was learnt. */
  clear(): void {
    this.plans.clear();
  }

  isDead(protocol: Protocol, target: Endpoint): boolean {
    return this.dead.has(protocol, target);
  }

  /**
   * Targets for a host, best first, those that have just failed last. At once for addresses and for names that are remembered. Empty: the
   * name does not exist, has nothing that we support, or DNS does not answer.
   */
  resolve(query: TargetQuery): readonly Target[] | Promise<readonly Target[]> {
    const address = query.host.startsWith('[') ? query.host.slice(1, -1) : query.host;
    if (isIP(address) !== 0) return this.literal(query, address);
    const key = `${query.host.toLowerCase()}|${query.port ?? ''}|${query.protocol ?? ''}|${query.isSecure ? 's' : ''}`;
    const plan = this.plans.get(key);
    if (plan !== undefined && plan.untilMs > Date.now()) {
      this.counters.hits += 1;
      return this.targetsOf(plan);
    }
    // Everybody who asks meanwhile shares the question, so answers come in the order of asking.
    let asked = this.asked.get(key);
    if (asked === undefined) {
      if (this.asked.size >= this.maxNames) return [];
      this.counters.misses += 1;
      asked = this.ask(key, query, plan).finally(() => this.asked.delete(key));
      this.asked.set(key, asked);
    }
    return asked.then((found) => this.targetsOf(found));
  }

  private literal({ protocol, isSecure, port }: TargetQuery, address: string): readonly Target[] {
    const chosen = protocol ?? this.defaultProtocol(isSecure);
    return [{ protocol: chosen, address, port: port ?? DEFAULT_PORTS[chosen], isDefault: protocol === undefined && !isSecure }];
  }

  private async ask(key: string, query: TargetQuery, old: Plan | undefined): Promise<Plan> {
    const plan = await this.makePlan(query).catch((): Plan => {
      this.counters.failures += 1;
      const untilMs = Date.now() + RETRY_MS;
      if (old !== undefined && old.groups.length > 0 && Date.now() - old.untilMs < STALE_MS) {
        this.counters.stale += 1;
        return { groups: old.groups, untilMs };
      }
      return { groups: [], untilMs };
    });
    if (this.plans.size >= this.maxNames && !this.plans.has(key))
      for (const first of this.plans.keys()) {
        this.plans.delete(first);
        break;
      }
    this.plans.set(key, plan);
    return plan;
  }

  private async makePlan(query: TargetQuery): Promise<Plan> {
    const inquiry: Inquiry = { query, untilMs: Date.now() + this.keep.maxMs };
    const groups = await this.groupsOf(inquiry);
    return { groups, untilMs: groups.length > 0 ? inquiry.untilMs : Math.min(inquiry.untilMs, Date.now() + this.keep.nothingMs) };
  }

  /** RFC 3263 §4.1 and §4.2. */
  private async groupsOf(inquiry: Inquiry): Promise<Group[]> {
    const { protocol, isSecure, host, port } = inquiry.query;
    const { hosts } = this.options;
    if (port !== undefined || hosts.find(host) !== undefined) return this.byAddress(inquiry);
    if (protocol !== undefined) {
      const services = await this.byService(inquiry, [protocol]);
      return services.length > 0 ? services : this.byAddress(inquiry);
    }
    const naptr = await this.byNaptr(inquiry);
    if (naptr.length > 0) return naptr;
    const wanted = (isSecure ? (['tls'] as const) : (['udp', 'tcp', 'tls'] as const)).filter((name) => this.supports(name));
    const services = await this.byService(inquiry, wanted);
    return services.length > 0 ? services : this.byAddress(inquiry);
  }

  private async byNaptr(inquiry: Inquiry): Promise<Group[]> {
    const { host, isSecure } = inquiry.query;
    // A server that knows no NAPTR, or does not answer for it, may still know SRV.
    const records = await this.lookUp(inquiry, this.options.source.naptr(host)).catch(() => []);
    const choices = choicesOf(records, isSecure, (protocol) => this.supports(protocol)).slice(0, MAX_CHOICES);
    const groups = await Promise.all(
      choices.map(async ({ protocol, name, flag }): Promise<Group[]> => {
        if (flag === 's') return this.serversOf(inquiry, protocol, name);
        return this.group(protocol, false, [await this.server(inquiry, name, DEFAULT_PORTS[protocol])]);
      }),
    );
    return groups.flat();
  }

  private async byService(inquiry: Inquiry, protocols: readonly Protocol[]): Promise<Group[]> {
    const { host } = inquiry.query;
    const groups = await Promise.all(protocols.map((protocol) => this.serversOf(inquiry, protocol, `${SRV_PREFIX[protocol]}.${host}`)));
    return groups.flat();
  }

  private async serversOf(inquiry: Inquiry, protocol: Protocol, name: string): Promise<Group[]> {
    const records: readonly SrvRecord[] = await this.lookUp(inquiry, this.options.source.srv(name)).catch(() => []);
    // A target of `.` says that the service is decidedly not offered (RFC 2782).
    const offered = records.filter(({ name: target }) => target !== '' && target !== '.').slice(0, MAX_TARGETS);
    const servers = await Promise.all(
      offered.map(({ name: target, port, priority, weight }) =>
        this.server(inquiry, target, port, priority, weight).catch((): Server => ({ priority, weight, port, addresses: [] })),
      ),
    );
    return this.group(protocol, false, servers);
  }

  private async byAddress(inquiry: Inquiry): Promise<Group[]> {
    const { protocol, isSecure, host, port } = inquiry.query;
    const chosen = protocol ?? this.defaultProtocol(isSecure);
    const server = await this.server(inquiry, host, port ?? DEFAULT_PORTS[chosen]);
    return this.group(chosen, protocol === undefined && !isSecure, [server]);
  }

  /** Leaves out what has no address that we could send to. */
  private group(protocol: Protocol, isDefault: boolean, servers: readonly Server[]): Group[] {
    const reachable = servers
      .map((server) => ({
        ...server,
        addresses: server.addresses.filter((address) => this.options.supports(protocol, address.includes(':') ? 6 : 4)),
      }))
      .filter(({ addresses }) => addresses.length > 0);
    return reachable.length > 0 ? [{ protocol, isDefault, servers: reachable }] : [];
  }

  /** Addresses of a server, IPv4 first; only families that some listener of ours has are asked for. */
  private async server(inquiry: Inquiry, name: string, port: number, priority = 0, weight = 0): Promise<Server> {
    const listed = this.options.hosts.find(name) ?? (isIP(name) !== 0 ? [name] : undefined);
    if (listed !== undefined) {
      inquiry.untilMs = Math.min(inquiry.untilMs, Date.now() + this.keep.unknownMs);
      return { priority, weight, port, addresses: listed };
    }
    const families = ([4, 6] as const).filter((family) => this.hasFamily(family));
    const answers = await Promise.allSettled(families.map((family) => this.lookUp(inquiry, this.options.source.addresses(name, family))));
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length === 0 && answers.some(({ status }) => status === 'rejected'))
      throw new CodedError('dns-unavailable', `no DNS server answers for ${name}`, { name });
    return { priority, weight, port, addresses };
  }

  private async lookUp<T>(inquiry: Inquiry, asked: Promise<Answer<T>>): Promise<readonly T[]> {
    const { records, ttlSec } = await asked;
    inquiry.untilMs = Math.min(inquiry.untilMs, Date.now() + keepFor(this.keep, ttlSec));
    return records;
  }

  private targetsOf({ groups }: Plan): readonly Target[] {
    const targets: Target[] = [];
    const failed: Target[] = [];
    for (const { protocol, isDefault, servers } of groups) {
      for (const { port, addresses } of orderServers(servers, this.options.random)) {
        for (const address of addresses) {
          const target = { protocol, address, port, isDefault };
          (this.dead.has(protocol, target) ? failed : targets).push(target);
        }
      }
    }
    return [...targets, ...failed].slice(0, MAX_TARGETS);
  }

  /** RFC 3263 §4.1: UDP, or TLS for `sips:`; another one when we have no listener of that. */
  private defaultProtocol(isSecure: boolean): Protocol {
    if (isSecure) return 'tls';
    return (['udp', 'tcp', 'tls'] as const).find((protocol) => this.supports(protocol)) ?? 'udp';
  }

  private supports(protocol: Protocol): boolean {
    return this.options.supports(protocol, 4) || this.options.supports(protocol, 6);
  }

  private hasFamily(family: 4 | 6): boolean {
    return (['udp', 'tcp', 'tls', 'ws', 'wss'] as const).some((protocol) => this.options.supports(protocol, family));
  }
}
