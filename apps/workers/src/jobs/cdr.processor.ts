import type { Logger } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';
import type { BalanceBoard } from '../ports/balance-board.port.js';
import type { LegStore } from '../ports/leg-store.port.js';
import { chargesOf } from './charges-of.js';

/**
 * One finished leg: rate it, store it, show the new balance. Idempotent at every point a process can die: charges follow
 * from the record alone, the store ignores a leg it has, and a balance is shown again also when the leg was stored before,
 * because the earlier run may have died between the two.
 */
export class CdrProcessor {
  constructor(
    private readonly legs: LegStore,
    private readonly balances: BalanceBoard,
    private readonly logger: Logger,
  ) {}

  /** Throws whatever the database or Redis throw: the queue tries again. */
  async run(record: LegRecord): Promise<void> {
    const charges = chargesOf(record);
    const isNew = await this.legs.store(record, charges);
    const balance = await this.legs.balanceOf(record.clientId);
    if (balance) await this.balances.show(record.clientId, balance);
    this.logger.info(isNew ? 'leg stored' : 'leg was already stored', {
      legUid: record.legUid,
      callUid: record.callUid,
      brandId: record.brandId,
      clientId: record.clientId,
      cause: record.cause,
      durationMs: record.durationMs,
      price: charges?.price ?? null,
    });
  }
}
