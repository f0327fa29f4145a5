import type { Level, RequestContext } from '@switchyard/kernel';
import type { Database } from '../database.js';
import { verifyNothing, verifyPassword } from '../secrets/portal-password.js';

export interface LoginRequest {
  readonly level: Level;
  /** A user name, or the e-mail address of a user. */
  readonly username: string;
  readonly password: string;
}
/** Who logged in, and for which tenant: what a token says and a `RequestContext` needs. */
export type Login = Pick<RequestContext, 'actor' | 'scope'>;

interface LoginRow {
  readonly id: number;
  readonly name: string;
  readonly brand_id: number | null;
  readonly client_id: number | null;
  readonly password_hash: string;
}

/** Exactly the tenant columns of the level are set: a brand's administrator is not one of the platform or of a client. */
const ADMINISTRATORS: Readonly<Record<Exclude<Level, 'user'>, string>> = {
  platform: 'brand_id IS NULL AND client_id IS NULL',
  brand: 'brand_id IS NOT NULL AND client_id IS NULL',
  client: 'brand_id IS NOT NULL AND client_id IS NOT NULL',
};

async function findLogin(database: Database, { level, username }: LoginRequest): Promise<LoginRow | undefined> {
  const sql =
    level === 'user'
      ? 'SELECT id, email AS name, brand_id, client_id, password_hash FROM `user` WHERE email = ? AND active = 1 AND password_hash IS NOT NULL'
      : `SELECT id, username AS name, brand_id, client_id, password_hash FROM administrator WHERE username = ? AND active = 1 AND ${ADMINISTRATORS[level]}`;
  const [row] = (await database.query(sql, [username])) as LoginRow[];
  return row;
}

function scopeOf(level: Level, row: LoginRow): Login['scope'] {
  const brandId = row.brand_id ?? 0;
  const clientId = row.client_id ?? 0;
  if (level === 'platform') return { level };
  if (level === 'brand') return { level, brandId };
  return level === 'client' ? { level, brandId, clientId } : { level, brandId, clientId, userId: row.id };
}

/**
 * Checks a login of a portal. Undefined for an unknown, inactive or other level's login and for a wrong password alike,
 * after the same work, so that neither answer nor time tells them apart.
 */
export async function authenticate(database: Database, request: LoginRequest): Promise<Login | undefined> {
  const row = await findLogin(database, request);
  const isRight = row ? await verifyPassword(row.password_hash, request.password) : await verifyNothing(request.password);
  if (!row || !isRight) return undefined;
  return {
    actor: { kind: request.level === 'user' ? 'user' : 'administrator', id: row.id, name: row.name },
    scope: scopeOf(request.level, row),
  };
}

/** True while the login exists and is active: a token outlives neither. */
export async function isLoginActive(database: Database, { actor, scope }: Login): Promise<boolean> {
  const table = actor.kind === 'user' ? '`user`' : 'administrator';
  const tenant = scope.level === 'platform' ? [null, null] : [scope.brandId, scope.level === 'brand' ? null : scope.clientId];
  const rows = (await database.query(`SELECT id FROM ${table} WHERE id = ? AND active = 1 AND brand_id <=> ? AND client_id <=> ?`, [
    actor.id,
    ...tenant,
  ])) as unknown[];
  return rows.length === 1;
}
