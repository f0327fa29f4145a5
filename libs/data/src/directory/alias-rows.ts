import type { EndpointKind } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';

/** What an alias leads to. */
export interface AliasTarget {
  readonly kind: EndpointKind;
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
}

interface AliasRow extends Omit<AliasTarget, 'id'> {
  readonly id: number | null;
  readonly name: string;
}

const SELECT = `SELECT name, target_type AS kind, brand_id AS brandId, client_id AS clientId,
    COALESCE(terminal_id, friend_id, residential_device_id, retail_account_id) AS id FROM alias`;

/** The index ignores case, SIP user parts do not (RFC 3261 §19.1.4). */
async function find(database: Database, where: string, values: readonly unknown[], name: string): Promise<AliasTarget | undefined> {
  const rows = (await sourceOf(database).query(`${SELECT} WHERE ${where} AND name = ?`, [...values, name])) as AliasRow[];
  const found = rows.find((row) => row.name === name);
  if (!found || found.id === null) return undefined;
  const { kind, id, brandId, clientId } = found;
  return Object.freeze({ kind, id: Number(id), brandId, clientId });
}

/** An alias in the domain of a vPBX client. */
export const vpbxAlias = (database: Database, clientId: number, name: string): Promise<AliasTarget | undefined> =>
  find(database, "client_id = ? AND target_type IN ('terminal', 'friend')", [clientId], name);

/** An alias in the domain of a brand. */
export const accountAlias = (database: Database, brandId: number, name: string): Promise<AliasTarget | undefined> =>
  find(database, "brand_id = ? AND target_type IN ('residentialDevice', 'retailAccount')", [brandId], name);
