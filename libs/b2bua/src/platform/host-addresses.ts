import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { canonicalAddress, messageOf, type Logger } from '@switchyard/kernel';

type Resolve = (host: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Addresses of the hosts that the configuration names, refreshed in the background: no name is resolved on the call path. */
export class HostAddresses {
  #known = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly logger: Logger,
    private readonly resolve: Resolve = resolveByDns,
  ) {}

  /** Is `address` one of the host's? A host written as an address needs no refresh. */
  has(host: string, address: string): boolean {
    const wanted = canonicalAddress(address);
    return isIP(host) === 0 ? (this.#known.get(host)?.has(wanted) ?? false) : canonicalAddress(host) === wanted;
  }

  /** Resolves the names again. A name that does not resolve now keeps its last addresses. */
  async refresh(hosts: readonly string[]): Promise<void> {
    const names = [...new Set(hosts)].filter((host) => isIP(host) === 0);
    const fresh = await Promise.all(
      names.map(async (name): Promise<[string, ReadonlySet<string>]> => {
        try {
          return [name, new Set((await this.resolve(name)).map(canonicalAddress))];
        } catch (thrown) {
          this.logger.warn('a host of ours does not resolve', { host: name, reason: messageOf(thrown) });
          return [name, this.#known.get(name) ?? new Set()];
        }
      }),
    );
    this.#known = new Map(fresh);
  }
}
