import { CodedError } from '@switchyard/kernel';
import { type Database, sourceOf } from '../database.js';

const LOCK = 'switchyard-migrations';
const LOCK_WAIT_SEC = 60;

/** One process migrates at a time: the lock belongs to a connection and goes with it. */
async function exclusively<T>(dataSource: Database, run: () => Promise<T>): Promise<T> {
  const holder = sourceOf(dataSource).createQueryRunner();
  try {
    const [row] = (await holder.query('SELECT GET_LOCK(?, ?) AS got', [LOCK, LOCK_WAIT_SEC])) as { got: unknown }[];
    if (Number(row?.got) !== 1) throw new CodedError('migrations-locked', `another process has been migrating for ${LOCK_WAIT_SEC} s`);
    return await run();
  } finally {
    await holder.query('DO RELEASE_LOCK(?)', [LOCK]).finally(() => holder.release());
  }
}

/** Brings the schema up to date; quick and harmless when it is. Answers the names of what was applied. */
export const runMigrations = (dataSource: Database): Promise<{ applied: readonly string[] }> =>
  exclusively(dataSource, async () => {
    // DDL commits by itself on both databases, so a transaction around it would promise what it cannot keep.
    const applied = await sourceOf(dataSource).runMigrations({ transaction: 'none' });
    return { applied: applied.map(({ name }) => name) };
  });

/** Takes back the latest migration; for tests and for a release that is withdrawn. */
export const revertMigration = (dataSource: Database): Promise<void> =>
  exclusively(dataSource, () => sourceOf(dataSource).undoLastMigration({ transaction: 'none' }));
