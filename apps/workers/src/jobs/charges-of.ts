import type { LegRecord } from '@switchyard/model';
import { priceOf } from '@switchyard/rating';
import type { Charges } from '../ports/leg-store.port.js';

/**
 * Price and cost of a leg by the rates frozen with it (invariant I9): the same figures however often it is asked.
 * Null when it was not answered: such a leg is recorded, never charged. A bounced call costs no carrier anything.
 */
export function chargesOf(record: LegRecord): Charges | null {
  if (record.answeredAt === null) return null;
  const price = record.price && priceOf(record.price, record.durationMs).amount;
  if (record.bounced) return { price, cost: '0.000000' };
  return { price, cost: record.cost && priceOf(record.cost, record.durationMs).amount };
}
