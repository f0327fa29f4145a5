import { toAmount, toMicros, micros, type Amount } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { duplicateKeyOf } from '../errors.js';
import { inTransaction } from '../repository/transaction.js';
import { moveBalance, type Moved } from './move-balance.js';
import type { Database } from '../database.js';

/** What a leg costs, from `libs/rating`; null amounts where no rate applies to that side. */
export interface RatedLeg {
  readonly price: Amount | null;
  readonly cost: Amount | null;
}

export interface StoredLeg {
  /** False: the leg was stored before and nothing was changed now. */
  readonly stored: boolean;
  readonly clientId: number;
  /** The client's balance after this leg; absent when no price was taken. */
  readonly balanceAfter?: Amount;
  /** Id of the movement, which orders the balances of a client; absent with `balanceAfter`. */
  readonly movementId?: number;
}

/** Called seconds are whole seconds that have begun. */
const durationSecOf = (record: LegRecord): number => Math.ceil(record.durationMs / 1000);
const negated = (amount: Amount): Amount => toAmount(micros(0n - toMicros(amount)));

/** What the called side may read of who called: nothing of a number that was withheld from it. The calling side knows its own. */
function callerColumns({ direction, anonymous, caller }: LegRecord) {
  const shown = caller.slice(0, 64);
  return anonymous && direction === 'inbound' ? { caller: 'anonymous', withheldCaller: shown === '' ? null : shown } : { caller: shown };
}

/** Columns that raw and billable records share. */
const legColumns = (record: LegRecord) => ({
  brandId: record.brandId,
  clientId: record.clientId,
  userId: record.userId,
  legUid: record.legUid,
  callUid: record.callUid,
  direction: record.direction,
  startedAt: record.startedAt,
  ...callerColumns(record),
  callee: record.callee.slice(0, 64),
  anonymous: record.anonymous,
  diversion: record.diversion?.slice(0, 64) ?? null,
  endpointType: record.userId === null ? null : 'user',
  endpointId: record.userId,
  endpointName: record.endpointName?.slice(0, 100) ?? null,
  durationSec: durationSecOf(record),
  cause: record.cause,
  causeClass: record.causeClass,
  carrierId: record.carrierId,
  carrierName: record.carrierName,
  ddiProviderId: record.ddiProviderId,
  ddiId: record.ddiId,
  bounced: record.bounced,
  configRevision: record.configRevision,
});

async function storeRecord(manager: EntityManager, record: LegRecord): Promise<void> {
  const { answeredAt, endedAt, sipStatus, legUid, brandId, clientId } = record;
  await manager.insert('callLeg', { ...legColumns(record), answeredAt, endedAt, sipStatus });
  const [decision, trace, attempts] = [record.decision, record.trace, record.attempts].map((part) => JSON.stringify(part));
  await manager.insert('callTrace', { legUid, brandId, clientId, decision, trace, attempts });
}

async function bill(manager: EntityManager, record: LegRecord, rated: RatedLeg): Promise<Moved | undefined> {
  const { price, cost } = rated;
  await manager.insert('billableCall', {
    ...legColumns(record),
    destinationName: record.price?.destinationName ?? record.cost?.destinationName ?? null,
    ratingPlanName: record.price?.ratingPlanName ?? null,
    price,
    priceDetails: price === null ? null : record.price,
    currency: price === null ? null : (record.price?.currency ?? null),
    cost,
    costCurrency: cost === null ? null : (record.cost?.currency ?? null),
  });
  const { brandId, clientId, legUid } = record;
  const moved =
    price === null ? undefined : await moveBalance(manager, { brandId, clientId, kind: 'call', amount: negated(price), legUid });
  // The carrier is last: every transaction takes the client's row first, so two of them cannot wait for each other.
  if (cost !== null && record.carrierId !== null)
    await manager.query('UPDATE carrier SET balance = balance - ? WHERE id = ? AND brand_id = ?', [cost, record.carrierId, brandId]);
  return moved;
}

/**
 * Writes the record of one leg, once, in one transaction (invariant I1): raw record and trace, and for an answered leg with
 * a price or a cost also the billable call, the balance movement, the client's and the carrier's balance. `legUid` is the
 * key: a second call changes nothing and answers `stored: false`. Throws only when the database is away or broken: retry.
 */
export async function storeLeg(dataSource: Database, record: LegRecord, rated: RatedLeg | null): Promise<StoredLeg> {
  const { clientId } = record;
  try {
    return await inTransaction(dataSource, async (manager) => {
      await storeRecord(manager, record);
      const moved = rated !== null && record.answeredAt !== null ? await bill(manager, record, rated) : undefined;
      return { stored: true, clientId, ...moved };
    });
  } catch (thrown) {
    if (duplicateKeyOf(thrown) !== 'uq_call_leg_leg_uid') throw thrown;
    return { stored: false, clientId };
  }
}
