import { exampleOf, initialOf, isSecretField, patchSchema, type AnyResource, type Field } from '@switchyard/model';

const digits = (n: number, length: number): string => String(n).padStart(length, '0').slice(-length);
const letters = (n: number): string => [17576, 676, 26, 1].map((unit) => String.fromCharCode(65 + (Math.trunc(n / unit) % 26))).join('');

/** Texts that differ for every n; the first one that the field takes is used. */
const candidates = (example: string, n: number): readonly string[] => [
  `${example}${n}`,
  example.replace(/^(https?:\/\/)/, `$1h${n}.`),
  `h${n}.${example}`,
  `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
  `10.${(n >> 8) & 255}.${n & 255}.0/24`,
  example.replace(/@/, `${n}@`),
  `+349${digits(n, 8)}`,
  `+${1 + (n % 9)}${digits(n, 6)}`,
  digits(n, 12),
  `*${digits(n, 2)}`,
  `${1 + (n % 900)}#`,
  ...[10, 8, 6, 5, 4, 3, 2, 1].map((length) => digits(n, length)),
  ...[4, 3, 2].map((length) => letters(n).slice(-length)),
  ...[3, 2].map((length) => letters(n).slice(-length).toLowerCase()),
];

/** A valid value of a field that is another one for every n, as far as its kind has so many. */
export function exampleFor(resource: AnyResource, key: string, field: Field, n: number): unknown {
  const example = exampleOf(field);
  const settable = { ...field, immutable: false, readOnly: false, readOnlyAt: [], hiddenAt: [] } as Field;
  const schema = patchSchema({ ...resource, scope: {}, records: undefined as never, fields: { [key]: settable } }, 'platform');
  const takes = (value: unknown): boolean => schema.safeParse({ [key]: value }).success;
  switch (field.kind) {
    case 'text': {
      const found = candidates(typeof example === 'string' ? example : '', n).find((text) => text !== example && takes(text));
      return found ?? example;
    }
    case 'int':
      return Math.min(field.max, Math.max(field.min, 1) + n);
    case 'enum':
      return field.values[n % field.values.length];
    case 'date':
      return new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);
    case 'datetime':
      return new Date(Date.UTC(2027, 0, 1) + n * 60_000).toISOString();
    default:
      return example;
  }
}

/** True where a value must differ from those of other rows. */
export const isDistinct = (resource: AnyResource, key: string): boolean =>
  resource.fields[key]?.unique !== undefined ||
  resource.title === key ||
  (resource.uniqueTogether ?? []).some((fields) => fields.includes(key));

/** True where a new row must be given a value. */
export const mustBeGiven = (field: Field): boolean => initialOf(field) === undefined && !isSecretField(field);
