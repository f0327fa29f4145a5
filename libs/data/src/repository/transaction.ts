import type { EntityManager } from 'typeorm';
import { isRetryable } from '../errors.js';
import { type Database, sourceOf } from '../database.js';

const MAX_TRIES = 5;

/** Runs in one transaction; tries again when the database chose it as a deadlock's victim. `run` must not act outside. */
export async function inTransaction<T>(dataSource: Database, run: (manager: EntityManager) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await sourceOf(dataSource).transaction(run);
    } catch (thrown) {
      if (tries >= MAX_TRIES || !isRetryable(thrown)) throw thrown;
    }
}
