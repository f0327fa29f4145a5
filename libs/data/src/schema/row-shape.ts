import { initialOf, isSecretField, PORTAL_LANGUAGES, type Field, type ResourceName } from '@switchyard/model';
import { fileOf, textOf, type FilePart } from './names.js';
import { fieldEntries } from './references.js';

const FILE_PARTS: readonly FilePart[] = ['name', 'type', 'bytes', 'sha256'];
type Values = Readonly<Record<string, unknown>>;

/** Fields whose value is not one column of the same name. */
interface Shape {
  readonly texts: readonly string[];
  readonly files: readonly string[];
  readonly refs: readonly string[];
}

const shapes = new Map<ResourceName, Shape>();
/** The fields of a resource that are stored otherwise than they are shown. */
export function shapeOf(name: ResourceName): Shape {
  const known = shapes.get(name);
  if (known) return known;
  const of = (kind: Field['kind']): string[] => fieldEntries(name).flatMap(([key, field]) => (field.kind === kind ? [key] : []));
  const shape: Shape = { texts: of('texts'), files: of('file'), refs: of('refs') };
  shapes.set(name, shape);
  return shape;
}

/** Properties that the columns of a field have: its own name, or one for each part. None for references to many rows. */
export function propertiesOf(key: string, field: Field): readonly string[] {
  if (field.kind === 'texts') return PORTAL_LANGUAGES.map((language) => textOf(key, language));
  if (field.kind === 'file') return FILE_PARTS.map((part) => fileOf(key, part));
  return field.kind === 'refs' ? [] : [key];
}

/** Values as a row shows them → as its columns hold them. Ids of many rows are left out: they are links. */
export function toColumns(name: ResourceName, values: Values): Record<string, unknown> {
  const { texts, files, refs } = shapeOf(name);
  const columns: Record<string, unknown> = { ...values };
  const spread = (key: string, parts: readonly string[], property: (part: never) => string): void => {
    if (!Object.hasOwn(columns, key)) return;
    const value = (columns[key] ?? {}) as Values;
    Reflect.deleteProperty(columns, key);
    for (const part of parts) columns[property(part as never)] = value[part] ?? null;
  };
  for (const key of texts) spread(key, PORTAL_LANGUAGES, (language) => textOf(key, language));
  for (const key of files) spread(key, FILE_PARTS, (part) => fileOf(key, part));
  for (const key of refs) Reflect.deleteProperty(columns, key);
  return columns;
}

/** Columns as they were read → values as a row shows them, in place. Ids of many rows are the links' to fill in. */
export function fromColumns(name: ResourceName, row: Record<string, unknown>): void {
  const { texts, files } = shapeOf(name);
  const gather = (key: string, parts: readonly string[], property: (part: never) => string): void => {
    const entries = parts.map((part) => {
      const from = property(part as never);
      const value = row[from] ?? null;
      Reflect.deleteProperty(row, from);
      return [part, value] as const;
    });
    // The first part is what must be there when anything is.
    row[key] = entries[0]?.[1] === null ? null : Object.fromEntries(entries);
  };
  for (const key of texts) gather(key, PORTAL_LANGUAGES, (language) => textOf(key, language));
  for (const key of files) gather(key, FILE_PARTS, (part) => fileOf(key, part));
}

/** The values of a row that nobody gave any. */
export const initialRow = (name: ResourceName): Record<string, unknown> =>
  Object.fromEntries(
    fieldEntries(name).flatMap(([key, field]) => {
      const initial = isSecretField(field) ? undefined : initialOf(field);
      return initial === undefined ? [] : [[key, initial]];
    }),
  );

/** True when both are the same value of a row: lists and texts by what is in them. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null && JSON.stringify(one) === JSON.stringify(other));
