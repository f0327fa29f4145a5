import { type DigestAlgorithm, hashHex } from './algorithms.js';

export type Qop = 'auth' | 'auth-int';

/** `H(user:realm:password)`: what is stored instead of a password, one per algorithm. Changing the realm or the user voids it. */
export const ha1 = (algorithm: DigestAlgorithm, user: string, realm: string, password: string): string =>
  hashHex(algorithm, `${user}:${realm}:${password}`);

export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  /** `-sess` variant: the stored HA1 is hashed again with nonce and cnonce (RFC 7616 §3.4.2). */
  readonly isSession?: boolean;
  readonly ha1: string;
  readonly method: string;
  /** The `uri` parameter, as text. */
  readonly uri: string;
  readonly nonce: string;
  /** Absent only for RFC 2069 clients. */
  readonly qop?: Qop | undefined;
  /** Eight hexadecimal digits, as on the wire. Needed with qop. */
  readonly nc?: string | undefined;
  readonly cnonce?: string | undefined;
  /** Hashed by `auth-int`; absent is the empty body. */
  readonly body?: Buffer | undefined;
}

/** The `response` parameter in lower-case hexadecimal (RFC 7616 §3.4.1; without qop RFC 2069 as RFC 3261 §22.4 keeps it). */
export function digestResponse(input: DigestInput): string {
  const { algorithm, nonce, qop, nc = '', cnonce = '' } = input;
  const secret = input.isSession ? hashHex(algorithm, `${input.ha1}:${nonce}:${cnonce}`) : input.ha1;
  const bodyHash = qop === 'auth-int' ? ':' + hashHex(algorithm, input.body ?? '') : '';
  const ha2 = hashHex(algorithm, `${input.method}:${input.uri}${bodyHash}`);
  return hashHex(algorithm, qop ? `${secret}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}` : `${secret}:${nonce}:${ha2}`);
}
