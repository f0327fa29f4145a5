import { HostAddresses } from '@switchyard/b2bua';
import { GeoCountries, openGuard, type RunningGuard } from '@switchyard/guard';
import { canonicalAddress, type Clock } from '@switchyard/kernel';
import type { AppLogger, Metrics } from '@switchyard/telemetry';
import type { Redis } from 'ioredis';
import { DigestAuthority } from './adapters/digest-authority.adapter.js';
import { RedisNonces } from './adapters/redis-nonces.adapter.js';
import { digestPolicyOf, type GateSettings } from './gate-settings.js';
import type { Ports } from './ports/ports.js';
import type { Subscribers } from './ports/subscribers.port.js';

const RESOLVE_EVERY_MS = 60_000;

export interface GateOptions {
  readonly config: GateSettings & { readonly INTERNAL_KEY: string; readonly SPOOL_DIR: string };
  readonly subscribers: Pick<Subscribers, 'byAor'>;
  readonly redis: Redis;
  readonly clock: Clock;
  readonly logger: AppLogger;
  readonly metrics: Metrics;
}

/** Everything between the wire and a proven endpoint, opened as the settings say: guard, digest, countries, push servers. */
export class Gate {
  private constructor(
    readonly ports: Pick<Ports, 'authority' | 'guard' | 'scanners' | 'sourceFilter'>,
    private readonly running: RunningGuard,
    private readonly closeOthers: () => void,
  ) {}

  /** Throws `geoip-unusable` when the configured database of countries cannot be read. */
  static async open({ config, subscribers, redis, clock, logger, metrics }: GateOptions): Promise<Gate> {
    const running = openGuard({ settings: config, redis, clock, logger, metrics, spoolDir: config.SPOOL_DIR });
    const geo = config.GEOIP_FILE === undefined ? undefined : await GeoCountries.start({ file: config.GEOIP_FILE, logger });
    const push = new PushServers(config.PUSH_SERVERS, logger);
    await push.start();
    let nonces: RedisNonces | undefined = undefined;
    const authority: DigestAuthority = new DigestAuthority(
      subscribers,
      config.INTERNAL_KEY,
      clock,
      digestPolicyOf(config),
      (nonce, count) => nonces?.used(nonce, count),
    );
    if (config.NONCE_MEMORY === 'shared') nonces = new RedisNonces(redis, logger, authority.usedElsewhere);
    const shared: RedisNonces | undefined = nonces;
    await running.start();
    return new Gate(
      {
        authority,
        guard: running.guard,
        scanners: running.scanners,
        sourceFilter: {
          countryOf: geo?.countryOf ?? (() => undefined),
          isPushServer: push.has,
          judged: running.metrics.filtered,
        },
      },
      running,
      () => {
        geo?.close();
        push.close();
        shared?.close();
      },
    );
  }

  close(): void {
    this.running.close();
    this.closeOthers();
  }
}

/** Addresses of the hosts that wake phones, looked up in the background. */
class PushServers {
  readonly #hosts: HostAddresses;
  #addresses: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly names: readonly string[],
    logger: AppLogger,
  ) {
    this.#hosts = new HostAddresses(logger);
  }

  readonly has = (address: string): boolean => this.#addresses.size > 0 && this.#addresses.has(canonicalAddress(address));

  async start(): Promise<void> {
    if (this.names.length === 0) return;
    await this.#look();
    this.#timer = setInterval(() => void this.#look(), RESOLVE_EVERY_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    await this.#hosts.refresh(this.names);
    this.#addresses = this.#hosts.addressesOf(this.names);
  }
}
