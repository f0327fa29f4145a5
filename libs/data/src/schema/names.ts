/** `ddiProviderAddress` → `ddi_provider_address`: names of tables and columns. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Property names of what a secret field is stored as. They never leave this library. */
export const HA1_MD5 = 'ha1Md5';
export const HA1_SHA256 = 'ha1Sha256';
export const passwordHashOf = (key: string): string => `${key}Hash`;
export const encryptedOf = (key: string): string => `${key}Encrypted`;

/** Names of constraints are ours, so that an error names its field and MySQL and MariaDB agree. */
export const uniqueName = (resource: string, key: string): string => `uq_${snakeCase(resource)}_${snakeCase(key)}`;
export const foreignKeyName = (resource: string, key: string): string => `fk_${snakeCase(resource)}_${snakeCase(key)}`;
export const indexName = (resource: string, ...keys: readonly string[]): string =>
  `ix_${snakeCase(resource)}_${keys.map(snakeCase).join('_')}`;
