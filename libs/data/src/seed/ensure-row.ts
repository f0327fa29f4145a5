import { systemContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';
import { endpointDomain, secretPurpose } from '../repository/hidden-values.js';
import { Repository } from '../repository/repository.js';
import { readRows, select, withHidden, type StoredRow } from '../repository/stored-row.js';
import { encryptedOf, HA1_SHA256, passwordHashOf } from '../schema/names.js';
import { fieldEntries } from '../schema/references.js';
import { sameValue } from '../schema/row-shape.js';
import { deriveHa1 } from '../secrets/ha1.js';
import { verifyPassword } from '../secrets/portal-password.js';

export const seedContext = systemContext('seed');
type Values = Readonly<Record<string, unknown>>;

export interface Ensured {
  readonly id: number;
  readonly isChanged: boolean;
}

/** True when the row holds this value already; secrets are compared by what they are stored as. */
async function isStored(database: Database, name: ResourceName, row: StoredRow, key: string, value: unknown): Promise<boolean> {
  const kind = fieldEntries(name).find(([field]) => field === key)?.[1].kind;
  if (kind === 'password') {
    const hash = row[passwordHashOf(key)];
    return typeof hash === 'string' && typeof value === 'string' && (await verifyPassword(hash, value));
  }
  if (kind === 'sipPassword') {
    const { ha1Sha256 } = deriveHa1(String(row['name']), await endpointDomain(sourceOf(database).manager, name, row), String(value));
    return row[HA1_SHA256] === ha1Sha256;
  }
  if (kind !== 'secret') return sameValue(row[key], value);
  const sealed = row[encryptedOf(key)];
  return typeof sealed === 'string' && database.secrets.open(sealed, secretPurpose(name, key)) === value;
}

/** Creates the row with this key, or brings its other values up to date; does nothing when it is as asked. */
export async function ensureRow(database: Database, name: ResourceName, key: Values, values: Values = {}): Promise<Ensured> {
  const repository = new Repository(database, name);
  const { manager } = sourceOf(database);
  const [found] = await readRows(manager, name, withHidden(select(manager, name, key).limit(1), name));
  if (!found) return { id: (await repository.create(seedContext, { ...key, ...values })).id, isChanged: true };
  const patch: Record<string, unknown> = {};
  for (const [field, spec] of fieldEntries(name))
    if (Object.hasOwn(values, field) && !spec.immutable && !(await isStored(database, name, found, field, values[field])))
      patch[field] = values[field];
  if (Object.keys(patch).length > 0) await repository.update(seedContext, found.id, patch);
  return { id: found.id, isChanged: Object.keys(patch).length > 0 };
}
