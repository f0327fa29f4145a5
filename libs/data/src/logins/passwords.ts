import { isoOf, type Level, type RequestContext } from '@switchyard/kernel';
import { type Database, sourceOf } from '../database.js';
import { Repository } from '../repository/repository.js';
import { inTransaction } from '../repository/transaction.js';
import { digestOf, newSecret } from './digest.js';
import { findLogin, type LoginRef } from './login-rows.js';
import { servesTenant, type Portal } from './portals.js';
import { endAllSessions } from './sessions.js';

const RESET_LIFETIME_MS = 3_600_000;

/**
 * The platform writing somebody's own login for them: levels may read their administrators without being able to change them,
 * yet everybody may change their own name, language and password. The change log says who it was.
 */
export function ownLoginContext(caller: RequestContext): RequestContext {
  const { actor, scope, behalf = [] } = caller;
  const own = actor.kind === 'system' ? [] : [{ kind: actor.kind, id: actor.id, name: actor.name, level: scope.level }];
  return {
    requestId: caller.requestId,
    ...(caller.ip === undefined ? {} : { ip: caller.ip }),
    actor: { kind: 'system', id: 0, name: 'own-login' },
    scope: { level: 'platform' },
    behalf: [...behalf, ...own],
  };
}

/** Sets a password and ends every session that was opened with the old one, but `except`. Throws `body-invalid` by the field's rule. */
export async function setPassword(
  database: Database,
  caller: RequestContext,
  login: LoginRef,
  password: string,
  how: { readonly nowMs: number; readonly except?: string },
): Promise<void> {
  await new Repository(database, login.kind).update(ownLoginContext(caller), login.id, { password });
  await endAllSessions(database, login, 'password-changed', how.nowMs, how.except);
  await sourceOf(database).manager.delete('passwordReset', { kind: login.kind, loginId: login.id });
}

/** A secret by which the password of a login can be set once within the hour; an earlier one is void. */
export async function createPasswordReset(database: Database, level: Level, login: LoginRef, nowMs: number) {
  const token = newSecret();
  const expiresAt = isoOf(nowMs + RESET_LIFETIME_MS);
  await inTransaction(database, async (manager) => {
    await manager.delete('passwordReset', { kind: login.kind, loginId: login.id });
    await manager.insert('passwordReset', {
      digest: digestOf(token),
      kind: login.kind,
      loginId: login.id,
      level,
      createdAt: isoOf(nowMs),
      expiresAt,
    });
  });
  return { token, expiresAt };
}

/** Uses up a reset secret: whose it is. Undefined: unknown, used, expired, of another level, or of a tenant this portal is not for. */
export async function takePasswordReset(
  database: Database,
  { level, portal }: { readonly level: Level; readonly portal: Pick<Portal, 'level' | 'brandId' | 'clientId'> },
  token: string,
  nowMs: number,
): Promise<LoginRef | undefined> {
  return inTransaction(database, async (manager) => {
    const digest = digestOf(token);
    const [row] = (await manager.query(
      'SELECT kind, login_id FROM password_reset WHERE digest = ? AND level = ? AND expires_at > ? FOR UPDATE',
      [digest, level, new Date(nowMs)],
    )) as { kind: LoginRef['kind']; login_id: number }[];
    if (!row) return undefined;
    const ref = { kind: row.kind, id: row.login_id };
    const login = await findLogin(manager, ref);
    if (!login || login.internal || login.scope.level !== level || !servesTenant(portal, login.scope)) return undefined;
    await manager.delete('passwordReset', { digest });
    return ref;
  });
}
