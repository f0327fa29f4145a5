import { createHash } from 'node:crypto';
import { partyLine, type SipLink } from '@switchyard/b2bua';
import type { Logger } from '@switchyard/kernel';
import type { ApplicationServer, Snapshot } from '@switchyard/model';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { Network } from '../ports/network.port.js';
import { HostAddresses } from './host-addresses.js';

const PING_EVERY_MS = 5000;
/** A server that answers nothing for this long is silent. */
const SILENT_AFTER_MS = 2500;

export interface NetworkOptions {
  readonly link: Pick<SipLink, 'send' | 'isUp'>;
  readonly snapshot: () => Snapshot;
  /** `host:port` of the users side's SIP server. */
  readonly users: string;
  readonly logger: Logger;
  readonly hosts?: HostAddresses;
}

/** The hosts of the platform as the trunks side sees them; application servers are asked by OPTIONS whether they are there. */
export class PlatformNetwork implements Network {
  readonly users: string;
  readonly #silent = new Set<number>();
  readonly #hosts: HostAddresses;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: NetworkOptions) {
    this.users = options.users;
    this.#hosts = options.hosts ?? new HostAddresses(options.logger);
  }

  readonly isInside = (snapshot: Snapshot, address: string): boolean =>
    this.#hosts.has(this.#usersHost, address) || snapshot.all('applicationServer').some(({ sipHost }) => this.#hosts.has(sipHost, address));

  readonly applicationServersFor = (snapshot: Snapshot, clientId: number): readonly ApplicationServer[] => {
    const ranked = snapshot
      .all('applicationServer')
      .filter(({ enabled }) => enabled)
      .map((server) => ({ server, rank: rankOf(clientId, server.id) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ server }) => server);
    const isAnswering = ({ id }: ApplicationServer): boolean => !this.#silent.has(id);
    // All silent may also mean that our own link is down: they are tried then, rather than none.
    return [...ranked.filter(isAnswering), ...ranked.filter((server) => !isAnswering(server))];
  };

  health(): { readonly total: number; readonly answering: number } {
    const enabled = this.#enabled();
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

  #enabled(): readonly ApplicationServer[] {
    return this.options
      .snapshot()
      .all('applicationServer')
      .filter(({ enabled }) => enabled);
  }

  async #round(): Promise<void> {
    const enabled = this.#enabled();
    const known = new Set(enabled.map(({ id }) => id));
    for (const id of this.#silent) if (!known.has(id)) this.#silent.delete(id);
    if (this.options.link.isUp) for (const server of enabled) this.#ping(server);
    const all = this.options.snapshot().all('applicationServer');
    await this.#hosts.refresh([this.#usersHost, ...all.map(({ sipHost }) => sipHost)]);
  }

  /** Any answer of the server itself means that it is there; a 408 or 503 that the engine made up has no source address. */
  #ping(server: ApplicationServer): void {
    const timer = setTimeout(() => this.#mark(server, false), SILENT_AFTER_MS);
    timer.unref();
    this.options.link.send(
      {
        method: METHODS.OPTIONS,
        uri: `sip:${server.sipHost}:${server.sipPort}`,
        headers: { [HEADERS.FROM]: partyLine('trunks-proxy'), [HEADERS.MAX_FORWARDS]: '1' },
      },
      {
        onResponse: (answer) => {
          clearTimeout(timer);
          this.#mark(server, answer.source_address !== '');
        },
        onFailed: () => clearTimeout(timer),
      },
    );
  }

  #mark(server: ApplicationServer, isAnswering: boolean): void {
    if (isAnswering === !this.#silent.has(server.id)) return;
    const fields = { server: server.name, address: `${server.sipHost}:${server.sipPort}` };
    if (isAnswering) {
      this.#silent.delete(server.id);
      this.options.logger.info('application server is back', fields);
    } else {
      this.#silent.add(server.id);
      this.options.logger.error('application server is silent', fields);
    }
  }

  get #usersHost(): string {
    return this.users.replace(/:\d+$/, '');
  }
}

/** Rendezvous hashing, the same as on the users side: all calls of a client meet on one server. */
const rankOf = (clientId: number, serverId: number): string => createHash('sha1').update(`${clientId}|${serverId}`).digest('hex');
