import { CodedError } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import type { BalanceBoard } from '../ports/balance-board.port.js';

export const balanceKey = (clientId: number): string => `sy:balance:${clientId}`;
const VERSION_SEC = 3_600;
/**
 * Number of the movement behind the balance that is shown. Forgotten after an hour: writes race for seconds, and a database
 * that was restored counts its movements from a lower number again.
 */
const versionKey = (clientId: number): string => `${balanceKey(clientId)}:version`;

/**
 * Jobs run side by side, in several processes: the one that read the balance first may be the last to write it. The
 * comparison and the write are one step in Redis, so a balance never goes back to an older one.
 * KEYS balance, version · ARGV balance, version, seconds the version is remembered · answers 1 when it was shown.
 */
const SHOW_IF_LATER = `
local shown = tonumber(redis.call('GET', KEYS[2]) or '-1')
if shown and shown > tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
return 1`;

/** Throws `redis-away` when Redis does not answer: the job is tried again. */
export const redisBalanceBoard = (redis: Redis): BalanceBoard => ({
  show: async (clientId, { balance, version }) => {
    try {
      return (
        (await redis.eval(SHOW_IF_LATER, 2, balanceKey(clientId), versionKey(clientId), balance, String(version), String(VERSION_SEC))) ===
        1
      );
    } catch (cause) {
      throw new CodedError('redis-away', `cannot show the balance of client ${clientId}`, { clientId }, { cause });
    }
  },
});
