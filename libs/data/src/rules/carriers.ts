import { isIP } from 'node:net';
import { hasSecret, problem, type Rule } from './rule.js';

/** A plan is given to one client (price) or to one carrier (cost). */
export const profileOwner: Rule = {
  name: 'profile-owner',
  on: ['ratingProfile'],
  check: (write) => {
    const owners = ['clientId', 'carrierId'].filter((field) => write.after[field] !== null && write.after[field] !== undefined);
    if (owners.length === 1) return [];
    return ['clientId', 'carrierId'].map((field) =>
      problem(write, field, 'or the other must be given: exactly one of clientId and carrierId'),
    );
  },
};

/** A challenge (RFC 3261 §22) can be answered with both or not at all. */
export const carrierLogin: Rule = {
  name: 'carrier-login',
  on: ['carrierServer'],
  check: (write) => {
    const hasUser = write.after['authUser'] !== null && write.after['authUser'] !== undefined;
    const hasPassword = hasSecret(write, 'authPassword');
    if (hasUser === hasPassword) return [];
    return hasUser
      ? [{ field: 'authPassword', rule: 'must be given with a user', value: '(hidden)' }]
      : [problem(write, 'authUser', 'must be given with a password')];
  },
};

/** The pattern of the field table is loose; an address that is none would never match a packet. */
export const ipAddress: Rule = {
  name: 'ip-address',
  on: ['clientAddress', 'ddiProviderAddress'],
  check: (write) => (isIP(String(write.after['ip'])) === 0 ? [problem(write, 'ip', 'must be an IPv4 or IPv6 address')] : []),
};
