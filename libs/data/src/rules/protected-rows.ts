import { findRow, findRows } from '../repository/stored-row.js';
import type { DeletionRule } from './deletions.js';

/** IV-20, IV-22, IV-24: the default sets and the main addresses are what everybody falls back to. */
export const defaultRow: DeletionRule = {
  name: 'default-row',
  on: ['applicationServerSet', 'mediaRelaySet', 'proxyUser', 'proxyTrunk'],
  check: ({ before }) =>
    before['isDefault'] === true ? [{ field: 'isDefault', rule: 'cannot be deleted, it is the default', value: true }] : [],
};

/** Every message can be sent, whatever brands delete. */
export const lastTemplate: DeletionRule = {
  name: 'last-template',
  on: ['notificationTemplate'],
  check: async ({ manager, before }) => {
    if (before['brandId'] !== null) return [];
    const all = await findRows(manager, 'notificationTemplate', { brandId: null, type: before['type'] });
    return all.length > 1
      ? []
      : [{ field: 'type', rule: `cannot be deleted, it is the last of the platform for ${String(before['type'])}`, value: before['type'] }];
  },
};

/** Who is shut out by a flood is shut out for all brands; the ban of a brand's own endpoint ends when it says so. */
export const banOfBrand: DeletionRule = {
  name: 'ban-of-brand',
  on: ['bannedAddress'],
  check: ({ ctx, before }) =>
    ctx.scope.level === 'brand' && before['blocker'] !== 'antiBruteForce'
      ? [{ field: 'blocker', rule: 'must be antiBruteForce for a brand to end it', value: before['blocker'] }]
      : [],
};

/** Rows name a currency by its code, which the database does not watch. */
export const currencyInUse: DeletionRule = {
  name: 'currency-in-use',
  on: ['currency'],
  code: 'row-in-use',
  check: async ({ manager, before }) => {
    for (const name of ['brand', 'client', 'carrier'] as const) {
      const user = await findRow(manager, name, { currency: before['code'] });
      if (user) return [{ field: 'code', rule: `is used by ${name} ${String(user['name'])}`, value: before['code'] }];
    }
    return [];
  },
};
