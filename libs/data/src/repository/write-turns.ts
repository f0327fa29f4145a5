import type { Database } from '../database.js';

const last = new WeakMap<Database, Promise<unknown>>();

/**
 * Runs writes of this process one after the other. They would wait for the lock of the revision anyhow, but each with a
 * connection of the pool in its hands, and whoever only reads would wait behind them. Must not be asked for within a turn.
 */
export function inTurn<T>(database: Database, run: () => Promise<T>): Promise<T> {
  const turn = (last.get(database) ?? Promise.resolve()).then(run);
  last.set(
    database,
    turn.catch(() => undefined),
  );
  return turn;
}
