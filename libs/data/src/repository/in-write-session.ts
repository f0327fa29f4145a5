import type { RequestContext } from '@switchyard/kernel';
import type { Database } from '../database.js';
import { publishChange } from './config-change.js';
import { inTransaction } from './transaction.js';
import { WriteSession } from './write-session.js';
import { inTurn } from './write-turns.js';

/** One transaction with its lock, its records and, after the commit, word to the other processes. */
export async function inWriteSession<T>(database: Database, ctx: RequestContext, run: (session: WriteSession) => Promise<T>): Promise<T> {
  const { result, changes } = await inTurn(database, () =>
    inTransaction(database, async (manager) => {
      const session = await WriteSession.begin(manager, ctx);
      const answer = await run(session);
      return { result: answer, changes: await session.finish() };
    }),
  );
  // Whoever follows reads everything up to the newest change.
  const last = changes.at(-1);
  if (last) publishChange(database, last);
  return result;
}
