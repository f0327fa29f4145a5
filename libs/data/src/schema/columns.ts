import { PORTAL_LANGUAGES, type Field, type ResourceName } from '@switchyard/model';
import type { EntitySchemaColumnOptions, ValueTransformer } from 'typeorm';
import {
  encryptedOf,
  fileOf,
  foreignKeyName,
  HA1_MD5,
  HA1_SHA256,
  HA1_SHA512,
  passwordHashOf,
  snakeCase,
  textOf,
  type FilePart,
} from './names.js';
import { fieldEntries, isRecord, references } from './references.js';

/** ISO 8601 text in the row, `DATETIME(3)` in UTC in the table (the connection runs in UTC). */
const isoTime: ValueTransformer = {
  to: (iso: string | null | undefined) => (typeof iso === 'string' ? new Date(iso) : iso),
  from: (date: Date | null) => (date instanceof Date ? date.toISOString() : date),
};
/** Ids of records are BIGINT; they stay below 2^53. */
const safeInteger: ValueTransformer = { to: (value: unknown) => value, from: (value: unknown) => (value === null ? null : Number(value)) };

/** An array in the row, comma-separated in the table. */
const wordList: ValueTransformer = {
  to: (words: readonly string[] | string | null | undefined) => (Array.isArray(words) ? words.join(',') : words),
  from: (text: string | null) => (typeof text === 'string' ? text.split(',').filter((word) => word !== '') : text),
};

/** Any data in the row, JSON text in the table; its own column type would not be the same on both databases. */
const jsonText: ValueTransformer = {
  to: (value: unknown) => (value === undefined || value === null ? value : JSON.stringify(value)),
  from: (text: string | null) => (typeof text === 'string' ? (JSON.parse(text) as unknown) : text),
};
const MAX_INT = 2_147_483_647;

const base = (key: string, field: Field): Partial<EntitySchemaColumnOptions> => ({
  name: snakeCase(key),
  nullable: field.nullable === true,
});
/** Hidden columns are read only where they are asked for by name. */
const hidden = { select: false } as const;

export const bigId: EntitySchemaColumnOptions = { type: 'bigint', primary: true, generated: 'increment', transformer: safeInteger };
export const smallId: EntitySchemaColumnOptions = { type: 'int', primary: true, generated: 'increment' };
export const time = (name: string): EntitySchemaColumnOptions => ({ name, type: 'datetime', precision: 3, transformer: isoTime });
export const bigNumber = (name: string): EntitySchemaColumnOptions => ({ name, type: 'bigint', transformer: safeInteger });

function foreignKey(resource: ResourceName, key: string): Partial<EntitySchemaColumnOptions> {
  const reference = references.find(({ from, field }) => from === resource && field === key);
  if (!reference) return {};
  // Nothing cascades in the database; see the first migration.
  return { foreignKey: { target: reference.to, name: foreignKeyName(resource, key), onDelete: 'NO ACTION' } };
}

function columnsOfField(resource: ResourceName, key: string, field: Field): Record<string, EntitySchemaColumnOptions> {
  const common = base(key, field);
  switch (field.kind) {
    case 'text':
      // MEDIUMTEXT has no default; a row always gets one from the field table.
      if (field.long) return { [key]: { ...common, type: 'mediumtext' } };
      return { [key]: { ...common, type: 'varchar', length: field.max, ...defaultOf(field.default) } };
    case 'int':
      if (field.max > MAX_INT) return { [key]: { ...common, ...bigNumber(snakeCase(key)), ...defaultOf(field.default) } };
      return { [key]: { ...common, type: 'int', ...defaultOf(field.default) } };
    case 'bool':
      return { [key]: { ...common, type: 'boolean', ...defaultOf(field.default) } };
    case 'enum':
      return { [key]: { ...common, type: 'varchar', length: 32, ...defaultOf(field.default) } };
    case 'money':
      return { [key]: { ...common, type: 'decimal', precision: 18, scale: 6, ...defaultOf(field.default) } };
    case 'datetime':
      return { [key]: { ...common, ...time(snakeCase(key)) } };
    case 'date':
      return { [key]: { ...common, type: 'date', ...defaultOf(field.default) } };
    case 'time':
      return { [key]: { ...common, type: 'time', ...defaultOf(field.default) } };
    case 'list': {
      const length = field.values.join(',').length;
      return { [key]: { ...common, type: 'varchar', length, transformer: wordList, default: (field.default ?? []).join(',') } };
    }
    case 'texts':
      return Object.fromEntries(
        PORTAL_LANGUAGES.map((language) => [
          textOf(key, language),
          {
            name: snakeCase(textOf(key, language)),
            type: 'varchar',
            length: field.max,
            nullable: language !== 'en' || field.nullable === true,
          } satisfies EntitySchemaColumnOptions,
        ]),
      );
    case 'file': {
      const column = (part: FilePart, options: EntitySchemaColumnOptions): Record<string, EntitySchemaColumnOptions> => ({
        [fileOf(key, part)]: { ...options, name: snakeCase(fileOf(key, part)), nullable: true },
      });
      return {
        ...column('name', { type: 'varchar', length: 255 }),
        ...column('type', { type: 'varchar', length: 100 }),
        ...column('bytes', { type: 'int' }),
        ...column('sha256', { type: 'varchar', length: 64 }),
      };
    }
    case 'json':
      return { [key]: { ...common, type: 'mediumtext', transformer: jsonText } };
    case 'refs':
      // In the table of links.
      return {};
    case 'ref':
      return { [key]: { ...common, type: 'int', ...foreignKey(resource, key) } };
    case 'password':
      return { [passwordHashOf(key)]: { ...common, ...hidden, name: snakeCase(passwordHashOf(key)), type: 'varchar', length: 255 } };
    case 'sipPassword':
      return {
        [HA1_MD5]: { ...common, ...hidden, name: 'ha1_md5', type: 'varchar', length: 32 },
        [HA1_SHA256]: { ...common, ...hidden, name: 'ha1_sha256', type: 'varchar', length: 64 },
        // Passwords that were set before it was stored have none.
        [HA1_SHA512]: { ...common, ...hidden, name: 'ha1_sha512', type: 'varchar', length: 64, nullable: true },
        ...(field.copyFor === undefined
          ? {}
          : { [encryptedOf(key)]: { ...hidden, name: snakeCase(encryptedOf(key)), type: 'varchar', length: 1024, nullable: true } }),
      };
    case 'secret':
      return { [encryptedOf(key)]: { ...common, ...hidden, name: snakeCase(encryptedOf(key)), type: 'varchar', length: 1024 } };
  }
}

const defaultOf = (value: string | number | boolean | undefined): Partial<EntitySchemaColumnOptions> =>
  value === undefined ? {} : { default: value };

/** All columns of a resource, the hidden ones of its secrets included. */
export function columnsOf(resource: ResourceName): Record<string, EntitySchemaColumnOptions> {
  const columns: Record<string, EntitySchemaColumnOptions> = { id: isRecord(resource) ? bigId : smallId };
  for (const [key, field] of fieldEntries(resource)) Object.assign(columns, columnsOfField(resource, key, field));
  return columns;
}

/** Hidden columns of a resource by property name; to be asked for explicitly. */
export const hiddenColumnsOf = (resource: ResourceName): readonly string[] =>
  Object.entries(columnsOf(resource)).flatMap(([key, column]) => (column.select === false ? [key] : []));
