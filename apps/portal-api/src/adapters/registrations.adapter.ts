import { aorBatches, endpointAors, type Database } from '@switchyard/data';
import { CodedError, isoOf, type Clock } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { RegisteredContact, Registrations } from '../ports/registrations.port.js';

/** What the users proxy keeps of a contact; the rest is its own affair. */
const stored = z.object({
  contact: z.string(),
  source: z.object({ protocol: z.string(), address: z.string(), port: z.number() }),
  expiresAtMs: z.number(),
  userAgent: z.string(),
});
const PREFIX = 'sy:loc:';
/** More endpoints than that are not counted while somebody waits. */
const MOST_COUNTED = 20_000;
const SCAN_STEP = 1000;
const MOST_SCANNED = 1_000_000;
/** The whole platform is counted for everybody at once, this often. */
const COUNTED_FOR_MS = 30_000;

function contactOf(text: string): (RegisteredContact & { readonly expiresAtMs: number }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = stored.safeParse(value);
  if (!parsed.success) return undefined;
  const { contact, source, expiresAtMs, userAgent } = parsed.data;
  return { contact, ...source, userAgent, expiresAt: isoOf(expiresAtMs), expiresAtMs };
}

/** Registrations in Redis (`sy:loc:<name@domain>`), read as the users proxy writes them; a contact that has expired is none. */
export function redisRegistrations(database: Database, redis: Redis, clock: Clock): Registrations {
  const away = (cause: unknown): never => {
    throw new CodedError('live-away', 'Redis does not answer: registrations cannot be read.', {}, { cause });
  };
  const contactsOf = async (aors: readonly string[]): Promise<readonly (readonly RegisteredContact[])[]> => {
    if (aors.length === 0) return [];
    const pipeline = redis.pipeline();
    for (const aor of aors) pipeline.hvals(PREFIX + aor);
    const answers = (await pipeline.exec().catch(away)) ?? [];
    return answers.map(([error, values]) => {
      if (error) return away(error);
      return (values as string[])
        .flatMap((text) => contactOf(text) ?? [])
        .filter(({ expiresAtMs }) => expiresAtMs > clock.nowMs())
        .sort((one, other) => other.expiresAtMs - one.expiresAtMs)
        .map(({ expiresAtMs: _ms, ...shown }) => shown);
    });
  };
  let everywhere: { readonly atMs: number; readonly count: number | null } | undefined;
  const countAll = async (): Promise<number | null> => {
    const nowMs = clock.nowMs();
    if (everywhere && nowMs - everywhere.atMs < COUNTED_FOR_MS) return everywhere.count;
    let [cursor, scanned, count] = ['0', 0, 0];
    const all = await redis.dbsize();
    // A Redis that is full of other things would be read for seconds.
    if (all > MOST_SCANNED) return null;
    const seen = new Set<string>();
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', SCAN_STEP);
      cursor = next;
      for (const key of keys) seen.add(key);
      scanned += SCAN_STEP;
    } while (cursor !== '0' && scanned < MOST_SCANNED * 2);
    count = seen.size;
    everywhere = { atMs: nowMs, count };
    return count;
  };

  return {
    of: async (caller, resource, ids) => {
      const known = new Map((await endpointAors(database, caller, resource, ids)).map((one) => [one.id, one] as const));
      const found = ids.flatMap((id) => known.get(id) ?? []);
      const asked = found.filter(({ aor, isDirect }) => aor !== null && !isDirect);
      const contacts = await contactsOf(asked.map(({ aor }) => aor ?? ''));
      const byId = new Map(asked.map(({ id }, index) => [id, contacts[index] ?? []] as const));
      return found.map(({ id, isDirect }) => {
        const own = byId.get(id) ?? [];
        return { id, status: isDirect ? 'direct' : own.length > 0 ? 'registered' : 'unregistered', contacts: own };
      });
    },
    count: async (caller) => {
      try {
        if (caller.scope.level === 'platform') return await countAll();
        let [asked, registered] = [0, 0];
        for await (const aors of aorBatches(database, caller)) {
          asked += aors.length;
          if (asked > MOST_COUNTED) return null;
          registered += await redis.exists(...aors.map((aor) => PREFIX + aor));
        }
        return registered;
      } catch (thrown) {
        // The rest of a dashboard is worth showing without Redis.
        if (redis.status !== 'ready') return null;
        throw thrown;
      }
    },
  };
}
