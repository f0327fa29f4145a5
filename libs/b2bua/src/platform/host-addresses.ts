import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { canonicalAddress, messageOf, type Logger } from '@switchyard/kernel';

type Resolve = (host: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Addresses of the hosts that the configuration names, refreshed in the background: no name is resolved on the call path. */
export class HostAddresses {
  #known = new Map<string, ReadonlySet<string>>();
  #version = 0;

  constructor(
    private readonly logger: Logger,
    private readonly resolve: Resolve = resolveByDns,
  ) {}

  /** Counts refreshes: as long as it stays, so do all answers. */
  get version(): number {
    return this.#version;
  }

  /** All addresses of these hosts, in the form `canonical` gives. Those of names are as the last refresh found them. */
  addressesOf(hosts: readonly string[]): ReadonlySet<string> {
    const addresses = new Set<string>();
    for (const host of hosts)
      if (isIP(host) === 0) for (const address of this.#known.get(host) ?? []) addresses.add(address);
      else addresses.add(canonicalAddress(host));
    return addresses;
  }

  readonly canonical = canonicalAddress;

  /** Resolves the names again. A name that does not resolve now keeps its last addresses. */
  async refresh(hosts: readonly string[]): Promise<void> {
    const names = [...new Set(hosts)].filter((host) => isIP(host) === 0);
    if (names.length === 0 && this.#known.size === 0) return;
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
    this.#version += 1;
  }
}
