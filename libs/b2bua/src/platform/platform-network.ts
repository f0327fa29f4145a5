import type { Logger } from '@switchyard/kernel';
import type { ApplicationServer, ServerSights, Snapshot } from '@switchyard/model';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { BridgeTarget, CallInProgress, EndedCall } from '../bridge-plan.js';
import type { SipLink } from '../link.js';
import { partyLine } from '../outgoing-headers.js';
import { Dispatcher } from './dispatcher.js';
import { HostAddresses } from './host-addresses.js';
import { ServerHealth, THRESHOLDS, type HealthThresholds } from './server-health.js';
import { ServerLoad } from './server-load.js';
import { tryServers, type ServerTries } from './try-servers.js';

const PROBE_EVERY_MS = 5000;
/** A server that answers nothing for this long is silent. */
const SILENT_AFTER_MS = 2500;
const EXCHANGE_EVERY_MS = 1000;

/** Where proxies tell one another how they see the application servers. Never fails: without it each knows its own calls. */
export interface SightExchange {
  /** Tells ours, and returns what the other processes have said. */
  readonly swap: (ours: Omit<ServerSights, 'atMs'>) => Promise<readonly ServerSights[]>;
  readonly leave: () => Promise<void>;
}

export interface NetworkOptions {
  readonly link: Pick<SipLink, 'send' | 'isUp'>;
  readonly snapshot: () => Snapshot;
  /** Who asks: the user part of From of the OPTIONS. */
  readonly app: string;
  /** `host:port` of the other proxy's SIP server. */
  readonly otherProxy: string;
  readonly logger: Logger;
  readonly hosts?: HostAddresses;
  /** Addresses on which this process serves phones; the other processes learn of them. */
  readonly listens?: () => readonly string[];
  readonly exchange?: SightExchange;
  /** How often every server is asked by OPTIONS. */
  readonly probeEveryMs?: number;
  readonly thresholds?: HealthThresholds;
}

/** An application server as operators see it. */
export interface ServerView {
  readonly server: ApplicationServer;
  readonly state: ReturnType<ServerHealth['stateOf']>;
  /** Calls of this process. */
  readonly calls: number;
}

/** The hosts of the platform as a proxy sees them: who is one of us, which application servers answer, and which one a call goes to. */
export class PlatformNetwork {
  readonly #hosts: HostAddresses;
  readonly #health: ServerHealth;
  readonly #load = new ServerLoad();
  readonly #dispatcher: Dispatcher;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Where the other processes serve, as they last said. */
  #elsewhere: readonly string[] = [];
  /** Addresses of ours, made once for each version of the table and of the names in it. */
  #ours: { readonly of: unknown; readonly names: number; readonly are: ReadonlySet<string> } | undefined;

  constructor(private readonly options: NetworkOptions) {
    this.#hosts = options.hosts ?? new HostAddresses(options.logger);
    this.#health = new ServerHealth(options.logger, options.thresholds ?? THRESHOLDS);
    this.#dispatcher = new Dispatcher(this.#health, this.#load);
  }

