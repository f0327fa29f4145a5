import { silentLogger } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { balancesOf, type BalanceSources } from './balances.adapter.js';

type RedisPart = BalanceSources['redis'];

/** A Redis of one key, and a ledger, either of which can be away. */
function sources(shown: string | null, stored: string | undefined) {
  const state = { shown, stored, redisAway: false, ledgerAway: false, set: [] as unknown[][] };
  const balances = balancesOf({
    redis: {
      get status() {
        return 'ready' as const;
      },
      get: () => (state.redisAway ? Promise.reject(new Error('Connection is closed.')) : Promise.resolve(state.shown)),
      set: (...args: unknown[]) => {
        state.set.push(args);
        return state.redisAway ? Promise.reject(new Error('Connection is closed.')) : Promise.resolve('OK');
      },
    } as unknown as RedisPart,
    ledger: () => (state.ledgerAway ? Promise.reject(new Error('connect ECONNREFUSED')) : Promise.resolve(state.stored)),
    logger: silentLogger,
  });
  return { state, balances };
}

describe('the balance of a prepaid client', () => {
  it('is the one the workers show', async () => {
    const { balances, state } = sources('12.500000', '99.000000');
    expect(await balances.of(1)).toBe('12.500000');
    expect(state.set).toEqual([]);
  });

  it('is asked from the ledger when nobody shows one, and shown for a moment without overwriting a later one', async () => {
    const { balances, state } = sources(null, '50.000000');
    expect(await balances.of(7)).toBe('50.000000');
    expect(state.set).toEqual([['sy:balance:7', '50.000000', 'EX', 10, 'NX']]);
  });

  it('is asked from the ledger when Redis is away or shows no amount', async () => {
    const { balances, state } = sources('plenty', '50.000000');
    expect(await balances.of(1)).toBe('50.000000');
    state.redisAway = true;
    expect(await balances.of(1)).toBe('50.000000');
  });

  it('is the last one known when both are away', async () => {
    const { balances, state } = sources('12.500000', undefined);
    await balances.of(1);
    state.redisAway = state.ledgerAway = true;
    expect(await balances.of(1)).toBe('12.500000');
    expect(await balances.of(2)).toBeNull();
  });

  it('is not known for a client who does not exist', async () => {
    expect(await sources(null, undefined).balances.of(1)).toBeNull();
  });
});
