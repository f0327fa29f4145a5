import type { ResourceName } from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import { isSystem } from '../repository/tenancy.js';
import { problem, type Rule } from './rule.js';

/** Endpoints that share one SIP domain share one space of names: a client's own, or the brand's. */
const NEIGHBOURS: Partial<Record<ResourceName, { readonly other: ResourceName; readonly within: 'clientId' | 'brandId' }>> = {
  terminal: { other: 'friend', within: 'clientId' },
  friend: { other: 'terminal', within: 'clientId' },
  residentialDevice: { other: 'retailAccount', within: 'brandId' },
  retailAccount: { other: 'residentialDevice', within: 'brandId' },
};

export const endpointName: Rule = {
  name: 'endpoint-name',
  on: ['terminal', 'friend', 'residentialDevice', 'retailAccount'],
  code: 'not-unique',
  check: async (write) => {
    const neighbour = NEIGHBOURS[write.name];
    if (!neighbour || write.before?.['name'] === write.after['name']) return [];
    const { other, within } = neighbour;
    const taken = await findRow(write.manager, other, { [within]: write.after[within], name: write.after['name'] });
    return taken ? [problem(write, 'name', `is taken in the ${within === 'brandId' ? 'brand' : 'client'}`)] : [];
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
