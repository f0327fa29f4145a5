import { isSecretField, type ResourceName } from '@switchyard/model';
import { encryptedOf, HA1_MD5, passwordHashOf } from '../schema/names.js';
import { fieldEntries } from '../schema/references.js';
import { sameValue } from '../schema/row-shape.js';

/** One field of a change. Secrets are `(hidden)` where they are set and null where they are not, so that a change of one is still seen. */
export interface ChangedValue {
  readonly field: string;
  readonly old: unknown;
  readonly new: unknown;
}
type Row = Readonly<Record<string, unknown>> | undefined;

const HIDDEN = '(hidden)';
const LONGEST_TEXT = 1000;

/** The column that tells whether and how a secret is set. */
function columnOf(key: string, kind: string): string {
  if (kind === 'password') return passwordHashOf(key);
  return kind === 'secret' ? encryptedOf(key) : HA1_MD5;
}

/** A prompt or a template of a megabyte is not kept twice for each change of it. */
const short = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters)` : value;

/** Fields that differ between two stored rows (hidden columns included), in the order of the field table. Undefined: no row. */
export function changedValues(name: ResourceName, before: Row, after: Row): readonly ChangedValue[] {
  return fieldEntries(name).flatMap(([field, spec]): ChangedValue[] => {
    const isSecret = isSecretField(spec);
    const column = isSecret ? columnOf(field, spec.kind) : field;
    const old = before?.[column] ?? null;
    const now = after?.[column] ?? null;
    if (sameValue(old, now)) return [];
    const shown = (value: unknown): unknown => (isSecret ? (value === null ? null : HIDDEN) : short(value));
    return [{ field, old: shown(old), new: shown(now) }];
  });
}
