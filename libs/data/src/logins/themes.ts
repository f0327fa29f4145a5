import type { Level } from '@switchyard/kernel';
import type { StoredFile } from '@switchyard/model';
import { sourceOf, type Database } from '../database.js';
import { findRow } from '../repository/stored-row.js';
import { findPortal } from './portals.js';

/** How a portal looks before anybody has logged in. */
export interface Theme {
  readonly level: Level;
  readonly name: string;
  readonly productName: string;
  readonly color: string | null;
  readonly logo: StoredFile | null;
  /** The tenant whose files the logo is among. */
  readonly owner: { readonly brandId: number | null; readonly clientId: number | null };
}

/** The portal's own logo, else that of its brand. Undefined: no portal has this host name. */
export async function findTheme(database: Database, host: string): Promise<Theme | undefined> {
  const portal = await findPortal(database, host);
  if (!portal) return undefined;
  const { manager } = sourceOf(database);
  const row = await findRow(manager, 'webPortal', { id: portal.id });
  if (!row) return undefined;
  const own = row['logo'] as StoredFile | null;
  const brand = own === null && portal.brandId !== null ? await findRow(manager, 'brand', { id: portal.brandId }) : undefined;
  const inherited = (brand?.['logo'] ?? null) as StoredFile | null;
  return {
    level: portal.level,
    name: String(row['name']),
    productName: typeof row['productName'] === 'string' ? row['productName'] : '',
    color: (row['color'] ?? null) as string | null,
    logo: own ?? inherited,
    owner: own === null ? { brandId: portal.brandId, clientId: null } : { brandId: portal.brandId, clientId: portal.clientId },
  };
}
