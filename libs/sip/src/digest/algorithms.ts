import { createHash, timingSafeEqual } from 'node:crypto';

/** Hash algorithms of RFC 8760, strongest first. SHA-512-256 is the algorithm of that name with its own start values, not a cut SHA-512. */
export const DIGEST_ALGORITHMS = ['SHA-512-256', 'SHA-256', 'MD5'] as const;
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

const OPENSSL_NAME: Readonly<Record<DigestAlgorithm, string>> = { 'SHA-512-256': 'sha512-256', 'SHA-256': 'sha256', MD5: 'md5' };
/** Hexadecimal digits of a digest of that algorithm. */
export const DIGEST_LENGTH: Readonly<Record<DigestAlgorithm, number>> = { 'SHA-512-256': 64, 'SHA-256': 64, MD5: 32 };

/** Names are compared without case (RFC 7616 §3.3 writes them as tokens; devices send `md5`). Absent means MD5. `-sess` gives `isSession`. */
export function readAlgorithm(text: string | undefined): { readonly algorithm: DigestAlgorithm; readonly isSession: boolean } | undefined {
  const upper = (text ?? 'MD5').toUpperCase();
  const isSession = upper.endsWith('-SESS');
  const name = isSession ? upper.slice(0, -5) : upper;
  const algorithm = DIGEST_ALGORITHMS.find((known) => known === name);
  return algorithm ? { algorithm, isSession } : undefined;
}

export function hashHex(algorithm: DigestAlgorithm, ...parts: readonly (string | Buffer)[]): string {
  const hash = createHash(OPENSSL_NAME[algorithm]);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** Compares in a time that depends on the length only, ignoring the case of hexadecimal letters (some devices send capitals). */
export function equalDigests(a: string, b: string): boolean {
  const left = Buffer.from(a.toLowerCase());
  const right = Buffer.from(b.toLowerCase());
  return left.length === right.length && timingSafeEqual(left, right);
}
