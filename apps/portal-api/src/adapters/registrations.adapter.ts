import { aorBatches, endpointAors, type AorPlace, type Database, type EndpointAor } from '@switchyard/data';
import { CodedError, isoOf, type Clock, type Logger } from '@switchyard/kernel';
import { contactIdOf, liveEventsOf, locationKey, LocationTable, readLocations, type Registration } from '@switchyard/queue';
import type { Redis } from 'ioredis';
import type { RegisteredContact, RegisteredEndpoint, Registrations, RegistrationState } from '../ports/registrations.port.js';

/** More endpoints than that are not counted while somebody waits. */
const MOST_COUNTED = 20_000;
/** Registered endpoints of one answer, and endpoints that are looked at for it. */
const LISTED = 100;
const MOST_LOOKED_AT = 20_000;
const SCAN_STEP = 1000;
const MOST_SCANNED = 1_000_000;
/** The whole platform is counted for everybody at once, this often. */
const COUNTED_FOR_MS = 30_000;
/** As the users proxy sees it: so many pings in a row without an answer. */
const UNREACHABLE_AFTER = 3;
const ME = 'portal-api';

const shown = (of: Registration): RegisteredContact => ({
  id: contactIdOf(of),
  // The keys of a push service are between the phone and the proxy (RFC 8599 §9).
  contact: of.contact.replace(/;pn-(?:prid|param)=[^;?]*/gi, ''),
  ...of.source,
  userAgent: of.userAgent,
  expiresAt: isoOf(of.expiresAtMs),
  q: of.q / 1000,
  instance: of.instance ?? null,
  reachable: of.silentPings < UNREACHABLE_AFTER,
});

/** Registrations in Redis (`sy:loc:<name@domain>`), read as the users proxy writes them; a contact that has expired is none. */
export function redisRegistrations(database: Database, redis: Redis, clock: Clock, logger: Logger): Registrations {
  const table = new LocationTable(redis);
  const tell = liveEventsOf(redis, logger);
  const away = (cause: unknown): never => {
    throw new CodedError('live-away', 'Redis does not answer: registrations cannot be read.', {}, { cause });
  };
  const live = (text: string): readonly Registration[] =>
    readLocations(text)
      .filter(({ expiresAtMs }) => expiresAtMs > clock.nowMs())
      .sort((one, other) => other.expiresAtMs - one.expiresAtMs);
  const statesOf = async (endpoints: readonly EndpointAor[]): Promise<readonly RegistrationState[]> => {
    const asked = endpoints.filter(({ aor, isDirect }) => aor !== null && !isDirect);
    const texts = await table.readMany(asked.map(({ aor }) => aor ?? '')).catch(away);
    const found = new Map(asked.map((one, at) => [one, live(texts[at] ?? '').map(shown)] as const));
    return endpoints.map((one) => {
      const contacts = found.get(one) ?? [];
      return { id: one.id, status: one.isDirect ? 'direct' : contacts.length > 0 ? 'registered' : 'unregistered', contacts };
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
      const [next, keys] = await redis.scan(cursor, 'MATCH', locationKey('*'), 'COUNT', SCAN_STEP);
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
      return statesOf(ids.flatMap((id) => known.get(id) ?? []));
    },
    list: async (caller, cursor) => {
      const items: RegisteredEndpoint[] = [];
      let looked = 0;
      for await (const batch of aorBatches(database, caller, placeOf(cursor))) {
        const states = await statesOf(batch);
        looked += batch.length;
        for (const [at, one] of batch.entries()) {
          const state = states[at];
          if (state?.status === 'registered') items.push({ ...state, kind: one.kind, name: one.name, clientId: one.clientId });
          if (items.length === LISTED) return { items, next: `${one.kind}:${one.id}` };
        }
        const last = batch.at(-1);
        if (looked >= MOST_LOOKED_AT && last) return { items, next: `${last.kind}:${last.id}` };
      }
      return { items, next: null };
    },
    remove: async (caller, resource, id, contactId) => {
      const [endpoint] = await endpointAors(database, caller, resource, [id]);
      if (!endpoint) return undefined;
      const { aor, kind, endpointId, name, brandId, clientId } = endpoint;
      const gone =
        aor === null ? [] : await table.remove(aor, ME, (one) => contactId === undefined || contactIdOf(one) === contactId).catch(away);
      if (contactId !== undefined && gone.length === 0) return 'no-contact';
      const [state] = await statesOf([endpoint]);
      if (gone.length > 0 && state) {
        const of = { brandId, clientId, endpointKind: kind, endpointId, endpointName: name };
        tell({
          kind: 'registration',
          at: isoOf(clock.nowMs()),
          ...of,
          contacts: state.contacts.length,
          userAgent: gone[0]?.userAgent ?? '',
        });
      }
      return state;
    },
    count: async (caller) => {
      try {
        if (caller.scope.level === 'platform') return await countAll();
        let [asked, registered] = [0, 0];
        for await (const endpoints of aorBatches(database, caller)) {
          const aors = endpoints.flatMap(({ aor }) => aor ?? []);
          asked += aors.length;
          if (asked > MOST_COUNTED) return null;
          if (aors.length > 0) registered += await redis.exists(...aors.map(locationKey));
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

/** `terminal:4711`; anything else is the beginning. */
function placeOf(cursor: string): AorPlace | undefined {
  const [, kind, id] = /^(terminal|friend|residentialDevice|retailAccount):(\d{1,10})$/.exec(cursor) ?? [];
  return kind === undefined ? undefined : { kind: kind as AorPlace['kind'], afterId: Number(id) };
}
