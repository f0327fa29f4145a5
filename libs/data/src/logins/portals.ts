import type { Level, TenantScope } from '@switchyard/kernel';
import { type Database, sourceOf } from '../database.js';

/** A web portal: which logins its host name stands for. */
export interface Portal {
  readonly id: number;
  readonly url: string;
  readonly level: Level;
  readonly brandId: number | null;
  readonly clientId: number | null;
}

interface StoredPortal {
  readonly id: number;
  readonly url: string;
  readonly level: Level;
  readonly brand_id: number | null;
  readonly client_id: number | null;
}
const portalOf = ({ id, url, level, brand_id: brandId, client_id: clientId }: StoredPortal): Portal => ({
  id,
  url,
  level,
  brandId,
  clientId,
});

export async function findPortalById(database: Database, id: number): Promise<Portal | undefined> {
  const [row] = (await sourceOf(database).query('SELECT id, url, level, brand_id, client_id FROM web_portal WHERE id = ?', [
    id,
  ])) as StoredPortal[];
  return row && portalOf(row);
}

/**
 * The portal of a host name (`Host` of the request, with or without port). A row without a port stands for the host on any
 * port; one with the very port goes before it. Undefined: nobody set up this name, and no login goes there (fails closed).
 */
export async function findPortal(database: Database, host: string): Promise<Portal | undefined> {
  const exact = `https://${host.toLowerCase()}`;
  const bare = exact.replace(/:\d+$/, '');
  const rows = (await sourceOf(database).query('SELECT id, url, level, brand_id, client_id FROM web_portal WHERE url IN (?, ?)', [
    exact,
    bare,
  ])) as StoredPortal[];
  const row = rows.find(({ url }) => url === exact) ?? rows[0];
  return row && portalOf(row);
}

/** True when people of the level log in at this portal. The platform's own portal is open to all of them. */
export const servesLevel = (portal: Pick<Portal, 'level'>, level: Level): boolean => portal.level === 'platform' || portal.level === level;

/** True when the portal is the tenant's: its brand and its client, where it is bound to one. */
export function servesTenant(portal: Pick<Portal, 'level' | 'brandId' | 'clientId'>, scope: TenantScope): boolean {
  if (portal.level === 'platform') return true;
  const brandId = scope.level === 'platform' ? null : scope.brandId;
  const clientId = scope.level === 'platform' || scope.level === 'brand' ? null : scope.clientId;
  return (portal.brandId === null || portal.brandId === brandId) && (portal.clientId === null || portal.clientId === clientId);
}
