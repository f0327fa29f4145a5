import { findRow } from '../repository/stored-row.js';
import { problem, type Rule } from './rule.js';

/** Phones of a vPBX live in its own domain; those of other clients in the domain of the brand. */
export const clientDomain: Rule = {
  name: 'client-domain',
  on: ['client'],
  check: (write) => {
    const isVpbx = write.after['type'] === 'vpbx';
    const hasDomain = write.after['domain'] !== null && write.after['domain'] !== undefined;
    if (isVpbx === hasDomain) return [];
    return [problem(write, 'domain', isVpbx ? 'must be given for a vPBX client' : 'must be empty, only a vPBX client has its own')];
  },
};

/** A SIP domain belongs to one tenant: a client's is no brand's and the other way round. */
export const domainOwner: Rule = {
  name: 'domain-owner',
  on: ['client', 'brand'],
  code: 'not-unique',
  check: async (write) => {
    const domain = write.after['domain'];
    if (typeof domain !== 'string') return [];
    const taken = await findRow(write.manager, write.name === 'client' ? 'brand' : 'client', { domain });
    return taken ? [problem(write, 'domain', 'is taken')] : [];
  },
};

/** Stored HA1 contains the domain: moving it would lock every phone out (RFC 7616 §3.4.2). */
export const domainFrozen: Rule = {
  name: 'domain-frozen',
  on: ['client', 'brand'],
  code: 'domain-in-use',
  check: async (write) => {
    if (!write.before || write.before['domain'] === write.after['domain']) return [];
    const { id } = write.before;
    const phone =
      write.name === 'client'
        ? await findRow(write.manager, 'terminal', { clientId: id })
        : ((await findRow(write.manager, 'residentialDevice', { brandId: id })) ??
          (await findRow(write.manager, 'retailAccount', { brandId: id })));
    return phone ? [problem(write, 'domain', 'cannot change while phones exist, because their passwords are stored hashed with it')] : [];
  },
};
