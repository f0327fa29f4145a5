import { messageOf, ok, type Clock, type Logger, type Result } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Locations } from '../ports/locations.port.js';
import type { Registration } from '../registration/registration.js';
import { RegistrationMemory } from '../registration/registration-memory.js';

const MAX_AORS_IN_MEMORY = 200_000;
const MAX_RETRIES = 10;
const SWEEP_MS = 60_000;
/** Rounds of writing what was kept while Redis was away. */
const REPLAY_BATCH = 100;

const stored = z.object({
  contact: z.string(),
  source: z.object({ protocol: z.string(), address: z.string(), port: z.number().int() }),
  receivedOn: z.string().nullable(),
  callId: z.string(),
  cseq: z.number().int(),
  expiresAtMs: z.number(),
  userAgent: z.string(),
  path: z.array(z.string()),
  instance: z.string().optional(),
});

/**
 * Replaces the hash only when it is still what was read: several proxies may register one AoR at a time.
 * ARGV: ttl ms, number of fields read, (field, value) of those, (field, value) to write.
 */
const SWAP = `
local ttl, read = tonumber(ARGV[1]), tonumber(ARGV[2])
if redis.call('HLEN', KEYS[1]) ~= read then return 0 end
for i = 0, read - 1 do
  if redis.call('HGET', KEYS[1], ARGV[3 + i * 2]) ~= ARGV[4 + i * 2] then return 0 end
end
redis.call('DEL', KEYS[1])
if #ARGV > 2 + read * 2 then
  redis.call('HSET', KEYS[1], unpack(ARGV, 3 + read * 2))
  redis.call('PEXPIRE', KEYS[1], ttl)
end
return 1`;

const keyOf = (aor: string): string => `sy:loc:${aor}`;

/**
 * Registrations in Redis (`sy:loc:<aor>`), shared by all proxies and outliving them. While Redis is away this process goes on with what
 * it has seen itself, and writes it when Redis is back: registered phones can still call and be called.
 */
export class RedisLocations implements Locations {
  readonly #memory = new RegistrationMemory(MAX_AORS_IN_MEMORY);
  /** One change of an AoR at a time in this process. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #sweeper: NodeJS.Timeout;
  #runId: string | undefined;
  #isAway = false;

  constructor(
    private readonly redis: Redis,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    redis.on('ready', () => void this.#replay());
    if (redis.status === 'ready') void this.#replay();
    this.#sweeper = setInterval(() => this.#memory.sweep(clock.nowMs()), SWEEP_MS);
    this.#sweeper.unref();
  }

  close(): void {
    clearInterval(this.#sweeper);
  }

  readonly contactsOf = async (aor: string): Promise<readonly Registration[]> => {
    const contacts = this.#memory.isPending(aor) ? undefined : await this.#tryRead(aor);
    if (contacts) this.#memory.put(aor, contacts.bindings, false);
    return this.#live(contacts?.bindings ?? this.#memory.get(aor));
  };

  readonly update: Locations['update'] = (aor, change) => {
    const turn = (this.#turns.get(aor) ?? Promise.resolve()).then(() => this.#update(aor, change));
    this.#turns.set(aor, turn);
    return turn.finally(() => {
      if (this.#turns.get(aor) === turn) this.#turns.delete(aor);
    });
  };

  async #update<E>(
    aor: string,
    change: (existing: readonly Registration[]) => Result<readonly Registration[], E>,
  ): Promise<Result<readonly Registration[], E>> {
    for (let attempt = 0; attempt < MAX_RETRIES; attempt++) {
      const read = await this.#tryRead(aor);
      if (!read) break;
      const existing = this.#memory.isPending(aor) ? this.#memory.get(aor) : read.bindings;
      const changed = change(this.#live(existing));
      if (!changed.ok) return changed;
      const swapped = await this.#trySwap(aor, read.raw, changed.value);
      if (swapped === undefined) break;
      if (!swapped) continue;
      this.#memory.put(aor, changed.value, false);
      return changed;
    }
    const changed = change(this.#live(this.#memory.get(aor)));
    if (!changed.ok) return changed;
    this.#memory.put(aor, changed.value, true);
    return ok(changed.value);
  }

  /** Undefined: Redis is away. */
  async #tryRead(
    aor: string,
  ): Promise<{ readonly raw: Readonly<Record<string, string>>; readonly bindings: readonly Registration[] } | undefined> {
    const raw = await this.#ask(() => this.redis.hgetall(keyOf(aor)));
    return raw && { raw, bindings: this.#readAll(aor, raw) };
  }

  async #trySwap(aor: string, read: Readonly<Record<string, string>>, contacts: readonly Registration[]): Promise<boolean | undefined> {
    const ttlMs = Math.max(1, ...contacts.map(({ expiresAtMs }) => expiresAtMs - this.clock.nowMs()));
    const before = Object.entries(read).flat();
    const after = contacts.flatMap((contact) => [contact.contact, JSON.stringify(contact)]);
    const done = await this.#ask(() => this.redis.eval(SWAP, 1, keyOf(aor), ttlMs, before.length / 2, ...before, ...after));
    return done === undefined ? undefined : done === 1;
  }

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

  /** A field that cannot be read is passed over and named: one bad value must not make a subscriber unreachable. */
  #readAll(aor: string, raw: Readonly<Record<string, string>>): readonly Registration[] {
    const contacts: Registration[] = [];
    for (const [field, text] of Object.entries(raw)) {
      const parsed = stored.safeParse(jsonOf(text));
      if (!parsed.success) {
        this.logger.error('a stored contact cannot be read', { aor, field });
        continue;
      }
      const { instance, ...rest } = parsed.data;
      contacts.push(instance === undefined ? rest : { ...rest, instance });
    }
    return contacts.sort((a, b) => b.expiresAtMs - a.expiresAtMs);
  }

  #live(contacts: readonly Registration[]): readonly Registration[] {
    const nowMs = this.clock.nowMs();
    return contacts.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
  }

  /** Redis is back: it is told what changed meanwhile, and everything when it is not the Redis we knew (restarted, maybe empty). */
  async #replay(): Promise<void> {
    const runId = /run_id:(\w+)/.exec((await this.#ask(() => this.redis.info('server'))) ?? '')?.[1];
    if (runId === undefined) return;
    const isAnother = this.#runId !== undefined && this.#runId !== runId;
    this.#runId = runId;
    const aors = isAnother ? this.#memory.all() : this.#memory.pending();
    for (let at = 0; at < aors.length; at += REPLAY_BATCH)
      await Promise.all(aors.slice(at, at + REPLAY_BATCH).map((aor) => this.#writeBack(aor)));
    if (aors.length > 0) this.logger.info('registrations written back to Redis', { aors: aors.length });
  }

  async #writeBack(aor: string): Promise<void> {
    const isPending = this.#memory.isPending(aor);
    const remembered = this.#memory.get(aor);
    // What another proxy wrote meanwhile is newer than what we merely remember, but not than what was registered here.
    await this.update(aor, (existing) => ok(isPending || existing.length === 0 ? this.#live(remembered) : existing));
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it like any other shape
  }
}
