import { VERBS, type RequestContext, type Verb } from '@switchyard/kernel';
import type { Database } from '../database.js';
import { publishChange } from '../repository/config-change.js';
import { requireAccess } from '../repository/tenancy.js';
import { inTransaction } from '../repository/transaction.js';
import { WriteSession } from '../repository/write-session.js';
import { resourceOf } from '../schema/references.js';
import { grantableAt, grantColumns } from './grants.js';
import type { LoginRow } from './login-rows.js';

/** What a bulk grant leaves an administrator with. */
export type GrantPreset = 'all' | 'read-only' | 'none';
const VERBS_OF: Readonly<Record<GrantPreset, readonly Verb[]>> = { all: VERBS, 'read-only': ['read'], none: [] };

/**
 * Replaces the grants of an administrator, who was found through the caller's tenant: one row per resource, or none. Answers
 * how many. Throws `level-forbidden`, `not-granted`.
 */
export async function bulkGrant(database: Database, caller: RequestContext, login: LoginRow, preset: GrantPreset): Promise<number> {
  for (const verb of ['create', 'delete'] as const) requireAccess(resourceOf('administratorGrant'), caller, verb);
  const { level } = login.scope;
  const names = preset === 'none' ? [] : grantableAt(level);
  const brandId = login.scope.level === 'platform' ? null : login.scope.brandId;
  const changes = await inTransaction(database, async (manager) => {
    const session = await WriteSession.begin(manager, caller);
    const known = (await manager.query('SELECT id FROM administrator_grant WHERE administrator_id = ? ORDER BY id', [login.id])) as {
      id: number;
    }[];
    for (const { id } of known) await session.remove('administratorGrant', id);
    const rows = names.map((resource) => ({
      brandId,
      administratorId: login.id,
      resource,
      ...grantColumns(resource, level, VERBS_OF[preset]),
    }));
    await session.insertMany('administratorGrant', rows);
    return session.finish();
  });
  const last = changes.at(-1);
  if (last) publishChange(database, last);
  return names.length;
}
