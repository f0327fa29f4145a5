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
  const remove = async (ctx: RequestContext, id: number, ...more: readonly unknown[]): Promise<unknown> => {
    if (redis.status !== 'ready') throw refusal('queue-away', 'The guards cannot be told at the moment; try again.');
    const row = (await store.get(ctx, id)) as BannedAddress | undefined;
    const removed = await (store.remove as (...args: readonly unknown[]) => Promise<unknown>)(ctx, id, ...more);
    if (row && removed && row.blocker !== 'ipFilter') {
      try {
        await releaseBan(redis, row.ip, row.aor);
      } catch (thrown) {
        logger.error('a ban was taken out of the table, but the guards were not told', {
          ip: row.ip,
          aor: row.aor,
          why: messageOf(thrown),
        });
        throw refusal('queue-away', 'The guards could not be told; the ban ends by itself.');
      }
    }
    return removed;
  };
  return new Proxy(store, {
    get: (target, key): unknown => {
      if (key === 'remove') return remove;
      const value = Reflect.get(target, key) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
