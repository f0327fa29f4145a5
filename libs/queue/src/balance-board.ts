import type { Redis } from 'ioredis';

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

/** A client's balance after a movement, and the number of that movement. */
export interface MovedBalance {
  readonly balance: string;
  readonly version: number;
}

/**
 * Shows a client's balance to the proxies, which ask for it while they authorise calls, unless a later one is shown already;
 * answers whether it did. Rejects while Redis is away.
 */
export const showBalance = async (redis: Redis, clientId: number, { balance, version }: MovedBalance): Promise<boolean> =>
  (await redis.eval(SHOW_IF_LATER, 2, balanceKey(clientId), versionKey(clientId), balance, String(version), String(VERSION_SEC))) === 1;
