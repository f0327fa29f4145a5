import type { Level, TenantScope } from '@switchyard/kernel';
import type { EntityManager } from 'typeorm';
import { type Database, managerOf } from '../database.js';

export type LoginKind = 'administrator' | 'user';

/** Which row a login is. */
export interface LoginRef {
  readonly kind: LoginKind;
  readonly id: number;
}

/** A login with what every request of it needs. */
export interface LoginRow extends LoginRef {
  /** User name of an administrator, e-mail address of a user. */
  readonly name: string;
  readonly scope: TenantScope;
  readonly active: boolean;
  /** Exists to be acted as; nobody can log in with it. */
  readonly internal: boolean;
  readonly restricted: boolean;
  readonly canImpersonate: boolean;
  readonly language: string | null;
  readonly timezone: string | null;
  /** Null: no password has been set, so no login with one. */
  readonly passwordHash: string | null;
}

interface Stored {
  readonly id: number;
  readonly name: string | null;
  readonly brand_id: number | null;
  readonly client_id: number | null;
  readonly active: number;
  readonly internal: number;
  readonly restricted: number;
  readonly can_impersonate: number;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly password_hash: string | null;
}

/** A person without a language or time zone of their own has their client's, brand's, or the platform's. */
const OWN_OR_TENANTS = `COALESCE(l.language, c.language, b.language) AS language, COALESCE(l.timezone, c.timezone, b.timezone) AS timezone
  FROM %TABLE% l LEFT JOIN client c ON c.id = l.client_id LEFT JOIN brand b ON b.id = l.brand_id`;

const SELECT: Readonly<Record<LoginKind, string>> = {
  administrator: `SELECT l.id, l.username AS name, l.brand_id, l.client_id, l.active, l.internal, l.restricted, l.can_impersonate, l.password_hash,
    ${OWN_OR_TENANTS.replace('%TABLE%', 'administrator')}`,
  user: `SELECT l.id, l.email AS name, l.brand_id, l.client_id, l.active, 0 AS internal, 0 AS restricted, 0 AS can_impersonate, l.password_hash,
    ${OWN_OR_TENANTS.replace('%TABLE%', '`user`')}`,
};

/** Exactly the tenant columns of the level are set: a brand's administrator is not one of the platform or of a client. */
const OF_LEVEL: Readonly<Record<Level, string>> = {
  platform: 'l.brand_id IS NULL AND l.client_id IS NULL',
  brand: 'l.brand_id IS NOT NULL AND l.client_id IS NULL',
  client: 'l.brand_id IS NOT NULL AND l.client_id IS NOT NULL',
  user: '1 = 1',
};

export const kindAt = (level: Level): LoginKind => (level === 'user' ? 'user' : 'administrator');

function scopeOf(kind: LoginKind, { id, brand_id: brandId, client_id: clientId }: Stored): TenantScope {
  if (kind === 'user') return { level: 'user', brandId: brandId ?? 0, clientId: clientId ?? 0, userId: id };
  if (brandId === null) return { level: 'platform' };
  return clientId === null ? { level: 'brand', brandId } : { level: 'client', brandId, clientId };
}

const loginOf = (kind: LoginKind, row: Stored): LoginRow => ({
  kind,
  id: row.id,
  name: row.name ?? `${kind} ${row.id}`,
  scope: scopeOf(kind, row),
  active: row.active === 1,
  internal: row.internal === 1,
  restricted: row.restricted === 1,
  canImpersonate: row.can_impersonate === 1,
  language: row.language,
  timezone: row.timezone,
  passwordHash: row.password_hash,
});

type Source = Database | EntityManager;

/** Collations take é for e and ignore what cannot be seen; a name that is only alike would be counted and delayed as another one. */
const exactly = (column: string): string => `${column} = ? AND CAST(LOWER(${column}) AS BINARY) = CAST(LOWER(?) AS BINARY)`;

/** The login with this name at this level, active or not; case does not matter. */
export async function findLoginByName(source: Source, level: Level, name: string): Promise<LoginRow | undefined> {
  const kind = kindAt(level);
  const column = kind === 'user' ? 'l.email' : 'l.username';
  const [row] = (await managerOf(source).query(`${SELECT[kind]} WHERE ${exactly(column)} AND ${OF_LEVEL[level]}`, [
    name,
    name,
  ])) as Stored[];
  return row && loginOf(kind, row);
}

export async function findLogin(source: Source, { kind, id }: LoginRef): Promise<LoginRow | undefined> {
  const [row] = (await managerOf(source).query(`${SELECT[kind]} WHERE l.id = ?`, [id])) as Stored[];
  return row && loginOf(kind, row);
}

/** A running session with the login it is of, in one query: every request asks it. */
export async function findSessionLogin(
  source: Source,
  kind: LoginKind,
  sessionId: string,
  nowMs: number,
): Promise<{ readonly login: LoginRow; readonly session: SessionOwner } | undefined> {
  const sql = `${SELECT[kind].replace('SELECT ', 'SELECT s.level AS s_level, s.brand_id AS s_brand_id, s.client_id AS s_client_id, s.behalf, ')}
    JOIN login_session s ON s.login_id = l.id WHERE s.id = ? AND s.kind = ? AND s.revoked_at IS NULL AND s.expires_at > ?`;
  const [row] = (await managerOf(source).query(sql, [sessionId, kind, new Date(nowMs)])) as (Stored & {
    s_level: string;
    s_brand_id: number | null;
    s_client_id: number | null;
    behalf: string | null;
  })[];
  if (!row) return undefined;
  const session = { level: row.s_level, brand_id: row.s_brand_id, client_id: row.s_client_id, behalf: row.behalf };
  return { login: loginOf(kind, row), session };
}

/** Whose a session was when it began, as stored. */
export interface SessionOwner {
  readonly level: string;
  readonly brand_id: number | null;
  readonly client_id: number | null;
  readonly behalf: string | null;
}

/** The active logins of a level with this e-mail address: administrators may share one. */
export async function findLoginByEmail(source: Source, level: Level, email: string): Promise<LoginRow[]> {
  const kind = kindAt(level);
  const sql = `${SELECT[kind]} WHERE ${exactly('l.email')} AND l.active = 1 AND ${OF_LEVEL[level]} LIMIT 20`;
  const rows = (await managerOf(source).query(sql, [email, email])) as Stored[];
  return rows.map((row) => loginOf(kind, row));
}
