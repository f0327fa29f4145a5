import type { ResourceName } from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import { problem, type Rule } from './rule.js';

const TYPE_OF: Partial<Record<ResourceName, string>> = {
  terminal: 'vpbx',
  extension: 'vpbx',
  user: 'vpbx',
  residentialDevice: 'residential',
  retailAccount: 'retail',
  clientAddress: 'wholesale',
};

/** Each kind of endpoint belongs to one type of client. */
export const clientType: Rule = {
  name: 'client-type',
  on: ['terminal', 'extension', 'user', 'residentialDevice', 'retailAccount', 'clientAddress'],
  check: async (write) => {
    const client = await findRow(write.manager, 'client', { id: write.after['clientId'] });
    const type = TYPE_OF[write.name];
    return client?.['type'] === type
      ? []
      : [problem(write, 'clientId', `must name a ${type} client, this one is ${String(client?.['type'])}`)];
  },
};

/** Residential devices and retail accounts share the domain of the brand, so they share one space of names. */
export const accountName: Rule = {
  name: 'account-name',
  on: ['residentialDevice', 'retailAccount'],
  code: 'not-unique',
  check: async (write) => {
    const other = write.name === 'retailAccount' ? 'residentialDevice' : 'retailAccount';
    const taken = await findRow(write.manager, other, { brandId: write.after['brandId'], name: write.after['name'] });
    return taken ? [problem(write, 'name', 'is taken in the brand')] : [];
  },
};

/** The portal asks for an e-mail address and a password. */
export const userLogin: Rule = {
  name: 'user-login',
  on: ['user'],
  check: (write) => {
    if (write.after['active'] !== true) return [];
    const stored = write.before?.['passwordHash'];
    const given = write.given['password'];
    const hasPassword = given === undefined ? typeof stored === 'string' : given !== null;
    return [
      ...(write.after['email'] ? [] : [problem(write, 'email', 'must be given for portal access')]),
      ...(hasPassword ? [] : [problem(write, 'password', 'must be given for portal access')]),
    ];
  },
};
