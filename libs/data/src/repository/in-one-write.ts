import type { RequestContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { Database } from '../database.js';
import { inWriteSession } from './in-write-session.js';
import { Repository } from './repository.js';
import type { WriteSession } from './write-session.js';

/** Repositories whose writes are parts of one transaction. */
export type Repositories = <N extends ResourceName>(name: N) => Repository<N>;

/** Several writes together: all of them or none. What `run` throws takes everything back. */
export const inOneWrite = <T>(
  database: Database,
  ctx: RequestContext,
  run: (repository: Repositories, session: WriteSession) => Promise<T>,
): Promise<T> => inWriteSession(database, ctx, (session) => run((name) => new Repository(database, name, session), session));
