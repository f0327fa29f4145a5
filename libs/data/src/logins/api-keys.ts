import { isoOf, type Grants, type RequestContext, type Verb } from '@switchyard/kernel';
import { type Database, sourceOf } from '../database.js';
import { digestOf, newSecret } from './digest.js';
import { bothGrant, grantsOf } from './grants.js';
import { findLogin, type LoginRef } from './login-rows.js';
import { contextOf } from './sessions.js';

/** Tells a key from an access token at a glance, and a leak scanner what it found. */
export const API_KEY_PREFIX = 'swk_';
const SHOWN_LETTERS = 8;
/** Last use is written at most so often: a busy key must not write at each request. */
const USE_EVERY_MS = 60_000;

export type KeyGrants = Readonly<Record<string, readonly Verb[]>>;

export interface ApiKeyView {
  readonly id: number;
  readonly name: string;
  /** First letters, to tell keys apart. */
  readonly prefix: string;
  readonly grants: KeyGrants | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly usedFrom: string | null;
}

interface StoredKey {
  readonly id: number;
  readonly kind: LoginRef['kind'];
  readonly login_id: number;
  readonly name: string;
  readonly prefix: string;
  readonly grants: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly used_from: string | null;
}

const viewOf = (row: StoredKey): ApiKeyView => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  grants: row.grants === null ? null : (JSON.parse(row.grants) as KeyGrants),
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  usedAt: row.used_at?.toISOString() ?? null,
  usedFrom: row.used_from,
});

/** Makes a key of a login. The key itself is in the answer and nowhere else. `grants` null: everything its owner may. */
export async function createApiKey(
  database: Database,
  owner: LoginRef,
  key: { readonly name: string; readonly grants: KeyGrants | null; readonly expiresAt: string },
  nowMs: number,
): Promise<ApiKeyView & { readonly key: string }> {
  const secret = `${API_KEY_PREFIX}${newSecret()}`;
  const prefix = secret.slice(0, API_KEY_PREFIX.length + SHOWN_LETTERS);
  const createdAt = isoOf(nowMs);
  const { identifiers } = await sourceOf(database).manager.insert('apiKey', {
    digest: digestOf(secret),
    kind: owner.kind,
    loginId: owner.id,
    name: key.name,
    prefix,
    grants: key.grants === null ? null : JSON.stringify(key.grants),
    createdAt,
    expiresAt: key.expiresAt,
    usedAt: null,
    usedFrom: null,
  });
  return { id: Number(identifiers[0]?.['id']), ...key, prefix, createdAt, usedAt: null, usedFrom: null, key: secret };
}

export async function listApiKeys(database: Database, owner: LoginRef): Promise<ApiKeyView[]> {
  const rows = (await sourceOf(database).query('SELECT * FROM api_key WHERE kind = ? AND login_id = ? ORDER BY id DESC LIMIT 500', [
    owner.kind,
    owner.id,
  ])) as StoredKey[];
  return rows.map(viewOf);
}

/** False: the login has no such key. */
export async function deleteApiKey(database: Database, owner: LoginRef, id: number): Promise<boolean> {
  const { affected } = await sourceOf(database).manager.delete('apiKey', { id, kind: owner.kind, loginId: owner.id });
  return affected === 1;
}

/** What a key lets its bearer do; undefined: there is no such key, it has expired, or its owner is gone. */
export async function readApiKey(
  database: Database,
  secret: string,
  from: string,
  nowMs: number,
): Promise<Omit<RequestContext, 'requestId' | 'ip'> | undefined> {
  const [row] = (await sourceOf(database).query('SELECT * FROM api_key WHERE digest = ? AND expires_at > ?', [
    digestOf(secret),
    new Date(nowMs),
  ])) as StoredKey[];
  if (!row) return undefined;
  const login = await findLogin(database, { kind: row.kind, id: row.login_id });
  if (!login?.active) return undefined;
  if (nowMs - (row.used_at?.getTime() ?? 0) >= USE_EVERY_MS || row.used_from !== from)
    await sourceOf(database).query('UPDATE api_key SET used_at = ?, used_from = ? WHERE id = ?', [
      new Date(nowMs),
      from.slice(0, 45),
      row.id,
    ]);
  const { grants: given } = viewOf(row);
  const scope: Grants | undefined =
    given === null ? undefined : new Map(Object.entries(given).map(([resource, verbs]) => [resource, new Set(verbs)]));
  return { ...contextOf(login, [], bothGrant(scope, await grantsOf(database, login))), apiKeyId: row.id };
}
