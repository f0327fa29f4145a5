import type { Redis } from 'ioredis';
import { readLocations, writeLocations } from './location-text.js';
import { LOCATION_NOTICES, locationKey, type LocationNotice, type Registration } from './registration.js';

/** Stands in Redis as long as its memory is what was written to it; gone after a restart without data, a FLUSHALL, another machine. */
const EPOCH_KEY = 'sy:loc-epoch';
const PINGS = 'sy:loc-pings:';
const MAX_TRIES = 20;

/**
 * Replaces the text of an AoR only when it is still what was read, since several proxies may register one AoR at a time: 1, or the text
 * that is there instead. In the same step it tells everybody of other contacts and puts the AoR on the list of those to be pinged.
 * KEYS: the AoR, the list of pings. ARGV: expected text, new text, milliseconds to live, notice or '', AoR or '', first ping at.
 */
const SWAP = `
local there = redis.call('GET', KEYS[1]) or ''
if there ~= ARGV[1] then return there end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
if ARGV[4] ~= '' then redis.call('PUBLISH', '${LOCATION_NOTICES}', ARGV[4]) end
if ARGV[5] ~= '' then redis.call('ZADD', KEYS[2], 'NX', ARGV[6], ARGV[5]) end
return 1`;

/** Who is due, and is due again later: of several proxies one gets each. KEYS: list. ARGV: now, most, next time. */
const DUE = `
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for i = 1, #due do redis.call('ZADD', KEYS[1], ARGV[3], due[i]) end
return due`;

interface Scripts {
  readonly locationSwap: (...args: (string | number)[]) => Promise<1 | string>;
  readonly locationsDue: (...args: (string | number)[]) => Promise<string[]>;
}

export interface LocationSwap {
  readonly aor: string;
  /** The text that was read; empty: there is none. */
  readonly expected: string;
  readonly text: string;
  readonly ttlMs: number;
  /** Tell all processes that the contacts are others now. */
  readonly notice?: LocationNotice | undefined;
  /** Ping the contacts from this time on; `list` is our address they registered at. */
  readonly ping?: { readonly list: string; readonly atMs: number } | undefined;
}

/** Contacts in Redis: a text per AoR (`sy:loc:<name@domain>`). All methods reject when Redis is away. */
export class LocationTable {
  readonly #scripts: Scripts;

  constructor(private readonly redis: Redis) {
    redis.defineCommand('locationSwap', { numberOfKeys: 2, lua: SWAP });
    redis.defineCommand('locationsDue', { numberOfKeys: 1, lua: DUE });
    this.#scripts = redis as unknown as Scripts;
  }

  /** The text of an AoR; empty when it has no contact. */
  async read(aor: string): Promise<string> {
    return (await this.redis.get(locationKey(aor))) ?? '';
  }

  async readMany(aors: readonly string[]): Promise<readonly string[]> {
    if (aors.length === 0) return [];
    return (await this.redis.mget(...aors.map(locationKey))).map((text) => text ?? '');
  }

  /** True, or the text that another process has written meanwhile. One round trip. */
  async swap({ aor, expected, text, ttlMs, notice, ping }: LocationSwap): Promise<true | string> {
    const done = await this.#scripts.locationSwap(
      locationKey(aor),
      PINGS + (ping?.list ?? ''),
      expected,
      text,
      Math.max(1, Math.ceil(ttlMs)),
      notice === undefined ? '' : JSON.stringify(notice),
      ping === undefined ? '' : aor,
      ping === undefined ? 0 : Math.round(ping.atMs),
    );
    return done === 1 ? true : done;
  }

  /** Takes contacts out, whoever writes meanwhile, and tells all processes. Those that were there. */
  async remove(aor: string, by: string, isMeant: (contact: Registration) => boolean): Promise<readonly Registration[]> {
    let expected = await this.read(aor);
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const contacts = readLocations(expected);
      const gone = contacts.filter(isMeant);
      if (gone.length === 0) return [];
      const kept = contacts.filter((contact) => !gone.includes(contact));
      const ttlMs = Math.max(0, ...kept.map(({ expiresAtMs }) => expiresAtMs)) - Date.now();
      const done = await this.swap({ aor, expected, text: writeLocations(kept), ttlMs, notice: { aor, by } });
      if (done === true) return gone;
      expected = done;
    }
    throw new Error(`the contacts of ${aor} are being changed all the time`);
  }

  /** AoRs whose ping is due; nobody else gets them before `nextMs`. */
  due(list: string, nowMs: number, most: number, nextMs: number): Promise<readonly string[]> {
    return this.#scripts.locationsDue(PINGS + list, Math.round(nowMs), most, Math.round(nextMs));
  }

  /** The AoR has nothing that is to be pinged any more. */
  async stopPings(list: string, aor: string): Promise<void> {
    await this.redis.zrem(PINGS + list, aor);
  }

  /** What marks the memory of Redis: another value than before means that it has lost what was written. `fresh` is taken when it has none. */
  async epoch(fresh: string): Promise<string> {
    const known = await this.redis.get(EPOCH_KEY);
    if (known !== null) return known;
    await this.redis.set(EPOCH_KEY, fresh, 'NX');
    return (await this.redis.get(EPOCH_KEY)) ?? fresh;
  }
}
