import { err, isoOf, ok, type Impersonator, type RequestContext, type Result } from '@switchyard/kernel';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Database, sourceOf } from '../database.js';
import { inTransaction } from '../repository/transaction.js';
import { digestOf, newSecret } from './digest.js';
import { grantsOf } from './grants.js';
import { findLogin, findSessionLogin, type LoginKind, type LoginRef, type LoginRow, type SessionOwner } from './login-rows.js';

export interface SessionTimes {
  readonly nowMs: number;
  /** A session that is not refreshed for so long has ended. */
  readonly idleMs: number;
  /** And so has every session after so long, refreshed or not. */
  readonly lifetimeMs: number;
}

export interface SessionOrigin {
  readonly host: string;
  readonly ip: string;
  readonly agent: string;
}

/** How a session began. */
export type SessionMethod = 'password' | 'password+totp' | 'password+recovery-code' | 'single-sign-on' | 'exchange';

export interface OpenedSession {
  readonly id: string;
  readonly login: LoginRow;
  readonly behalf: readonly Impersonator[];
  readonly refreshToken: string;
  readonly refreshExpiresAt: string;
}

/** Adds the next refresh token of a session's family. */
async function addRefreshToken(manager: EntityManager, sessionId: string, endsMs: number, { nowMs, idleMs }: SessionTimes) {
  const refreshToken = newSecret();
  const refreshExpiresAt = isoOf(Math.min(endsMs, nowMs + idleMs));
  await manager.insert('refreshToken', {
    digest: digestOf(refreshToken),
    sessionId,
    createdAt: isoOf(nowMs),
    expiresAt: refreshExpiresAt,
    usedAt: null,
  });
  return { refreshToken, refreshExpiresAt };
}

/** Opens the session of a login that has been proved; with `parent` the one that a session of a higher level was exchanged for. */
export async function openSession(
  database: Database,
  login: LoginRow,
  how: SessionOrigin & {
    readonly method: SessionMethod;
    readonly parent?: { readonly id: string; readonly behalf: readonly Impersonator[] };
  },
  times: SessionTimes,
): Promise<OpenedSession> {
  const id = randomUUID();
  const { level } = login.scope;
  const behalf = how.parent?.behalf ?? [];
  return inTransaction(database, async (manager) => {
    let endsMs = times.nowMs + times.lifetimeMs;
    if (how.parent) {
      const [parent] = (await manager.query('SELECT expires_at FROM login_session WHERE id = ? FOR UPDATE', [how.parent.id])) as {
        expires_at: Date;
      }[];
      endsMs = Math.min(endsMs, parent?.expires_at.getTime() ?? times.nowMs);
    }
    await manager.insert('loginSession', {
      id,
      kind: login.kind,
      loginId: login.id,
      name: login.name,
      level,
      brandId: login.scope.level === 'platform' ? null : login.scope.brandId,
      clientId: login.scope.level === 'platform' || login.scope.level === 'brand' ? null : login.scope.clientId,
      method: how.method,
      parentId: how.parent?.id ?? null,
      behalf: behalf.length === 0 ? null : JSON.stringify(behalf),
      host: how.host.slice(0, 255),
      ip: how.ip.slice(0, 45),
      agent: how.agent.slice(0, 200),
      createdAt: isoOf(times.nowMs),
      usedAt: isoOf(times.nowMs),
      expiresAt: isoOf(endsMs),
      revokedAt: null,
      revokedWhy: null,
    });
    return { id, login, behalf, ...(await addRefreshToken(manager, id, endsMs, times)) };
  });
}

