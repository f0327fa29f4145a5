import { CodedError } from '@switchyard/kernel';
import { lockRow, select } from '../repository/stored-row.js';
import type { Effect } from './effect.js';

/** The next number of a sequence: prefix and a counter that is at least so many digits long. */
function numberAfter(sequence: Readonly<Record<string, unknown>>): string {
  const prefix = String(sequence['prefix']);
  const counter = BigInt(String(sequence['latestNumber']).slice(prefix.length) || '0') + BigInt(Number(sequence['increment']));
  return prefix + String(counter).padStart(Number(sequence['digits']), '0');
}

/** IV-174: an invoice without a number takes the next of its sequence; two at once wait for each other. */
const invoiceNumbered: Effect = {
  name: 'invoice-numbered',
  on: ['invoice'],
  after: 'create',
  run: async ({ manager, id, after, update }) => {
    if ((after['number'] ?? null) !== null) return;
    const sequence = await lockRow(manager, 'invoiceNumberSequence', { id: after['invoiceNumberSequenceId'] });
    if (!sequence) throw new CodedError('row-lost', 'the number sequence of the invoice is not there', { id });
    const number = numberAfter(sequence);
    await update('invoiceNumberSequence', sequence.id, { latestNumber: number });
    await update('invoice', id, { number });
  },
};

/** Calls outlive the invoice that listed them, and may be listed by another one (reference §1.6). */
const callsReleased: Effect = {
  name: 'calls-released',
  on: ['invoice'],
  after: 'delete',
  run: async ({ manager, id, after: { clientId } }) => {
    // The client is in the index that finds them.
    for (const calls of ['billableCall', 'billableCallHistoric'] as const)
      await manager.update(calls, { clientId, invoiceId: id }, { invoiceId: null });
  },
};

/** A routing that is not least-cost any more has no list of carriers. */
const lcrLeft: Effect = {
  name: 'lcr-left',
  on: ['outgoingRouting'],
  after: 'update',
  run: async ({ manager, id, before, after, remove }) => {
    if (before?.['routingMode'] !== 'lcr' || after['routingMode'] === 'lcr') return;
    const rows = await select(manager, 'outgoingRoutingCarrier', { outgoingRoutingId: id }).getMany();
    for (const row of rows) await remove('outgoingRoutingCarrier', Number(row['id']));
  },
};

export const BILLING_EFFECTS: readonly Effect[] = [invoiceNumbered, callsReleased, lcrLeft];
