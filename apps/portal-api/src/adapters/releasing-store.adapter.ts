import { refusal, type RowStore, type RowStores } from '@switchyard/api-kit';
import { releaseBan } from '@switchyard/guard';
import { messageOf, type Logger, type RequestContext } from '@switchyard/kernel';
import type { BannedAddress } from '@switchyard/model';
import type { Redis } from 'ioredis';

/**
 * Whoever takes a row out of the table of banned addresses lets its address in again, on all nodes at once (IV-37): the table shows what the
 * guards of the proxies have in Redis. Refused with `queue-away` while Redis is away, because the ban would stay.
 */
export function releasingStores(stores: RowStores, redis: Redis, logger: Logger): RowStores {
  let releasing: RowStore | undefined;
  return (resource) => {
    const store = stores(resource);
    if (resource !== 'bannedAddress' && resource !== 'banned-addresses') return store;
    releasing ??= withRelease(store, redis, logger);
    return releasing;
  };
}

function withRelease(store: RowStore, redis: Redis, logger: Logger): RowStore {
  /** Rows whose guards have something to forget; what is not the caller's is for the store to refuse. */
  const bansOf = async (ctx: RequestContext, ids: readonly number[]): Promise<readonly BannedAddress[]> => {
    const rows = await Promise.all(ids.map(async (id) => (await store.get(ctx, id)) as BannedAddress | undefined));
    if (rows.includes(undefined)) return [];
    const bans = (rows as readonly BannedAddress[]).filter(({ blocker }) => blocker !== 'ipFilter');
    if (bans.length > 0 && redis.status !== 'ready') throw refusal('queue-away', 'The guards cannot be told at the moment; try again.');
    return bans;
  };
  const release = async (bans: readonly BannedAddress[]): Promise<void> => {
    for (const { ip, aor } of bans) {
      try {
        await releaseBan(redis, ip, aor);
      } catch (thrown) {
        logger.error('a ban was taken out of the table, but the guards were not told', { ip, aor, why: messageOf(thrown) });
        throw refusal('queue-away', 'The guards could not be told; the ban ends by itself.');
      }
    }
  };
  const remove: RowStore['remove'] = async (ctx, id, ...more) => {
    const bans = await bansOf(ctx, [id]);
    const removed = await store.remove(ctx, id, ...more);
    if (removed) await release(bans);
    return removed;
  };
  const removeMany: RowStore['removeMany'] = async (ctx, ids) => {
    const bans = await bansOf(ctx, ids);
    await store.removeMany(ctx, ids);
    await release(bans);
  };
  return new Proxy(store, {
    get: (target, key): unknown => {
      if (key === 'remove') return remove;
      if (key === 'removeMany') return removeMany;
      const value = Reflect.get(target, key) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
