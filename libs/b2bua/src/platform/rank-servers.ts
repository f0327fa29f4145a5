import type { Distribution } from '@switchyard/model';

/** What the order is made of. `weight` is 1 to 100. */
export interface Ranked {
  readonly id: number;
  readonly weight: number;
}

/** What turns remember from call to call: one for each set of servers in each process. */
export interface Turns {
  /** Calls so far. */
  count: number;
  /** Smooth weighted turns: what each server is owed. */
  readonly owed: Map<number, number>;
}
export const newTurns = (): Turns => ({ count: 0, owed: new Map() });

export interface RankBy {
  readonly method: Distribution;
  /** The client: what `hash` keeps together. */
  readonly key: number;
  readonly turns: Turns;
  /** Calls that a server has now, as far as this process knows. */
  readonly callsOf: (id: number) => number;
}

/** `servers` in the order in which a call tries them. Everything but `hash` gives the next call another order. */
export function rankServers<S extends Ranked>(servers: readonly S[], by: RankBy): readonly S[] {
  if (servers.length < 2) return servers;
  switch (by.method) {
    case 'hash':
      return sortBy(servers, ({ id, weight }) => distance(by.key, id, weight));
    case 'rr':
      return turned(servers, by.turns.count++ % servers.length);
    case 'weighted':
      return smooth(servers, by.turns);
    case 'leastLoaded': {
      // Among equals the turn decides, or the first would get every call of a quiet night.
      const order = turned(servers, by.turns.count++ % servers.length);
      return sortBy(order, ({ id, weight }) => by.callsOf(id) / weight);
    }
  }
}

const turned = <S>(servers: readonly S[], first: number): readonly S[] => [...servers.slice(first), ...servers.slice(0, first)];

/** Stable: equals stay in the order they came in. Insertion sort, because sets have at most a few dozen servers and one key each. */
function sortBy<S>(servers: readonly S[], keyOf: (server: S) => number): readonly S[] {
  const sorted: S[] = [];
  const keys: number[] = [];
  for (const server of servers) {
    const key = keyOf(server);
    let at = sorted.length;
    while (at > 0 && (keys[at - 1] as number) > key) at -= 1;
    sorted.splice(at, 0, server);
    keys.splice(at, 0, key);
  }
  return sorted;
}

/**
 * Weighted rendezvous hashing: a client has the same server on every proxy, servers get clients by their weight, and when one goes only its
 * clients move. The hash is made uniform in (0, 1]; of exponential variates with rate `weight` the least wins with probability `weight / sum`.
 */
const distance = (key: number, id: number, weight: number): number => -Math.log((mix(key, id) + 1) / 4_294_967_296) / weight;

/** A 32-bit mix of two numbers (the finalizer of MurmurHash3, twice): close keys give unrelated results. */
function mix(key: number, id: number): number {
  return finish(finish(key + 0x9e37_79b9) ^ Math.imul(id, 0x85eb_ca6b));
}
function finish(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Smooth weighted turns: weights 5, 1, 1 give a a b a c a a, never five in a row. The others follow in the order of what they are owed. */
function smooth<S extends Ranked>(servers: readonly S[], { owed }: Turns): readonly S[] {
  let total = 0;
  for (const { id, weight } of servers) {
    total += weight;
    owed.set(id, (owed.get(id) ?? 0) + weight);
  }
  const order = sortBy(servers, ({ id }) => -(owed.get(id) ?? 0));
  const [first] = order;
  if (first) owed.set(first.id, (owed.get(first.id) ?? 0) - total);
  return order;
}
