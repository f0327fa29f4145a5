import { isAmount, messageOf, type Amount, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import type { Balances } from '../ports/balances.port.js';

export interface BalanceSources {
  readonly redis: Pick<Redis, 'get' | 'set' | 'status'>;
  /** The ledger in the database; rejects while it is away. */
  readonly ledger: (clientId: number) => Promise<Amount | undefined>;
  readonly logger: Logger;
}

/** A balance from the ledger is shown to others this long; the workers overwrite it with every rated call. */
const SHOW_SEC = 10;

/**
 * Balances as the workers show them in Redis after each commit. A client nobody has rated yet is asked from the ledger; when neither
 * answers, the last figure this process saw stands.
 */
export function balancesOf({ redis, ledger, logger }: BalanceSources): Balances {
  const seen = new Map<number, Amount>();
  const remember = (clientId: number, balance: Amount): Amount => {
    seen.set(clientId, balance);
    return balance;
  };
  const key = (clientId: number): string => `sy:balance:${clientId}`;
  return {
    of: async (clientId) => {
      try {
        const shown = redis.status === 'ready' ? await redis.get(key(clientId)) : null;
        if (shown !== null && isAmount(shown)) return remember(clientId, shown);
      } catch (thrown) {
        logger.debug('a balance was not read from Redis', { clientId, reason: messageOf(thrown) });
      }
      try {
        const stored = await ledger(clientId);
        if (stored === undefined) return null;
        if (redis.status === 'ready') await redis.set(key(clientId), stored, 'EX', SHOW_SEC, 'NX').catch(() => null);
        return remember(clientId, stored);
      } catch (thrown) {
        logger.warn('a balance cannot be read, the last one known stands', {
          clientId,
          reason: messageOf(thrown),
          known: seen.has(clientId),
        });
        return seen.get(clientId) ?? null;
      }
    },
  };
}
