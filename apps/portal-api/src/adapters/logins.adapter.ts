import { authenticate, isLoginActive, type Database } from '@switchyard/data';
import type { Logins } from '../ports/logins.port.js';

/** Logins of administrators and users in the database; passwords are argon2id hashes there. */
export const logins = (database: Database): Logins => ({
  isActive: (login) => isLoginActive(database, login),
  verify: async (level, name, password) => {
    const login = await authenticate(database, { level, username: name, password });
    if (!login || login.actor.kind === 'system') return undefined;
    return { kind: login.actor.kind, id: login.actor.id, name: login.actor.name, scope: login.scope };
  },
});
