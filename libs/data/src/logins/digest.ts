import { createHash, randomBytes } from 'node:crypto';

/** What is stored of a secret that a caller shows: SHA-256 suffices, because the secret has 256 random bits and cannot be guessed. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

/** 256 random bits in letters of a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
