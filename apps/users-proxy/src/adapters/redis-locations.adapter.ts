import { randomUUID } from 'node:crypto';
import { messageOf, ok, type Clock, type Logger, type Result } from '@switchyard/kernel';
import { LOCATION_NOTICES, LocationTable, readLocations, writeLocations, type LocationNotice } from '@switchyard/queue';
import type { Redis } from 'ioredis';
import type { Locations } from '../ports/locations.port.js';
import { isPinged, type Registration } from '../registration/registration.js';
import { RegistrationMemory } from '../registration/registration-memory.js';

const MAX_AORS_IN_MEMORY = 200_000;
const MAX_RETRIES = 10;
const SWEEP_MS = 60_000;
/** How often Redis is asked whether it still has its memory. */
const WATCH_MS = 5_000;
/** After a loss what Redis does not have may still be on its way back. */
const LOST_MS = 30_000;
/** AoRs written back at a time. */
const REPLAY_BATCH = 100;

export interface RedisLocationsOptions {
  /** A contact is kept for so long after it has expired. */
  readonly graceMs?: number;
  /** Contacts behind NAT are put on the list of those to be pinged; 0: nobody is. */
  readonly pingEveryMs?: number;
  /** Name of the SIP server beside us, through which they are pinged; empty: it is away. */
  readonly site?: () => string;
}

/**
 * Registrations in Redis, shared by all proxies and outliving them. While Redis is away this process goes on with what it has seen
 * itself, and writes it when Redis is back, or when Redis turns out to have lost its memory: registered phones can still call and be
 * called. A refresh costs one round trip: the text that was last seen is expected, and swapped for the new one.
 */
export class RedisLocations implements Locations {
  readonly #table: LocationTable;
  readonly #memory = new RegistrationMemory(MAX_AORS_IN_MEMORY);
  /** One change of an AoR at a time in this process. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #listeners = new Set<(aor: string) => void>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #notices: Redis;
  readonly #me = randomUUID();
  readonly #graceMs: number;
  readonly #pingEveryMs: number;
  readonly #site: () => string;
  #runId: string | undefined;
  #epoch: string | undefined;
  #lostAtMs = -Infinity;
  #isAway = false;

  constructor(
    private readonly redis: Redis,
    private readonly clock: Clock,
    private readonly logger: Logger,
    { graceMs = 0, pingEveryMs = 0, site = () => '' }: RedisLocationsOptions = {},
  ) {
    [this.#graceMs, this.#pingEveryMs, this.#site] = [graceMs, pingEveryMs, site];
    this.#table = new LocationTable(redis);
    redis.on('ready', () => void this.#rejoin());
    if (redis.status === 'ready') void this.#rejoin();
    this.#notices = redis.duplicate();
    this.#notices.on('error', () => undefined); // the other connection has said so
    this.#notices.on('ready', () => void this.#notices.subscribe(LOCATION_NOTICES).catch(() => undefined));
    this.#notices.on('message', (_channel: string, text: string) => this.#noticed(text));
    this.#timers = [
      setInterval(() => this.#memory.sweep(clock.nowMs()), SWEEP_MS),
      setInterval(() => void this.#hasLostMemory(), WATCH_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#notices.disconnect();
  }

  readonly onChange = (listener: (aor: string) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly contactsOf = async (aor: string): Promise<readonly Registration[]> => {
    if (this.#epoch === undefined) await this.#hasLostMemory();
    const text = this.#memory.isPending(aor) ? undefined : await this.#ask(() => this.#table.read(aor));
    const known = this.#memory.get(aor);
    if (text === undefined) return this.#contactsIn(aor, known);
    if (text === '' && known !== '' && (await this.#hasLostMemory())) return this.#contactsIn(aor, known);
    const contacts = this.#contactsIn(aor, text);
    if (text !== known) this.#remember(aor, text, contacts, false);
    return contacts;
  };

  readonly update: Locations['update'] = (aor, change) => {
    const before = this.#turns.get(aor);
    const turn = before === undefined ? this.#update(aor, change) : before.then(() => this.#update(aor, change));
    this.#turns.set(aor, turn);
    return turn.finally(() => {
      if (this.#turns.get(aor) === turn) this.#turns.delete(aor);
    });
  };

  async #update<E>(
    aor: string,
    change: (existing: readonly Registration[]) => Result<readonly Registration[], E>,
  ): Promise<Result<readonly Registration[], E>> {
    // What is remembered must be of a Redis whose mark is known, or its loss would not be noticed.
    if (this.#epoch === undefined) await this.#hasLostMemory();
    const wasPending = this.#memory.isPending(aor);
    const known = this.#memory.get(aor);
    let there = known;
    let existing = known;
    for (let attempt = 0; attempt < MAX_RETRIES; attempt++) {
      const before = this.#contactsIn(aor, existing);
      const changed = change(before);
      const text = changed.ok ? writeLocations(changed.value) : '';
      const isQuestion = !changed.ok || (text === there && !wasPending);
      // A question, or a refusal, of what we merely remember: only Redis knows.
      const said = await this.#ask(() => (isQuestion ? this.#table.read(aor) : this.#swap(aor, there, text, before, changed.value)));
      if (said === undefined) break;
      if (said === true || (isQuestion && said === there)) {
        if (changed.ok) this.#remember(aor, text, changed.value, false);
        if (changed.ok && !isQuestion) this.#tell(aor);
        return changed;
      }
      there = said;
      // What was registered here while Redis was away, or before it lost its memory, is not undone by what it says now.
      if (!wasPending && !(said === '' && known !== '' && (await this.#hasLostMemory()))) existing = said;
    }
    const before = this.#contactsIn(aor, existing);
    const changed = change(before);
    if (!changed.ok) return changed;
    const text = writeLocations(changed.value);
    // A question changes nothing, and must not undo later what others do meanwhile.
    if (text === writeLocations(before)) return changed;
    this.#remember(aor, text, changed.value, true);
    this.#tell(aor);
    return ok(changed.value);
  }

  #swap(
    aor: string,
    expected: string,
    text: string,
    before: readonly Registration[],
    after: readonly Registration[],
  ): Promise<true | string> {
    const nowMs = this.clock.nowMs();
    const ttlMs = Math.max(0, ...after.map(({ expiresAtMs }) => expiresAtMs)) + this.#graceMs - nowMs;
    const site = this.#pingEveryMs > 0 && after.some(isPinged) ? this.#site() : '';
    return this.#table.swap({
      aor,
      expected,
      text,
      ttlMs,
      notice: isOther(before, after) ? { aor, by: this.#me } : undefined,
      // Spread out: phones that come back all at once after an outage shall not be pinged all at once.
      ping: site === '' ? undefined : { list: site, atMs: nowMs + Math.random() * this.#pingEveryMs },
    });
  }

  #remember(aor: string, text: string, contacts: readonly Registration[], isPending: boolean): void {
    const untilMs = Math.max(0, ...contacts.map(({ expiresAtMs }) => expiresAtMs)) + this.#graceMs;
    this.#memory.put(aor, text, untilMs, isPending);
  }

  #tell(aor: string): void {
    for (const listener of this.#listeners) listener(aor);
  }

  /** Another process has other contacts of this AoR: what we remember is worth nothing, also when Redis goes away now. */
  #noticed(text: string): void {
    const notice = noticeOf(text);
    if (!notice || notice.by === this.#me) return;
    this.#memory.forget(notice.aor);
    this.#tell(notice.aor);
  }

