import { CodedError, isoOf, toAmount, toMicros, micros, type Amount, type RequestContext } from '@switchyard/kernel';
import { RESOURCES } from '@switchyard/model';
import { appendEvent } from '../changes/append-event.js';
import type { Database } from '../database.js';
import { refused } from '../errors.js';
import { lockRevision } from '../repository/config-change.js';
import { inTransaction } from '../repository/transaction.js';
import { requireAccess } from '../repository/tenancy.js';
import { inTurn } from '../repository/write-turns.js';
import type { Moved } from './move-balance.js';

export interface BalanceChange {
  readonly owner: 'client' | 'carrier';
  readonly id: number;
  /** Signed: what is added. */
  readonly amount: Amount;
  readonly comment: string;
}

/** What a DECIMAL(18,6) holds. */
const MOST = 999_999_999_999_999_999n;

/**
 * A payment or a correction by hand, of a client or of a carrier of the caller's brand: movement, balance and change log in one
 * transaction. Undefined when there is no such row in the brand. Throws `level-forbidden`, `not-granted`, `rule-broken`.
 */
export async function changeBalance(database: Database, ctx: RequestContext, change: BalanceChange): Promise<Moved | undefined> {
  const { owner, id, amount, comment } = change;
  requireAccess(RESOURCES[owner], ctx, 'update');
  const { scope } = ctx;
  if (scope.level !== 'brand')
    throw new CodedError('level-forbidden', `balances are changed by brands, not at level ${scope.level}`, { resource: owner });
  const { brandId } = scope;
  return inTurn(database, () =>
    inTransaction(database, async (manager) => {
      // First of all, as in every write: two of them cannot wait for each other.
      await lockRevision(manager);
      const [row] = (await manager.query(`SELECT name, balance FROM ${owner} WHERE id = ? AND brand_id = ? FOR UPDATE`, [id, brandId])) as {
        name: string;
        balance: Amount;
      }[];
      if (!row) return undefined;
      const after = toMicros(row.balance) + toMicros(amount);
      if (after > MOST || after < -MOST)
        throw refused('rule-broken', [{ field: 'amount', rule: 'makes a balance that is too large', value: amount }]);
      const balanceAfter = toAmount(micros(after));
      await manager.query(`UPDATE ${owner} SET balance = ? WHERE id = ? AND brand_id = ?`, [balanceAfter, id, brandId]);
      const { identifiers } = await manager.insert('balanceMovement', {
        brandId,
        clientId: owner === 'client' ? id : null,
        carrierId: owner === 'carrier' ? id : null,
        kind: 'manual',
        amount: toAmount(toMicros(amount)),
        balanceAfter,
        legUid: null,
        comment,
        createdAt: isoOf(Date.now()),
      });
      await appendEvent(manager, ctx, {
        resource: owner,
        id,
        title: row.name,
        operation: 'update',
        brandId,
        clientId: owner === 'client' ? id : null,
        values: [{ field: 'balance', old: row.balance, new: balanceAfter }],
      });
      return { balanceAfter, movementId: Number(identifiers[0]?.['id']) };
    }),
  );
}
