import { canonicalAddress, type Clock, type Logger } from '@switchyard/kernel';
import { AddressSet } from './address-set.js';
import { BAD_AUTHENTICATION_LIMITS, BadAuthentications, type BadAuthenticationLimits } from './bad-authentications.js';
import { banKey, type Ban, type Blocker } from './ban.js';
import { BanList } from './ban-list.js';
import type { BanStore } from './ban-store.js';
import { FLOOD_LIMITS, FloodWatch, type FloodLimits } from './flood-watch.js';
import { RecentMap } from './recent-map.js';

export interface GuardLimits {
  readonly flood: FloodLimits;
  readonly badAuthentications: BadAuthenticationLimits;
  /** Milliseconds. */
  readonly floodBanMs: number;
  readonly badAuthenticationBanMs: number;
}

export const GUARD_LIMITS: GuardLimits = {
  flood: FLOOD_LIMITS,
  badAuthentications: BAD_AUTHENTICATION_LIMITS,
  floodBanMs: 5 * 60_000,
  badAuthenticationBanMs: 12 * 3_600_000,
};

/** Who is at the other end, as far as the request says it. */
export interface Suspect {
  readonly source: string;
  /** `name@domain`; null: no identity is involved. */
  readonly aor: string | null;
  readonly userAgent?: string | undefined;
  readonly brandId?: number | null;
  readonly clientId?: number | null;
}

/** `banned`: the source gets no answer; `flood`, `shed`: neither does this request; `listed`: it stands on the list of others. */
export type Admission = 'pass' | 'banned' | 'listed' | 'flood' | 'shed';

export interface GuardOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: GuardLimits;
  readonly list: BanList;
  /** What all nodes know; without it this process is alone. */
  readonly share?: Pick<BanStore, 'ban' | 'tell' | 'countFailure' | 'forgetFailures'> | undefined;
  /** Addresses that others complain of. */
  readonly listed?: () => AddressSet;
  readonly onBan?: (blocker: Blocker) => void;
}

/** A refusal of the source filter is told once a minute per endpoint and address: a phone repeats its registration. */
const TELL_AGAIN_MS = 60_000;
const MAX_TOLD = 20_000;
/** Misses that are so far apart are accidents. */
const MISSES_MS = 3_600_000;
const MAX_USER_AGENT = 255;

/**
 * Who may not come in (reference §2.1, steps 2, 14 and 19). Everything is decided in memory, in a microsecond; what the nodes share travels beside
 * the requests.
 */
export class Guard {
  readonly #clock: Clock;
  readonly #limits: GuardLimits;
  readonly #flood: FloodWatch;
  readonly #failures: BadAuthentications;
  readonly #misses: BadAuthentications;
  readonly #told = new RecentMap<number>(MAX_TOLD);

  constructor(private readonly options: GuardOptions) {
    this.#clock = options.clock;
    this.#limits = options.limits ?? GUARD_LIMITS;
    this.#flood = new FloodWatch(options.clock, this.#limits.flood);
    this.#failures = new BadAuthentications(options.clock, this.#limits.badAuthentications);
    this.#misses = new BadAuthentications(options.clock, { ...this.#limits.badAuthentications, forgetMs: MISSES_MS });
  }

  /** A request of a source that is not trusted came. */
  readonly admit = (address: string, method: string, userAgent: string | undefined, showsCredentials = false): Admission => {
    const source = spelt(address);
    const { list, listed } = this.options;
    if (list.concerns(source) && list.find(source, null)) return 'banned';
    if (listed?.().has(source) === true) return 'listed';
    const verdict = this.#flood.count(source, method, showsCredentials);
    if (verdict === 'flood') this.#ban({ source, aor: null, userAgent }, 'antiflood', this.#limits.floodBanMs);
    return verdict;
  };

  /** Are there bans of identities at this source? Only then is it worth the while to read who a request says to be. */
  readonly isSuspicious = (source: string): boolean => this.options.list.concerns(spelt(source));

