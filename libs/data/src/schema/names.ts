import type { PortalLanguage, StoredFile } from '@switchyard/model';
import { createHash } from 'node:crypto';

/** `ddiProviderAddress` → `ddi_provider_address`: names of tables and columns. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Property names of what a secret field is stored as. They never leave this library. */
export const HA1_MD5 = 'ha1Md5';
export const HA1_SHA256 = 'ha1Sha256';
export const HA1_SHA512 = 'ha1Sha512';
export const passwordHashOf = (key: string): string => `${key}Hash`;
export const encryptedOf = (key: string): string => `${key}Encrypted`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Property of a text in one language: `nameEn`. */
export const textOf = (key: string, language: PortalLanguage): string => `${key}${capital(language)}`;
export type FilePart = keyof StoredFile;
/** Property of one fact about a file: `logoSha256`. */
export const fileOf = (key: string, part: FilePart): string => `${key}${capital(part)}`;

const MAX_IDENTIFIER = 64;
/** Identifiers of MySQL end at 64 characters: longer ones end in a digest of themselves. */
const fitted = (name: string): string =>
  name.length <= MAX_IDENTIFIER
    ? name
    : `${name.slice(0, MAX_IDENTIFIER - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;

/** Names of constraints are ours, so that an error names its field and MySQL and MariaDB agree. */
export const uniqueName = (resource: string, ...keys: readonly string[]): string =>
  fitted(`uq_${snakeCase(resource)}_${keys.map(snakeCase).join('_')}`);
export const foreignKeyName = (resource: string, key: string): string => fitted(`fk_${snakeCase(resource)}_${snakeCase(key)}`);
export const indexName = (resource: string, ...keys: readonly string[]): string =>
  fitted(`ix_${snakeCase(resource)}_${keys.map(snakeCase).join('_')}`);
