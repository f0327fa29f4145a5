import { describe, expect, it } from 'vitest';
import { newTurns, rankServers, type Ranked } from './rank-servers.js';

const servers = (...weights: number[]): readonly Ranked[] => weights.map((weight, index) => ({ id: index + 1, weight }));
const idle = (): number => 0;
const ids = (ranked: readonly Ranked[]): readonly number[] => ranked.map(({ id }) => id);

/** How many of `calls` each server gets as their first. */
function shares(calls: number, one: (call: number) => readonly Ranked[]): readonly number[] {
  const counts = new Map<number, number>();
  for (let call = 0; call < calls; call += 1) {
    const first = one(call)[0]?.id ?? 0;
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([, count]) => count);
}

describe('the order of application servers', () => {
  it('by hash keeps a key where it is, and shares keys by weight', () => {
    const by = (key: number) => ({ method: 'hash', key, turns: newTurns(), callsOf: idle }) as const;
    expect(rankServers(servers(1, 1, 1), by(7))).toEqual(rankServers(servers(1, 1, 1), by(7)));
    for (const share of shares(9000, (key) => rankServers(servers(1, 1, 1), by(key)))) expect(share).toBeGreaterThan(2700);
    const [small, large] = shares(8000, (key) => rankServers(servers(1, 3), by(key)));
    expect(small).toBeGreaterThan(1800);
    expect(small).toBeLessThan(2200);
    expect((small ?? 0) + (large ?? 0)).toBe(8000);
  });

  it('by hash moves only the keys of the server that goes', () => {
    const by = (key: number) => ({ method: 'hash', key, turns: newTurns(), callsOf: idle }) as const;
    for (let key = 1; key < 500; key += 1) {
      const all = ids(rankServers(servers(2, 1, 4, 1), by(key)));
      const without = ids(
        rankServers(
          servers(2, 1, 4, 1).filter(({ id }) => id !== 3),
          by(key),
        ),
      );
      expect(without).toEqual(all.filter((id) => id !== 3));
    }
  });

  it('in turn gives each its turn, and the next ones follow', () => {
    const turns = newTurns();
    const one = () => ids(rankServers(servers(1, 9, 1), { method: 'rr', key: 1, turns, callsOf: idle }));
    expect([one(), one(), one(), one()]).toEqual([
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
      [1, 2, 3],
    ]);
  });

  it('by weight never gives one server all of its share in a row', () => {
    const turns = newTurns();
    const firsts = Array.from(
      { length: 7 },
      () => rankServers(servers(5, 1, 1), { method: 'weighted', key: 1, turns, callsOf: idle })[0]?.id,
    );
    expect(firsts).toEqual([1, 1, 2, 1, 3, 1, 1]);
  });

  it('by load takes the fewest calls for the weight, and among equals the turn', () => {
    const calls = new Map([
      [1, 8],
      [2, 3],
      [3, 30],
    ]);
    const by = { method: 'leastLoaded', key: 1, turns: newTurns(), callsOf: (id: number) => calls.get(id) ?? 0 } as const;
    // 8/4 = 2, 3/1 = 3, 30/20 = 1.5
    expect(ids(rankServers(servers(4, 1, 20), by))).toEqual([3, 1, 2]);
    const equal = { ...by, callsOf: idle, turns: newTurns() };
    expect(shares(30, () => rankServers(servers(1, 1, 1), equal))).toEqual([10, 10, 10]);
  });
});