  /** May this identity come from there? */
  readonly isBanned = (source: string, aor: string): boolean => this.options.list.find(spelt(source), aor) !== undefined;

  /** The request had right credentials, or came from a static address: it does not count as flood, and what was bad before is forgotten. */
  readonly proven = (address: string, method: string, aor: string): void => {
    const source = spelt(address);
    this.#flood.proven(source, method);
    if (this.#failures.size > 0 && this.#failures.forget(banKey(source, aor))) this.options.share?.forgetFailures(banKey(source, aor));
  };

  /** Credentials were shown and are wrong; whether the identity exists makes no difference. */
  readonly badCredentials = (suspect: Suspect & { readonly aor: string }): void => {
    const { share } = this.options;
    const key = banKey(spelt(suspect.source), suspect.aor);
    if (this.#failures.count(key)) return this.#ban(suspect, 'antiBruteForce', this.#limits.badAuthenticationBanMs);
    void share?.countFailure(key, this.#limits.badAuthentications).then((isTooMuch) => {
      if (isTooMuch && !this.isBanned(suspect.source, suspect.aor))
        this.#ban(suspect, 'antiBruteForce', this.#limits.badAuthenticationBanMs);
    });
  };

  /** An endpoint asks for targets that do not exist, again and again (IV-57): counted apart, because its credentials are right. */
  readonly missed = (suspect: Suspect & { readonly aor: string }): void => {
    if (this.#misses.count(banKey(spelt(suspect.source), suspect.aor)))
      this.#ban(suspect, 'antiBruteForce', this.#limits.badAuthenticationBanMs);
  };

  /** The source filter of a client refused a request. */
  readonly filtered = (suspect: Suspect): void => {
    const nowMs = this.#clock.nowMs();
    const key = banKey(spelt(suspect.source), suspect.aor);
    if (nowMs - (this.#told.get(key) ?? -Infinity) < TELL_AGAIN_MS) return;
    this.#told.set(key, nowMs);
    this.options.share?.tell({ ...partyOf(suspect), blocker: 'ipFilter', atMs: nowMs, untilMs: null });
  };

  /** Another node banned somebody: the next ban needs less here too. */
  readonly bannedElsewhere = ({ source, aor }: Ban): void => {
    if (aor !== null) this.#failures.banned(banKey(source, aor));
  };

  /** Somebody was let in again: what was counted against it is forgotten. */
  readonly released = (source: string, aor: string | null): void => {
    if (aor === null) this.#flood.forget(source);
    else this.#failures.forget(banKey(source, aor));
  };

  /** For metrics: what is kept in memory. */
  get sizes(): { readonly bans: number; readonly sources: number; readonly failing: number } {
    return { bans: this.options.list.size, sources: this.#flood.size, failing: this.#failures.size };
  }

  #ban(suspect: Suspect, blocker: Blocker, lastsMs: number): void {
    const { logger, list, share, onBan } = this.options;
    const atMs = this.#clock.nowMs();
    const ban: Ban = { ...partyOf(suspect), blocker, atMs, untilMs: atMs + lastsMs };
    if (share) share.ban(ban);
    else list.add(ban);
    onBan?.(blocker);
    // docs/security.md has the fail2ban filter for this line: keep its words.
    logger.warn(`banned ${ban.source} by ${blocker}`, {
      source: ban.source,
      blocker,
      aor: ban.aor,
      userAgent: ban.userAgent,
      minutes: lastsMs / 60_000,
    });
  }
}

/** IPv6 has many spellings of one address; IPv4, which is most, is left alone. */
const spelt = (address: string): string => (address.includes(':') ? canonicalAddress(address) : address);

const partyOf = ({ source, aor, userAgent, brandId, clientId }: Suspect) => ({
  source: canonicalAddress(source),
  aor,
  userAgent: userAgent === undefined ? null : userAgent.slice(0, MAX_USER_AGENT),
  brandId: brandId ?? null,
  clientId: clientId ?? null,
});
