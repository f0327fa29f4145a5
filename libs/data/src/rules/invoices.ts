import { startOfDay, systemClock } from '@switchyard/kernel';
import type { FieldProblem } from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import type { DeletionRule } from './deletions.js';
import { problem, type Rule, type Write } from './rule.js';

const at = (write: Write, field: string): number => Date.parse(String(write.after[field]));
const first = async (write: Write, sql: string, values: readonly unknown[]): Promise<{ readonly id: number } | undefined> =>
  ((await write.manager.query(sql, [...values])) as { id: number }[])[0];

/** 50003: what was invoiced once is not invoiced again. */
async function overlap(write: Write, from: Date, to: Date): Promise<readonly FieldProblem[]> {
  const other = await first(
    write,
    'SELECT id FROM invoice WHERE client_id = ? AND id <> ? AND period_from < ? AND period_to > ? ORDER BY id LIMIT 1',
    [write.after['clientId'], write.before?.id ?? 0, to, from],
  );
  return other ? [problem(write, 'periodFrom', `must not overlap another invoice of the client, ${other.id} does (50003)`)] : [];
}

/** 50001: a call without a price would be given away. */
async function unrated(write: Write, from: Date, to: Date): Promise<readonly FieldProblem[]> {
  const call = await first(
    write,
    `SELECT id FROM billable_call WHERE client_id = ? AND started_at >= ? AND started_at < ? AND direction = 'outbound' AND price IS NULL LIMIT 1`,
    [write.after['clientId'], from, to],
  );
  return call ? [problem(write, 'periodFrom', `must have no unrated calls between it and the end, call ${call.id} is one (50001)`)] : [];
}

/** IV-175: which time an invoice may be about; days are those of the client's zone. The numbers are the reference's. */
const invoicePeriod: Rule = {
  name: 'invoice-period',
  on: ['invoice'],
  check: async (write) => {
    if (write.before && ['periodFrom', 'periodTo'].every((field) => write.before?.[field] === write.after[field])) return [];
    const [fromMs, toMs] = [at(write, 'periodFrom'), at(write, 'periodTo')];
    if (toMs <= fromMs) return [problem(write, 'periodTo', 'must lie after the beginning (50005)')];
    const client = await findRow(write.manager, 'client', { id: write.after['clientId'] });
    if (toMs > startOfDay(systemClock.nowMs(), String(client?.['timezone'])))
      return [problem(write, 'periodTo', 'must not lie beyond the last midnight where the client is (50006)')];
    const [from, to] = [new Date(fromMs), new Date(toMs)];
    const overlapping = await overlap(write, from, to);
    return overlapping.length > 0 ? overlapping : unrated(write, from, to);
  },
};

const invoiceNumber: Rule = {
  name: 'invoice-number',
  on: ['invoice'],
  check: (write) => {
    const [number, sequence] = [write.after['number'] ?? null, write.after['invoiceNumberSequenceId'] ?? null];
    if (write.before && number === null && write.before['number'] !== null) return [problem(write, 'number', 'must be given, an invoice keeps a number')]; // prettier-ignore
    if (number === null && sequence === null) return [problem(write, 'number', 'or a number sequence must be given')];
    return [];
  },
};

export const INVOICE_RULES: readonly Rule[] = [invoicePeriod, invoiceNumber];

/** Whoever works on the row must find it at the end. */
const beingMade: DeletionRule = {
  name: 'being-made',
  on: ['invoice', 'destinationRateGroup'],
  code: 'row-in-use',
  check: ({ name, before }) => {
    const [field, busy] = name === 'invoice' ? ['status', 'processing'] : ['importStatus', 'inProgress'];
    return before[field] === busy ? [{ field, rule: 'must not be in progress', value: busy }] : [];
  },
};

export const BILLING_DELETION_RULES: readonly DeletionRule[] = [beingMade];
