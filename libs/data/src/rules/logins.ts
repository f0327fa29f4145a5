import type { Level, Verb } from '@switchyard/kernel';
import type { FieldProblem } from '@switchyard/model';
import { grantableVerbs } from '../logins/grants.js';
import { findRow } from '../repository/stored-row.js';
import { problem, type Rule } from './rule.js';

const FIELDS: Readonly<Record<string, Verb>> = { mayCreate: 'create', mayRead: 'read', mayUpdate: 'update', mayDelete: 'delete' };

const levelOf = (administrator: Readonly<Record<string, unknown>> | undefined): Level =>
  administrator?.['brandId'] ? (administrator['clientId'] ? 'client' : 'brand') : 'platform';

/** IV-9: only what the administrator's level has can be granted, and nothing by which more could be had. */
export const grantPossible: Rule = {
  name: 'grant-possible',
  on: ['administratorGrant'],
  check: async (write) => {
    const level = levelOf(await findRow(write.manager, 'administrator', { id: write.after['administratorId'] }));
    const possible = grantableVerbs(String(write.after['resource']), level);
    if (possible.length === 0) return [problem(write, 'resource', `must be the name of a resource of level ${level}`)];
    return Object.entries(FIELDS).flatMap(([field, verb]): FieldProblem[] =>
      write.after[field] === true && !possible.includes(verb)
        ? [problem(write, field, `must be off: ${verb} cannot be granted here to administrators of level ${level}`)]
        : [],
    );
  },
};

export const LOGIN_RULES: readonly Rule[] = [grantPossible];
