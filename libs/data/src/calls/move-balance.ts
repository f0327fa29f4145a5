import { isoOf, type Amount } from '@switchyard/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../repository/transaction.js';

interface Movement {
  readonly brandId: number;
  readonly clientId: number;
  readonly kind: 'call' | 'manual';
  /** Signed: what is added to the balance. */
  readonly amount: Amount;
  readonly legUid: string | null;
}

export interface Moved {
  readonly balanceAfter: Amount;
  /** Grows with every movement of a client: the newest balance is that of the highest id. */
  readonly movementId: number;
}

/**
 * Adds to a client's balance and writes the movement, in the caller's transaction. The database adds (DECIMAL, exact); the
 * row stays locked until the commit, so `balanceAfter` of the movements of one client is a chain without gaps.
 * Undefined: the client does not exist any more.
 */
export async function moveBalance(manager: EntityManager, movement: Movement): Promise<Moved | undefined> {
  const { brandId, clientId, kind, amount, legUid } = movement;
  await manager.query('UPDATE client SET balance = balance + ? WHERE id = ? AND brand_id = ?', [amount, clientId, brandId]);
  const [row] = (await manager.query('SELECT balance FROM client WHERE id = ? AND brand_id = ? FOR UPDATE', [clientId, brandId])) as {
    balance: Amount;
  }[];
  if (!row) return undefined;
  const { identifiers } = await manager.insert('balanceMovement', {
    brandId,
    clientId,
    kind,
    amount,
    balanceAfter: row.balance,
    legUid,
    createdAt: isoOf(Date.now()),
  });
  return { balanceAfter: row.balance, movementId: Number(identifiers[0]?.['id']) };
}

/** A payment or a correction by hand; answers the balance after it, undefined when the client does not exist. */
export const adjustBalance = (dataSource: DataSource, client: { readonly brandId: number; readonly clientId: number }, amount: Amount) =>
  inTransaction(dataSource, (manager) => moveBalance(manager, { ...client, kind: 'manual', amount, legUid: null }));

/** A client's balance as it is now; undefined when the client does not exist. */
export async function readBalance(dataSource: DataSource, clientId: number): Promise<Amount | undefined> {
  const [row] = (await dataSource.query('SELECT balance FROM client WHERE id = ?', [clientId])) as { balance: Amount }[];
  return row?.balance;
}
