import type { Field, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { refused } from '../errors.js';
import { encryptedOf } from '../schema/names.js';
import { findRow, type StoredRow } from './stored-row.js';

type Values = Readonly<Record<string, unknown>>;
type SipPassword = Field & { readonly kind: 'sipPassword' };

/** A phone is provisioned when its model has a file with the account of one phone. */
async function isProvisioned(manager: EntityManager, { copyFor }: SipPassword, row: Values): Promise<boolean> {
  const id = copyFor === undefined ? undefined : row[copyFor];
  if (typeof id !== 'number') return false;
  const template = (await findRow(manager, 'terminalModel', { id }))?.['specificTemplate'];
  return typeof template === 'string' && template.trim() !== '';
}

/**
 * The sealed copy of a SIP password, kept only where a phone's file has to carry it (hashes cannot be turned back) and dropped
 * when the phone is of another kind. Throws `password-needed` when a file is to carry a password that only hashes are left of.
 */
export async function passwordCopy(
  database: Database,
  manager: EntityManager,
  name: ResourceName,
  key: string,
  field: SipPassword,
  { before, after, given }: { readonly before: StoredRow | undefined; readonly after: Values; readonly given: Values },
): Promise<Record<string, string | null>> {
  if (field.copyFor === undefined) return {};
  const column = encryptedOf(key);
  const isStored = typeof before?.[column] === 'string';
  if (!(await isProvisioned(manager, field, after))) return isStored ? { [column]: null } : {};
  const password = given[key];
  if (typeof password === 'string') return { [column]: database.secrets.seal(password, `${name}.${key}`) };
  if (isStored) return {};
  throw refused('password-needed', [
    { field: key, rule: 'must be given again when a phone is to be provisioned, because it is stored hashed', value: '(hidden)' },
  ]);
}
