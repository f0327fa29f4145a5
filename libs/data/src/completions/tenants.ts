import { featuresOfType, type ClientType } from '@switchyard/model';
import { findRow, findRows } from '../repository/stored-row.js';
import { hasSecret } from '../rules/rule.js';
import type { Completion } from './completion.js';

/** Ids of the platform's own row: the default set, the main address. */
const defaultsOf = async (manager: Parameters<typeof findRows>[0], name: 'applicationServerSet' | 'mediaRelaySet' | 'proxyTrunk') =>
  (await findRows(manager, name, { isDefault: true })).map(({ id }) => id);

/** IV-20, IV-24: a new brand may use what every brand may use. */
export const brandInfrastructure: Completion = {
  name: 'brand-infrastructure',
  on: ['brand'],
  complete: async ({ manager, before, raw }) => {
    if (before) return {};
    return {
      ...(raw['applicationServerSetIds'] === undefined
        ? { applicationServerSetIds: await defaultsOf(manager, 'applicationServerSet') }
        : {}),
      ...(raw['mediaRelaySetIds'] === undefined ? { mediaRelaySetIds: await defaultsOf(manager, 'mediaRelaySet') } : {}),
      ...(raw['proxyTrunkIds'] === undefined ? { proxyTrunkIds: await defaultsOf(manager, 'proxyTrunk') } : {}),
    };
  },
};

/** IV-4: a new client has what its brand and its type allow, and is not billed by a brand that does not bill. */
export const clientFeatures: Completion = {
  name: 'client-features',
  on: ['client'],
  complete: async ({ manager, before, after, raw }) => {
    if (before) return {};
    const brand = await findRow(manager, 'brand', { id: after['brandId'] });
    const granted = (brand?.['features'] ?? []) as readonly string[];
    return {
      ...(raw['features'] === undefined
        ? { features: featuresOfType(after['type'] as ClientType).filter((feature) => granted.includes(feature)) }
        : {}),
      ...(raw['billingMethod'] === undefined && !granted.includes('billing') ? { billingMethod: 'none' } : {}),
    };
  },
};

/** IV-11: without a password nobody can log in. */
export const administratorActive: Completion = {
  name: 'administrator-active',
  on: ['administrator'],
  complete: (write) => (hasSecret(write, 'password') ? {} : { active: false }),
};
