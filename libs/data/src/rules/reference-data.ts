import type { EntityManager } from 'typeorm';
import { findRow } from '../repository/stored-row.js';
import { problem, type Rule } from './rule.js';

const ISO_4217: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** A currency of ISO 4217, or one that the platform has added. */
const isCurrency = async (manager: EntityManager, code: string): Promise<boolean> =>
  ISO_4217.has(code) || (await findRow(manager, 'currency', { code })) !== undefined;

export const knownCurrency: Rule = {
  name: 'known-currency',
  on: ['brand', 'client', 'carrier', 'destinationRateGroup', 'ratingPlan'],
  check: async (write) => {
    const code = write.after['currency'];
    if (typeof code !== 'string' || write.before?.['currency'] === code) return [];
    return (await isCurrency(write.manager, code)) ? [] : [problem(write, 'currency', 'must be a currency in use, as EUR')];
  },
};

export const exchangedCurrencies: Rule = {
  name: 'exchanged-currencies',
  on: ['exchangeRate'],
  check: async (write) => {
    const { fromCurrency, toCurrency } = write.after;
    if (fromCurrency === toCurrency) return [problem(write, 'toCurrency', 'must differ from fromCurrency')];
    const unknown: string[] = [];
    for (const field of ['fromCurrency', 'toCurrency'])
      if (!(await isCurrency(write.manager, String(write.after[field])))) unknown.push(field);
    return unknown.map((field) => problem(write, field, 'must be a currency in use, as EUR'));
  },
};
