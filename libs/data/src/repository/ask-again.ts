import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, type AnyResource } from '@switchyard/model';
import type { Database } from '../database.js';
import { refused } from '../errors.js';
import { inWriteSession } from './in-write-session.js';
import { readRows, select } from './stored-row.js';
import { requireAccess, withinTenant } from './tenancy.js';

/** What is made by the platform from a row that waits for it, and can be asked for again. */
const AGAIN = {
  faxMessage: { waiting: { status: 'pending', statusText: null }, field: 'type', value: 'out', rule: 'must be out: only a sent document is sent again', busy: ['pending', 'inprogress'] }, // prettier-ignore
  invoice: { waiting: { status: 'waiting', statusMessage: null }, field: null, value: null, rule: '', busy: ['waiting', 'processing'] },
} as const;
export type AskedAgain = keyof typeof AGAIN;

/**
 * Puts a row back to where it waits: a document to be sent again, an invoice to be made again. Undefined when it is not the
 * caller's. Throws `rule-broken` when it waits already or was not made here, `level-forbidden`, `not-granted`.
 */
export function askAgain(
  database: Database,
  ctx: RequestContext,
  name: AskedAgain,
  id: number,
): Promise<{ readonly status: string } | undefined> {
  const resource: AnyResource = RESOURCES[name];
  requireAccess(resource, ctx, 'update');
  const { waiting, field, value, rule, busy } = AGAIN[name];
  return inWriteSession(database, ctx, async (session) => {
    const { manager } = session;
    const query = withinTenant(select(manager, name), resource, ctx.scope, 'write').andWhere('t.id = :id', { id });
    const [row] = await readRows(manager, name, query.setLock('pessimistic_write'));
    if (!row) return undefined;
    if (field !== null && row[field] !== value) throw refused('rule-broken', [{ field, rule, value: row[field] }]);
    const status = String(row['status']);
    if ((busy as readonly string[]).includes(status))
      throw refused('rule-broken', [{ field: 'status', rule: 'says that it is waited for already', value: status }]);
    await session.update(name, id, waiting);
    return { status: waiting.status };
  });
}
