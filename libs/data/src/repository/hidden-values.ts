import { CodedError } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { refused } from '../errors.js';
import { encryptedOf, HA1_MD5, HA1_SHA256, HA1_SHA512, passwordHashOf } from '../schema/names.js';
import { fieldEntries } from '../schema/references.js';
import { deriveHa1 } from '../secrets/ha1.js';
import { makeSipPassword } from '../secrets/sip-password.js';
import { hashPassword } from '../secrets/portal-password.js';
import { passwordCopy } from './password-copy.js';
import { findRow, type StoredRow } from './stored-row.js';

type Values = Readonly<Record<string, unknown>>;
export const secretPurpose = (resource: string, key: string): string => `${resource}.${key}`;

/** Portal passwords of a body as hashes; done before the transaction, because it takes long by design. */
export async function hashPasswords(name: ResourceName, values: Values): Promise<Record<string, string | null>> {
  const hashes: Record<string, string | null> = {};
  for (const [key, field] of fieldEntries(name)) {
    if (field.kind !== 'password' || !Object.hasOwn(values, key)) continue;
    const given = values[key];
    hashes[passwordHashOf(key)] = typeof given === 'string' ? await hashPassword(given) : null;
  }
  return hashes;
}

/** SIP passwords of a new row that the caller left to us; shown once, in the answer to the creation. */
export const madePasswords = (name: ResourceName, given: Values): Record<string, string> =>
  Object.fromEntries(
    fieldEntries(name).flatMap(([key, field]) =>
      field.kind === 'sipPassword' && !field.nullable && given[key] === undefined ? [[key, makeSipPassword()]] : [],
    ),
  );

/** Digest realm of an endpoint: its client's domain for a vPBX, else its brand's. */
export async function endpointDomain(manager: EntityManager, name: ResourceName, row: Values): Promise<string> {
  const owner =
    name === 'terminal' || name === 'friend'
      ? await findRow(manager, 'client', { id: row['clientId'] })
      : await findRow(manager, 'brand', { id: row['brandId'] });
  const domain = owner?.['domain'];
  if (typeof domain !== 'string') throw new CodedError('rule-broken', `${name} has no SIP domain`, { resource: name, errors: [] });
  return domain;
}

/**
 * Hidden columns that a body sets: HA1 of SIP passwords, sealed secrets. Throws `password-needed` when an endpoint is
 * renamed without its password, because the stored HA1 would silently become wrong.
 */
export async function hideSecrets(
  database: Database,
  manager: EntityManager,
  name: ResourceName,
  change: { readonly before: StoredRow | undefined; readonly after: Values; readonly given: Values },
): Promise<Record<string, string | null>> {
  const { before, after, given } = change;
  const hidden: Record<string, string | null> = {};
  for (const [key, field] of fieldEntries(name)) {
    const value = given[key];
    if (field.kind === 'secret' && Object.hasOwn(given, key))
      hidden[encryptedOf(key)] = typeof value === 'string' ? database.secrets.seal(value, secretPurpose(name, key)) : null;
    // A portal password was hashed before the transaction; one that is taken away within it needs no hash.
    if (field.kind === 'password' && value === null) hidden[passwordHashOf(key)] = null;
    if (field.kind !== 'sipPassword') continue;
    if (value === null) Object.assign(hidden, { [HA1_MD5]: null, [HA1_SHA256]: null, [HA1_SHA512]: null });
    else if (typeof value === 'string')
      Object.assign(hidden, deriveHa1(String(after['name']), await endpointDomain(manager, name, after), value));
    else if (typeof before?.[HA1_MD5] === 'string' && before['name'] !== after['name'])
      throw refused('password-needed', [
        { field: key, rule: 'must be given again when the name changes, because it is stored hashed with the name', value: '(hidden)' },
      ]);
    Object.assign(hidden, await passwordCopy(database, manager, name, key, field, change));
  }
  return hidden;
}
