import type { Level } from '@switchyard/kernel';
import { grantableAt, grantColumns } from '../logins/grants.js';
import { endAllSessions } from '../logins/sessions.js';
import type { Effect, EffectWrite } from './effect.js';

const levelOf = ({ brandId, clientId }: Readonly<Record<string, unknown>>): Level =>
  brandId ? (clientId ? 'client' : 'brand') : 'platform';

/** An administrator who becomes restricted may read everything at first; nobody is locked out by surprise (reference §1.1). */
async function readOnlyGrants(write: EffectWrite): Promise<void> {
  const known = (await write.manager.query('SELECT resource FROM administrator_grant WHERE administrator_id = ?', [write.id])) as {
    resource: string;
  }[];
  if (known.length > 0) return;
  const level = levelOf(write.after);
  const rows = grantableAt(level).map((resource) => ({
    brandId: write.after['brandId'] ?? null,
    administratorId: write.id,
    resource,
    ...grantColumns(resource, level, ['read']),
  }));
  await write.insertMany('administratorGrant', rows);
}

const restrictedFromStart: Effect = {
  name: 'restricted-from-start',
  on: ['administrator'],
  after: 'create',
  run: async (write) => {
    if (write.after['restricted'] === true) await readOnlyGrants(write);
  },
};

const restrictedNow: Effect = {
  name: 'restricted-now',
  on: ['administrator'],
  after: 'update',
  run: async (write) => {
    if (write.after['restricted'] === true && write.before?.['restricted'] !== true) await readOnlyGrants(write);
  },
};

/** A password that somebody else sets, and a login that is switched off, end what was opened before. */
const sessionsEnd: Effect = {
  name: 'sessions-end',
  on: ['administrator', 'user'],
  after: 'update',
  run: async ({ ctx, manager, name, id, before, after, given }) => {
    // Whoever changes the own password ends the sessions too, but for the one where it is done (`setPassword`).
    if (ctx.actor.kind === 'system' && ctx.actor.name === 'own-login') return;
    const isOff = before?.['active'] === true && after['active'] === false;
    if (given['password'] === undefined && !isOff) return;
    const kind = name === 'user' ? 'user' : 'administrator';
    await endAllSessions(manager, { kind, id }, isOff ? 'revoked' : 'password-changed', Date.now());
  },
};

export const LOGIN_EFFECTS: readonly Effect[] = [restrictedFromStart, restrictedNow, sessionsEnd];
