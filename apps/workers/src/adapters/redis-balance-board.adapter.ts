import { CodedError } from '@switchyard/kernel';
import { showBalance } from '@switchyard/queue';
import type { Redis } from 'ioredis';
import type { BalanceBoard } from '../ports/balance-board.port.js';

/** Throws `redis-away` when Redis does not answer: the job is tried again. */
export const redisBalanceBoard = (redis: Redis): BalanceBoard => ({
  show: async (clientId, moved) => {
    try {
      return await showBalance(redis, clientId, moved);
    } catch (cause) {
      throw new CodedError('redis-away', `cannot show the balance of client ${clientId}`, { clientId }, { cause });
    }
  },
});
