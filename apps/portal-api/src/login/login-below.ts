import { refusal } from '@switchyard/api-kit';
import { Repository, type Database, type LoginKind, type LoginRef } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';

/** A login of the caller's tenant by its id; `not-found` for everybody else's, as for one that does not exist. */
export async function loginBelow(database: Database, caller: RequestContext, kind: LoginKind, id: number): Promise<LoginRef> {
  const row = await new Repository(database, kind).get(caller, id);
  if (!row) throw refusal('not-found', `There is no ${kind} with the id ${id}.`);
  return { kind, id };
}
