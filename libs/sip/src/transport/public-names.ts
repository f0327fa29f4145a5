import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type Endpoint, type LocalAddress, localAddress } from './flow.js';
import type { ListenAddress } from './listen-address.js';

/** Interfaces may come and go; asking the kernel for each message would cost too much. */
const KEEP_MS = 10_000;
const MAX_PEERS = 10_000;

export const isWildcard = (address: string): boolean => address === '0.0.0.0' || address === '::';

interface OwnAddress {
  readonly address: string;
  readonly network: BlockList;
  readonly internal: boolean;
}

/**
 * How one listener names itself. A wildcard has no address a peer could use: it is named by the address of this machine in the peer's
 * network, else by the first that is not loopback. With something advertised, that.
 */
export class PublicNames {
  private own: readonly OwnAddress[] = [];
  private readUntilMs = 0;
  private readonly byAddress = new Map<string, LocalAddress>();
  private readonly byPeer = new Map<string, LocalAddress>();
  private readonly fixed: LocalAddress | undefined;
  private readonly port: number;

  constructor(
    private readonly listen: ListenAddress,
    advertisedHost: string | undefined,
    boundPort: number,
  ) {
    const { protocol, address, advertised } = listen;
    this.port = boundPort;
    const host = advertised?.host ?? advertisedHost;
    if (host !== undefined || !isWildcard(address))
      this.fixed = localAddress({ protocol, address, port: boundPort, host, publicPort: advertised?.port });
  }

  /** True when the name does not depend on the peer. */
  get isFixed(): boolean {
    return this.fixed !== undefined;
  }

  /** The name for anybody: what is shown where no peer is known. */
  get anywhere(): LocalAddress {
    return this.fixed ?? this.of(this.choose(undefined));
  }

  /** The name for a peer from which or to which a message goes. */
  towards(peer: string): LocalAddress {
    if (this.fixed) return this.fixed;
    this.refresh();
    const known = this.byPeer.get(peer);
    if (known) return known;
    if (this.byPeer.size >= MAX_PEERS) this.byPeer.clear();
    const local = this.of(this.choose(peer));
    this.byPeer.set(peer, local);
    return local;
  }

  /** The name for a connection whose own end is known. */
  at(address: string): LocalAddress {
    return this.fixed ?? this.of(address);
  }

  /** Every host:port by which a peer may call this listener. */
  get all(): Endpoint[] {
    const { port } = this;
    const bound = isWildcard(this.listen.address) ? this.refresh().map(({ address }) => address) : [this.listen.address];
    const names = bound.map((address) => ({ address, port }));
    return this.fixed ? [...names, { address: this.fixed.host, port: this.fixed.publicPort }] : names;
  }

  private of(address: string): LocalAddress {
    let local = this.byAddress.get(address);
    if (local === undefined) {
      local = localAddress({ protocol: this.listen.protocol, address, port: this.port });
      this.byAddress.set(address, local);
    }
    return local;
  }

  private choose(peer: string | undefined): string {
    const own = this.refresh();
    const family = isIPv6(this.listen.address) ? 'ipv6' : 'ipv4';
    const near = peer === undefined ? undefined : own.find(({ network }) => network.check(peer, family));
    return (near ?? own.find(({ internal }) => !internal) ?? own[0])?.address ?? (family === 'ipv6' ? '::1' : '127.0.0.1');
  }

  private refresh(): readonly OwnAddress[] {
    const now = Date.now();
    if (now < this.readUntilMs) return this.own;
    this.readUntilMs = now + KEEP_MS;
    const wanted = isIPv6(this.listen.address) ? 'IPv6' : 'IPv4';
    const own = Object.values(networkInterfaces()).flatMap((entries) =>
      (entries ?? [])
        // A link-local address means nothing without its zone.
        .filter(({ family, address }) => family === wanted && !address.startsWith('fe80'))
        .map(({ address, cidr, internal }) => {
          const network = new BlockList();
          network.addSubnet(address, Number(cidr?.split('/')[1] ?? (wanted === 'IPv4' ? 32 : 128)), wanted === 'IPv4' ? 'ipv4' : 'ipv6');
          return { address, network, internal };
        }),
    );
    if (own.map(({ address }) => address).join() !== this.own.map(({ address }) => address).join()) this.byPeer.clear();
    this.own = own;
    return own;
  }
}
