import { createHash } from 'node:crypto';
import type { Logger } from '@switchyard/kernel';
import type { ApplicationServer, Snapshot } from '@switchyard/model';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { SipLink } from '../link.js';
import { partyLine } from '../outgoing-headers.js';
import { HostAddresses } from './host-addresses.js';

const PING_EVERY_MS = 5000;
/** A server that answers nothing for this long is silent. */
const SILENT_AFTER_MS = 2500;

export interface NetworkOptions {
  readonly link: Pick<SipLink, 'send' | 'isUp'>;
  readonly snapshot: () => Snapshot;
  /** Who asks: the user part of From of the OPTIONS. */
  readonly app: string;
  /** `host:port` of the other proxy's SIP server. */
  readonly otherProxy: string;
  readonly logger: Logger;
  readonly hosts?: HostAddresses;
}

/** The hosts of the platform as a proxy sees them: who is one of us, and which application servers answer (asked by OPTIONS). */
export class PlatformNetwork {
  readonly #silent = new Set<number>();
  readonly #hosts: HostAddresses;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: NetworkOptions) {
    this.#hosts = options.hosts ?? new HostAddresses(options.logger);
  }

  /** Is it an application server or the other proxy? Only these may send internal headers. */
  readonly isInside = (snapshot: Snapshot, address: string): boolean =>
    this.#hosts.has(this.#otherProxyHost, address) ||
    snapshot.all('applicationServer').some(({ sipHost }) => this.#hosts.has(sipHost, address));

  /** Enabled application servers for a client, best first: the same one on both proxies, as long as it answers. */
  readonly applicationServersFor = (snapshot: Snapshot, clientId: number): readonly ApplicationServer[] => {
    const ranked = snapshot
      .all('applicationServer')
      .filter(({ enabled }) => enabled)
      .map((server) => ({ server, rank: rankOf(clientId, server.id) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ server }) => server);
    const isAnswering = ({ id }: ApplicationServer): boolean => !this.#silent.has(id);
    // All silent may also mean that our own link is down or that OPTIONS is filtered: they are tried then, rather than none.
    return [...ranked.filter(isAnswering), ...ranked.filter((server) => !isAnswering(server))];
  };

  /** Enabled application servers and how many of them answer. */
  health(): { readonly total: number; readonly answering: number } {
    const enabled = this.options
      .snapshot()
      .all('applicationServer')
      .filter((server) => server.enabled);
    return { total: enabled.length, answering: enabled.filter(({ id }) => !this.#silent.has(id)).length };
  }

  async start(): Promise<void> {
    await this.#round();
    this.#timer = setInterval(() => void this.#round(), PING_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #round(): Promise<void> {
    const servers = this.options.snapshot().all('applicationServer');
    const known = new Set(servers.map(({ id }) => id));
    for (const id of this.#silent) if (!known.has(id)) this.#silent.delete(id);
    if (this.options.link.isUp) for (const server of servers) if (server.enabled) this.#ping(server);
    await this.#hosts.refresh([this.#otherProxyHost, ...servers.map(({ sipHost }) => sipHost)]);
  }

  /** Any answer of the server itself means that it is there; a 408 or 503 that the engine made up has no source address. */
  #ping(server: ApplicationServer): void {
    const { id, sipHost, sipPort } = server;
    const uri = `sip:${sipHost}:${sipPort}`;
    const headers = { [HEADERS.FROM]: partyLine(this.options.app), [HEADERS.MAX_FORWARDS]: '1' };
    const timer = setTimeout(() => this.#mark(server, false), SILENT_AFTER_MS);
    timer.unref();
    this.options.link.send(
      { method: METHODS.OPTIONS, uri, headers },
      {
        onResponse: (answer) => {
          clearTimeout(timer);
          this.#mark(server, answer.source_address !== '');
        },
        onFailed: (error) => {
          clearTimeout(timer);
          this.options.logger.debug('an application server was not asked', { id, reason: error.message });
        },
      },
    );
  }

  #mark(server: ApplicationServer, isAnswering: boolean): void {
    if (isAnswering === !this.#silent.has(server.id)) return;
    if (isAnswering) this.#silent.delete(server.id);
    else this.#silent.add(server.id);
    const fields = { server: server.name, address: `${server.sipHost}:${server.sipPort}` };
    if (isAnswering) this.options.logger.info('application server is back', fields);
    else this.options.logger.error('application server is silent', fields);
  }

  get #otherProxyHost(): string {
    return this.options.otherProxy.replace(/:\d+$/, '');
  }
}

/** Rendezvous hashing: a client keeps its server on both proxies, and when one goes only its clients move. */
const rankOf = (clientId: number, serverId: number): string => createHash('sha1').update(`${clientId}|${serverId}`).digest('hex');
