import type { ResourceName } from '@switchyard/model';
import { createHash } from 'node:crypto';
import { hiddenColumnsOf } from '../schema/columns.js';
import { fieldEntries } from '../schema/references.js';
import type { StoredRow } from './stored-row.js';

const digest = (values: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);

/**
 * Tag of a row's state, the same at all levels: a digest of what people set (secrets by what they are stored as), and one of
 * what the platform sets besides (a balance). Both are in an answer's ETag; a change expects the first only, or nobody could
 * save a client whose calls are being charged.
 */
export function tagOf(name: ResourceName, row: StoredRow): string {
  const entries = fieldEntries(name);
  const set = entries.filter(([, field]) => !field.readOnly).map(([key]) => row[key] ?? null);
  const settled = entries.filter(([, field]) => field.readOnly).map(([key]) => row[key] ?? null);
  const hidden = hiddenColumnsOf(name).map((key) => row[key] ?? null);
  const own = digest([name, row.id, set, hidden]);
  return settled.length === 0 ? own : `${own}.${digest(settled)}`;
}

/** True when the row is still as it was when this tag was made of it. */
export const isTagged = (name: ResourceName, row: StoredRow, tag: string): boolean => tagOf(name, row).split('.')[0] === tag.split('.')[0];