  /** Is it an application server or the other proxy? Only these may send internal headers. */
  readonly isInside = (snapshot: Snapshot, address: string): boolean => {
    const table = snapshot.table('applicationServer');
    let ours = this.#ours;
    if (ours?.of !== table || ours.names !== this.#hosts.version) {
      const hosts = [this.#otherProxyHost, ...[...table.values()].map(({ sipHost }) => sipHost)];
      ours = { of: table, names: this.#hosts.version, are: this.#hosts.addressesOf(hosts) };
      this.#ours = ours;
    }
    return ours.are.has(this.#hosts.canonical(address));
  };

  /** Application servers that a call of this client tries, best first; by hash the same one on both proxies. */
  readonly applicationServersFor = (snapshot: Snapshot, clientId: number): readonly ApplicationServer[] =>
    this.#dispatcher.serversFor(snapshot, clientId);

  /** Has a call served by the first of `servers` that can; they are those of `applicationServersFor`. */
  readonly tryServers = (servers: readonly ApplicationServer[], targetOf: (server: ApplicationServer) => BridgeTarget): ServerTries =>
    tryServers(servers, targetOf, this.#health, this.#load);

  /** A call of this process is up: it counts for its server until it ends. For the hooks of the switchboard. */
  readonly callAnswered = ({ legUid, target }: Pick<CallInProgress<unknown>, 'legUid' | 'target'>): void => {
    const [server] = this.options.snapshot().by('applicationServer', 'name', target);
    if (server) this.#load.answered(legUid, server.id);
  };
  readonly callEnded = ({ legUid }: Pick<EndedCall<unknown>, 'legUid'>): void => this.#load.ended(legUid);

  /** Addresses on which a process of this kind serves phones now. */
  readonly servedAddresses = (): ReadonlySet<string> => new Set([...(this.options.listens?.() ?? []), ...this.#elsewhere]);

  /** Enabled application servers and how many of them answer. */
  health(): { readonly total: number; readonly answering: number } {
    const views = this.servers();
    return { total: views.length, answering: views.filter(({ state }) => state !== 'down').length };
  }

  /** Every enabled application server, for metrics. */
  servers(): readonly ServerView[] {
    return this.#enabled().map((server) => ({ server, state: this.#health.stateOf(server.id), calls: this.#load.ownOf(server.id) }));
  }

  async start(): Promise<void> {
    await Promise.all([this.#round(0), this.#exchange()]);
    this.#every(this.options.probeEveryMs ?? PROBE_EVERY_MS, (ms) => this.#round(ms));
    if (this.options.exchange) this.#every(EXCHANGE_EVERY_MS, () => this.#exchange());
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers.clear();
    void this.options.exchange?.leave();
  }

  #every(ms: number, run: (ms: number) => Promise<void>): void {
    const timer = setInterval(() => void run(ms), ms);
    timer.unref();
    this.#timers.add(timer);
  }

  #enabled(): readonly ApplicationServer[] {
    return this.options
      .snapshot()
      .all('applicationServer')
      .filter(({ enabled }) => enabled);
  }

  /** Asks every enabled server, spread over `withinMs`: hundreds of probes in one millisecond would delay calls. */
  async #round(withinMs: number): Promise<void> {
    const servers = this.options.snapshot().all('applicationServer');
    this.#health.keep(new Set(servers.map(({ id }) => id)));
    const enabled = servers.filter((server) => server.enabled);
    for (const [index, server] of enabled.entries()) {
      if (withinMs === 0 || enabled.length === 1) this.#probe(server);
      else setTimeout(() => this.#probe(server), (withinMs * index) / enabled.length).unref();
    }
    await this.#hosts.refresh([this.#otherProxyHost, ...servers.map(({ sipHost }) => sipHost)]);
  }

  /** An answer of the server itself below 500 means that it serves; a 408 or 503 that the engine made up has no source address. */
  #probe(server: ApplicationServer): void {
    if (!this.options.link.isUp) return;
    const { id, sipHost, sipPort } = server;
    const uri = `sip:${sipHost}:${sipPort}`;
    const headers = { [HEADERS.FROM]: partyLine(this.options.app), [HEADERS.MAX_FORWARDS]: '1' };
    let isSettled = false;
    const settle = (isAnswering: boolean | undefined): void => {
      clearTimeout(timer);
      if (!isSettled && isAnswering !== undefined) this.#health.probed(server, isAnswering);
      isSettled = true;
    };
    const timer = setTimeout(() => settle(false), SILENT_AFTER_MS);
    timer.unref();
    this.options.link.send(
      { method: METHODS.OPTIONS, uri, headers },
      {
        onResponse: (answer) => {
          if (answer.status >= 200) settle(answer.source_address !== '' && answer.status < 500);
        },
        onFailed: (error) => {
          settle(undefined);
          this.options.logger.debug('an application server was not asked', { id, reason: error.message });
        },
      },
    );
  }

  async #exchange(): Promise<void> {
    const { exchange, app } = this.options;
    if (!exchange) return;
    const servers = this.servers().map(({ server, state, calls }) => ({ id: server.id, state, calls }));
    const others = new Map<number, number>();
    const said = await exchange.swap({ app, servers, listens: [...(this.options.listens?.() ?? [])] });
    this.#elsewhere = said.filter((sights) => sights.app === app).flatMap(({ listens }) => listens);
    for (const sights of said) for (const { id, calls } of sights.servers) if (calls > 0) others.set(id, (others.get(id) ?? 0) + calls);
    this.#load.heard(others);
  }

  get #otherProxyHost(): string {
    return this.options.otherProxy.replace(/:\d+$/, '');
  }
}