interface StoredSession extends SessionOwner {
  readonly id: string;
  readonly kind: LoginKind;
  readonly login_id: number;
  readonly host: string;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

const behalfOf = ({ behalf }: Pick<StoredSession, 'behalf'>): readonly Impersonator[] =>
  behalf === null ? [] : (JSON.parse(behalf) as Impersonator[]);

/** True while the login is still the one of the session: active, and in the same tenant. */
function isStill(session: SessionOwner, login: LoginRow | undefined): login is LoginRow {
  if (!login?.active || login.scope.level !== session.level) return false;
  const brandId = login.scope.level === 'platform' ? null : login.scope.brandId;
  const clientId = login.scope.level === 'platform' || login.scope.level === 'brand' ? null : login.scope.clientId;
  return session.brand_id === brandId && session.client_id === clientId;
}

/** Everybody who acts through a session must still be active: who loses the job loses the sessions reached from it. */
async function areActive(source: EntityManager, people: readonly Impersonator[]): Promise<boolean> {
  for (const { kind, id } of people) if ((await findLogin(source, { kind, id }))?.active !== true) return false;
  return true;
}

export type RefreshFailure = 'unknown' | 'expired' | 'reused' | 'withdrawn';

/**
 * Exchanges a refresh token for the next one of its session. A token that comes a second time was stolen from or by somebody:
 * the whole session ends (RFC 9700 §4.14.2). `expect` binds it to a level and a host name.
 */
export async function refreshSession(
  database: Database,
  token: string,
  expect: { readonly level: string; readonly host: string; readonly sessionId?: string },
  times: SessionTimes,
): Promise<Result<OpenedSession, RefreshFailure>> {
  return inTransaction(database, async (manager) => {
    const digest = digestOf(token);
    const [known] = (await manager.query('SELECT session_id, expires_at, used_at FROM refresh_token WHERE digest = ? FOR UPDATE', [
      digest,
    ])) as { session_id: string; expires_at: Date; used_at: Date | null }[];
    if (!known) return err('unknown');
    const [session] = (await manager.query('SELECT * FROM login_session WHERE id = ? FOR UPDATE', [known.session_id])) as StoredSession[];
    if (!session || session.level !== expect.level || session.host !== expect.host) return err('unknown');
    if (expect.sessionId !== undefined && expect.sessionId !== session.id) return err('unknown');
    if (session.revoked_at !== null) return err('withdrawn');
    if (known.used_at !== null) {
      await endSessions(manager, [session.id], 'token-reused', times.nowMs);
      return err('reused');
    }
    if (Math.min(known.expires_at.getTime(), session.expires_at.getTime()) <= times.nowMs) return err('expired');
    const login = await findLogin(manager, { kind: session.kind, id: session.login_id });
    const behalf = behalfOf(session);
    if (!isStill(session, login) || !(await areActive(manager, behalf))) return err('withdrawn');
    const now = new Date(times.nowMs);
    await manager.query('UPDATE refresh_token SET used_at = ? WHERE digest = ?', [now, digest]);
    await manager.query('UPDATE login_session SET used_at = ? WHERE id = ?', [now, session.id]);
    return ok({ id: session.id, login, behalf, ...(await addRefreshToken(manager, session.id, session.expires_at.getTime(), times)) });
  });
}

/** What a valid session gives its requests, in one query (one more for a restricted administrator); undefined: it has ended. */
export async function readSession(
  database: Database,
  { id, kind }: { readonly id: string; readonly kind: LoginKind },
  nowMs: number,
): Promise<Pick<RequestContext, 'actor' | 'scope' | 'behalf' | 'grants' | 'language' | 'timezone'> | undefined> {
  const found = await findSessionLogin(database, kind, id, nowMs);
  if (!found) return undefined;
  const { login, session } = found;
  const behalf = behalfOf(session);
  if (!isStill(session, login) || !(await areActive(sourceOf(database).manager, behalf))) return undefined;
  return contextOf(login, behalf, await grantsOf(database, login));
}

/** The part of a `RequestContext` that follows from a login. */
export const contextOf = (
  login: LoginRow,
  behalf: readonly Impersonator[],
  grants: RequestContext['grants'],
): Pick<RequestContext, 'actor' | 'scope' | 'behalf' | 'grants' | 'language' | 'timezone'> => ({
  actor: { kind: login.kind, id: login.id, name: login.name },
  scope: login.scope,
  ...(behalf.length === 0 ? {} : { behalf }),
  ...(grants === undefined ? {} : { grants }),
  ...(login.language === null ? {} : { language: login.language }),
  ...(login.timezone === null ? {} : { timezone: login.timezone }),
});

export type EndReason = 'logout' | 'revoked' | 'token-reused' | 'password-changed' | 'parent-ended';

/** Ends sessions and those that were reached from them. */
async function endSessions(manager: EntityManager, ids: readonly string[], why: EndReason, nowMs: number): Promise<void> {
  let next = ids;
  let reason = why;
  // One round per level at most: nobody goes down from a user.
  while (next.length > 0) {
    const marks = next.map(() => '?').join(', ');
    await manager.query(`UPDATE login_session SET revoked_at = ?, revoked_why = ? WHERE id IN (${marks}) AND revoked_at IS NULL`, [
      new Date(nowMs),
      reason,
      ...next,
    ]);
    const children = (await manager.query(`SELECT id FROM login_session WHERE parent_id IN (${marks}) AND revoked_at IS NULL`, [
      ...next,
    ])) as { id: string }[];
    next = children.map(({ id }) => id);
    reason = 'parent-ended';
  }
}

/** Ends one session of a login. False: the login has no such session. */
export async function endSession(database: Database, login: LoginRef, id: string, why: EndReason, nowMs: number): Promise<boolean> {
  return inTransaction(database, async (manager) => {
    const rows = (await manager.query(
      'SELECT id FROM login_session WHERE id = ? AND kind = ? AND login_id = ? AND revoked_at IS NULL FOR UPDATE',
      [id, login.kind, login.id],
    )) as unknown[];
    if (rows.length === 0) return false;
    await endSessions(manager, [id], why, nowMs);
    return true;
  });
}

/** Ends every session of a login, except the one given. Answers how many. */
export async function endAllSessions(
  source: Database | EntityManager,
  login: LoginRef,
  why: EndReason,
  nowMs: number,
  except = '',
): Promise<number> {
  const run = async (manager: EntityManager): Promise<number> => {
    const rows = (await manager.query(
      'SELECT id FROM login_session WHERE kind = ? AND login_id = ? AND id <> ? AND revoked_at IS NULL AND expires_at > ? FOR UPDATE',
      [login.kind, login.id, except, new Date(nowMs)],
    )) as { id: string }[];
    await endSessions(
      manager,
      rows.map(({ id }) => id),
      why,
      nowMs,
    );
    return rows.length;
  };
  return source instanceof Database ? inTransaction(source, run) : run(source);
}

export interface SessionView {
  readonly id: string;
  readonly method: string;
  readonly behalf: readonly Impersonator[];
  readonly host: string;
  readonly ip: string;
  readonly agent: string;
  readonly createdAt: string;
  readonly usedAt: string;
  readonly expiresAt: string;
}

/** The running sessions of a login, newest first. */
export async function listSessions(database: Database, login: LoginRef, nowMs: number): Promise<SessionView[]> {
  const rows = (await sourceOf(database).query(
    'SELECT * FROM login_session WHERE kind = ? AND login_id = ? AND revoked_at IS NULL AND expires_at > ? ORDER BY created_at DESC, id LIMIT 500',
    [login.kind, login.id, new Date(nowMs)],
  )) as (StoredSession & { method: string; ip: string; agent: string; created_at: Date; used_at: Date })[];
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    behalf: behalfOf(row),
    host: row.host,
    ip: row.ip,
    agent: row.agent,
    createdAt: row.created_at.toISOString(),
    usedAt: row.used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
}
