import { isoOf, type Amount } from '@switchyard/kernel';
import type { EntityManager } from 'typeorm';
import { inTransaction } from '../repository/transaction.js';
import { type Database, sourceOf } from '../database.js';

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
export const adjustBalance = (database: Database, client: { readonly brandId: number; readonly clientId: number }, amount: Amount) =>
  inTransaction(database, (manager) => moveBalance(manager, { ...client, kind: 'manual', amount, legUid: null }));

/** A client's balance as it is now; undefined when the client does not exist. */
export async function readBalance(dataSource: Database, clientId: number): Promise<Amount | undefined> {
  const [row] = (await sourceOf(dataSource).query('SELECT balance FROM client WHERE id = ?', [clientId])) as { balance: Amount }[];
  return row?.balance;
}

/**
 * The balance of a client with the id of the movement that made it (0: none yet). A movement is inserted while its client's row
 * is locked, so ids of one client's movements rise in the order of commits. Undefined: there is no such client.
 */
export async function readNewestBalance(
  database: Database,
  clientId: number,
): Promise<{ readonly balance: Amount; readonly version: number } | undefined> {
  const [last] = (await sourceOf(database).query(
    'SELECT id, balance_after AS balance FROM balance_movement WHERE client_id = ? ORDER BY id DESC LIMIT 1',
    [clientId],
  )) as { id: number | string; balance: Amount }[];
  if (last) return { balance: last.balance, version: Number(last.id) };
  const balance = await readBalance(database, clientId);
  return balance === undefined ? undefined : { balance, version: 0 };
}