  #contactsIn(aor: string, text: string): readonly Registration[] {
    if (text === '') return [];
    const nowMs = this.clock.nowMs() - this.#graceMs;
    const contacts = readLocations(text, () => this.logger.error('a stored contact cannot be read', { aor }));
    return contacts.some(({ expiresAtMs }) => expiresAtMs <= nowMs) ? contacts.filter(({ expiresAtMs }) => expiresAtMs > nowMs) : contacts;
  }

  /** Undefined: Redis is away. */
  async #ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (this.redis.status !== 'ready') return undefined;
    try {
      const reply = await command();
      this.#isAway = false;
      return reply;
    } catch (thrown) {
      if (!this.#isAway)
        this.logger.warn('Redis is away: registrations are kept in memory until it is back', { reason: messageOf(thrown) });
      this.#isAway = true;
      return undefined;
    }
  }

  /** True when Redis has lost what we wrote, now or a moment ago; it is then told again. */
  async #hasLostMemory(): Promise<boolean> {
    const epoch = await this.#ask(() => this.#table.epoch(randomUUID()));
    if (epoch !== undefined && epoch !== this.#epoch) {
      const isLoss = this.#epoch !== undefined || this.#memory.all().length > 0;
      this.#epoch = epoch;
      if (isLoss) {
        this.#lostAtMs = performance.now();
        void this.#replay(this.#memory.all());
      }
    }
    return performance.now() - this.#lostAtMs < LOST_MS;
  }

  /** Redis is back: it is told what changed meanwhile, and everything when it was restarted, since its last second may be lost. */
  async #rejoin(): Promise<void> {
    await this.#hasLostMemory();
    const runId = /run_id:(\w+)/.exec((await this.#ask(() => this.redis.info('server'))) ?? '')?.[1];
    if (runId === undefined) return;
    const isAnother = this.#runId !== undefined && this.#runId !== runId;
    this.#runId = runId;
    await this.#replay(isAnother ? this.#memory.all() : this.#memory.pending());
  }

  async #replay(aors: readonly string[]): Promise<void> {
    for (let at = 0; at < aors.length; at += REPLAY_BATCH)
      await Promise.all(aors.slice(at, at + REPLAY_BATCH).map((aor) => this.#writeBack(aor)));
    if (aors.length > 0) this.logger.info('registrations written back to Redis', { aors: aors.length });
  }

  async #writeBack(aor: string): Promise<void> {
    const remembered = this.#contactsIn(aor, this.#memory.get(aor));
    // What another proxy wrote meanwhile is newer than what we merely remember, but not than what was registered here.
    await this.update(aor, (existing) => ok(this.#memory.isPending(aor) || existing.length === 0 ? [...remembered] : existing));
  }
}

/** Undefined: whoever published that is none of us. */
function noticeOf(text: string): LocationNotice | undefined {
  try {
    const notice = JSON.parse(text) as Partial<LocationNotice> | null;
    return typeof notice?.aor === 'string' && typeof notice.by === 'string' ? (notice as LocationNotice) : undefined;
  } catch {
    return undefined;
  }
}

/** Not the same devices at the same places: a refresh only moves their expiry. */
function isOther(before: readonly Registration[], after: readonly Registration[]): boolean {
  if (before.length !== after.length) return true;
  return !after.every((now) =>
    before.some(
      (then) =>
        then.contact === now.contact &&
        then.regId === now.regId &&
        then.source.port === now.source.port &&
        then.source.address === now.source.address &&
        then.q === now.q,
    ),
  );
}
