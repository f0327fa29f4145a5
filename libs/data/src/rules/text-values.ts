import { problem, type Rule } from './rule.js';

export const knownTimezone: Rule = {
  name: 'known-timezone',
  on: ['brand', 'client'],
  check: (write) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: String(write.after['timezone']) });
      return [];
    } catch {
      // RangeError is how Intl says that it does not know the zone.
      return [problem(write, 'timezone', 'must be a time zone as Europe/Madrid')];
    }
  },
};

/** The level of an administrator follows from its tenant: a client without its brand would be none. */
export const administratorTenant: Rule = {
  name: 'administrator-tenant',
  on: ['administrator'],
  check: (write) => (write.after['clientId'] && !write.after['brandId'] ? [problem(write, 'brandId', 'must be given with a client')] : []),
};
