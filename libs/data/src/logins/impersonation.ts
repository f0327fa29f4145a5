import { LEVELS, type Level, type RequestContext, type TenantScope } from '@switchyard/kernel';
import { randomBytes } from 'node:crypto';
import { type Database, sourceOf } from '../database.js';
import { duplicateKeyOf } from '../errors.js';
import { Repository } from '../repository/repository.js';
import { tenantFilter } from '../repository/tenancy.js';
import { resourceOf } from '../schema/references.js';
import { findLogin, kindAt, type LoginRow } from './login-rows.js';
import { ownLoginContext } from './passwords.js';

/** The level below; undefined below a user. */
export const levelBelow = (level: Level): Exclude<Level, 'platform'> | undefined =>
  LEVELS[LEVELS.indexOf(level) + 1] as Exclude<Level, 'platform'> | undefined;

/** True when every tenant column of the caller's scope is the login's too. */
function isBelow(caller: TenantScope, login: TenantScope): boolean {
  const columns = { brandId: null as number | null, clientId: null as number | null, ...login };
  const { brandId, clientId } = { brandId: undefined, clientId: undefined, ...caller } as { brandId?: number; clientId?: number };
  return (brandId === undefined || brandId === columns.brandId) && (clientId === undefined || clientId === columns.clientId);
}

/** An active login of the next level in the caller's tenant; undefined for everything else, as if it did not exist. */
export async function findLoginBelow(database: Database, caller: RequestContext, id: number): Promise<LoginRow | undefined> {
  const level = levelBelow(caller.scope.level);
  if (!level) return undefined;
  const login = await findLogin(database, { kind: kindAt(level), id });
  return login?.active && login.scope.level === level && isBelow(caller.scope, login.scope) ? login : undefined;
}

/**
 * The internal administrator of a brand or client below the caller, made when it is first needed: nobody can log in with it,
 * it exists to be acted as. Undefined: the tenant does not exist or is somebody else's.
 */
export async function internalLoginOf(database: Database, caller: RequestContext, tenantId: number): Promise<LoginRow | undefined> {
  const level = levelBelow(caller.scope.level);
  if (level !== 'brand' && level !== 'client') return undefined;
  const filter = tenantFilter(resourceOf(level), caller.scope);
  const conditions = Object.keys(filter).map((column) => ` AND ${column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} = ?`);
  const [tenant] = (await sourceOf(database).query(
    `SELECT id, ${level === 'client' ? 'brand_id' : 'id AS brand_id'} FROM ${level} WHERE id = ?${conditions.join('')}`,
    [tenantId, ...Object.values(filter)],
  )) as { id: number; brand_id: number }[];
  if (!tenant) return undefined;
  const owners = { brandId: tenant.brand_id, clientId: level === 'client' ? tenant.id : null };
  const find = async (): Promise<LoginRow | undefined> => {
    const [row] = (await sourceOf(database).query(
      'SELECT id FROM administrator WHERE internal = 1 AND active = 1 AND brand_id = ? AND client_id <=> ? ORDER BY id LIMIT 1',
      [owners.brandId, owners.clientId],
    )) as { id: number }[];
    return row && findLogin(database, { kind: 'administrator', id: row.id });
  };
  const known = await find();
  if (known) return known;
  try {
    await new Repository(database, 'administrator').create(ownLoginContext(caller), {
      ...owners,
      username: `internal-${level}-${tenant.id}`,
      internal: true,
      active: true,
      // Nobody learns it, and an internal administrator is refused whatever the password.
      password: randomBytes(24).toString('base64url'),
    });
  } catch (thrown) {
    // Two at once: the other one's row is as good.
    if (duplicateKeyOf(thrown) === undefined && (thrown as { code?: string }).code !== 'not-unique') throw thrown;
  }
  return find();
}
