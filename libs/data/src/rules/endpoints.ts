import { RESOURCES, type ResourceName } from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import { isSystem } from '../repository/tenancy.js';
import { problem, type Rule, type Write } from './rule.js';

/** Endpoints and aliases that share one SIP domain share one space of names: a client's own, or the brand's. */
const DOMAIN_OF: Partial<Record<ResourceName, 'client' | 'brand'>> = {
  terminal: 'client',
  friend: 'client',
  residentialDevice: 'brand',
  retailAccount: 'brand',
};
const NAMED_IN = { client: ['terminal', 'friend'], brand: ['residentialDevice', 'retailAccount'] } as const;

/** What else of the domain is called so. */
async function namesake(write: Write, domain: 'client' | 'brand'): Promise<ResourceName | undefined> {
  const { manager, after, before } = write;
  const own = domain === 'client' ? { clientId: after['clientId'] } : { brandId: after['brandId'] };
  for (const resource of NAMED_IN[domain])
    if (resource !== write.name && (await findRow(manager, resource, { ...own, name: after['name'] }))) return resource;
  // Aliases of vPBX clients are in other domains than those of the accounts of the same brand.
  for (const targetType of NAMED_IN[domain]) {
    const alias = await findRow(manager, 'alias', { ...own, name: after['name'], targetType });
    if (alias && !(write.name === 'alias' && alias.id === before?.id)) return 'alias';
  }
  return undefined;
}

/** SX-16: one address leads to one subscriber. */
export const endpointName: Rule = {
  name: 'endpoint-name',
  on: ['terminal', 'friend', 'residentialDevice', 'retailAccount', 'alias'],
  code: 'not-unique',
  check: async (write) => {
    const { name, before, after } = write;
    const domain = name === 'alias' ? DOMAIN_OF[after['targetType'] as ResourceName] : DOMAIN_OF[name];
    if (!domain || (before?.['name'] === after['name'] && before?.['targetType'] === after['targetType'])) return [];
    const taken = await namesake(write, domain);
    return taken
      ? [
          problem(
            write,
            'name',
            `is taken in the ${domain} by ${taken === 'alias' ? 'an alias' : `a ${RESOURCES[taken].singular.toLowerCase()}`}`,
          ),
        ]
      : [];
  },
};

/** A DDI as an alias must be the client's own: a call to it must not end with somebody else. */
export const aliasDdi: Rule = {
  name: 'alias-ddi',
  on: ['alias'],
  check: async (write) => {
    const { manager, before, after } = write;
    if (before?.['name'] === after['name'] || !String(after['name']).startsWith('+')) return [];
    const ddi = await findRow(manager, 'ddi', { brandId: after['brandId'], number: after['name'] });
    return ddi && ddi['clientId'] !== after['clientId'] ? [problem(write, 'name', 'must not be the DDI of somebody else')] : [];
  },
};

const POLICY = 'must have at least 10 characters, among them 3 upper-case and 3 lower-case letters, 3 digits and one of + * _ -';
const isStrong = (password: string): boolean =>
  password.length >= 10 && [/[A-Z]/g, /[a-z]/g, /\d/g].every((kind) => (password.match(kind)?.length ?? 0) >= 3) && /[+*_-]/.test(password);

/** IV-47: what people choose; what the platform brings along itself (a migration, a demonstration) is its own affair. */
export const sipPasswordPolicy: Rule = {
  name: 'sip-password-policy',
  on: ['terminal', 'friend', 'residentialDevice', 'retailAccount'],
  check: (write) => {
    const { password } = write.given;
    if (typeof password !== 'string' || isSystem(write.ctx) || isStrong(password)) return [];
    return [{ field: 'password', rule: POLICY, value: '(hidden)' }];
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

/** IV-117: calls would go in circles if an assistant were a boss, or its own. */
export const bossAssistant: Rule = {
  name: 'boss-assistant',
  on: ['user'],
  check: async (write) => {
    const { manager, before, after } = write;
    const problems = [];
    const { bossAssistantId } = after;
    if (typeof bossAssistantId === 'number') {
      if (bossAssistantId === before?.id) problems.push(problem(write, 'bossAssistantId', 'must be another user'));
      else if ((await findRow(manager, 'user', { id: bossAssistantId }))?.['isBoss'] === true)
        problems.push(problem(write, 'bossAssistantId', 'must be a user who is no boss'));
    }
    if (after['isBoss'] === true && before && before['isBoss'] !== true && (await findRow(manager, 'user', { bossAssistantId: before.id })))
      problems.push(problem(write, 'isBoss', 'must be false, the user is the assistant of a boss'));
    return problems;
  },
};
