import { createHash } from 'node:crypto';

export interface Ha1 {
  readonly ha1Md5: string;
  readonly ha1Sha256: string;
  /** SHA-512/256 (RFC 8760). */
  readonly ha1Sha512: string;
}

/** H(username:realm:password), RFC 7616 §3.4.2, once per algorithm of RFC 8760. The realm is the endpoint's domain. */
export function deriveHa1(name: string, domain: string, password: string): Ha1 {
  const a1 = `${name}:${domain.toLowerCase()}:${password}`;
  const digest = (algorithm: 'md5' | 'sha256' | 'sha512-256') => createHash(algorithm).update(a1, 'utf8').digest('hex');
  return { ha1Md5: digest('md5'), ha1Sha256: digest('sha256'), ha1Sha512: digest('sha512-256') };
}
