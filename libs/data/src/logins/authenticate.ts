import type { Level } from '@switchyard/kernel';
import type { Database } from '../database.js';
import { verifyNothing, verifyPassword } from '../secrets/portal-password.js';
import { findLogin, findLoginByName, type LoginRef, type LoginRow } from './login-rows.js';
import { servesTenant, type Portal } from './portals.js';

export interface LoginRequest {
  readonly level: Level;
  /** A user name, or the e-mail address of a user. */
  readonly username: string;
  readonly password: string;
  /** The portal where somebody logs in; without it every tenant's logins are taken (tools, tests). */
  readonly portal?: Portal;
}

/**
 * Checks a login of a portal. Undefined for an unknown, inactive, internal, other level's or other tenant's login and for a
 * wrong password alike, after the same work, so that neither answer nor time tells them apart.
 */
export async function authenticate(database: Database, { level, username, password, portal }: LoginRequest): Promise<LoginRow | undefined> {
  const login = await findLoginByName(database, level, username);
  const mayLogIn = login?.active && !login.internal && (!portal || servesTenant(portal, login.scope));
  const isRight =
    mayLogIn && login.passwordHash !== null ? await verifyPassword(login.passwordHash, password) : await verifyNothing(password);
  return login && isRight ? login : undefined;
}

/** True when the password is the login's: asked again before something that a borrowed screen must not do. */
export async function isPasswordOf(database: Database, ref: LoginRef, password: string): Promise<boolean> {
  const login = await findLogin(database, ref);
  return login?.passwordHash ? verifyPassword(login.passwordHash, password) : verifyNothing(password);
}
