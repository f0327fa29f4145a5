import { isoOf, nextPeriodStart, systemClock, type PeriodUnit } from '@switchyard/kernel';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { findRow } from '../repository/stored-row.js';
import type { Write } from '../rules/rule.js';
import type { Completion } from './completion.js';

const isChanged = (write: Write, ...fields: readonly string[]): boolean =>
  !write.before || fields.some((field) => write.before?.[field] !== write.after[field]);

/** Country and national number follow from the number; a country of the table is looked for, others stay empty. */
const ddiNumber: Completion = {
  name: 'ddi-number',
  on: ['ddi'],
  complete: async (write) => {
    if (!isChanged(write, 'number')) return {};
    const parsed = parsePhoneNumberFromString(String(write.after['number']));
    const country = parsed?.country ? await findRow(write.manager, 'country', { code: parsed.country }) : undefined;
    return { countryId: country?.id ?? null, nationalNumber: parsed?.nationalNumber ?? '' };
  },
};

/** Reference §1.4: what lies behind a block is never reached, so it is a stopper. */
const blockStops: Completion = {
  name: 'block-stops',
  on: ['outgoingRouting'],
  complete: ({ after }) => (after['routingMode'] === 'block' ? { stopper: true } : {}),
};

/** IV-174, IV-179: at eight in the morning of the first day of the next period, by the clock of the brand. */
const RUNS_AT_HOUR = 8;
const nextExecution: Completion = {
  name: 'next-execution',
  on: ['invoiceScheduler', 'callCsvScheduler'],
  complete: async (write) => {
    if (!isChanged(write, 'unit', 'frequency')) return {};
    const brand = await findRow(write.manager, 'brand', { id: write.after['brandId'] });
    const unit = write.after['unit'] as PeriodUnit;
    return { nextExecutionAt: isoOf(nextPeriodStart(systemClock.nowMs(), unit, String(brand?.['timezone']), RUNS_AT_HOUR)) };
  },
};

/** An invoice is in the currency of its client, whatever that becomes later. */
const invoiceFacts: Completion = {
  name: 'invoice-facts',
  on: ['invoice'],
  complete: async (write) => {
    if (write.before) return {};
    const client = await findRow(write.manager, 'client', { id: write.after['clientId'] });
    return { currency: client?.['currency'] ?? null, createdAt: isoOf(systemClock.nowMs()) };
  },
};

export const PROVIDER_COMPLETIONS: readonly Completion[] = [ddiNumber, blockStops, nextExecution, invoiceFacts];
