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
  ])) as {
    id: number;
    url: string;
    level: Level;
    brand_id: number | null;
    client_id: number | null;
  }[];
  const row = rows.find(({ url }) => url === exact) ?? rows[0];
  return row && { id: row.id, url: row.url, level: row.level, brandId: row.brand_id, clientId: row.client_id };
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
