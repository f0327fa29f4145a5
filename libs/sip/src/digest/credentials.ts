import { err, ok, type Result } from '@switchyard/kernel';
import { allIn, HEX } from '../grammar/char-class.js';
import { parseDigestParams } from './digest-params.js';

/** An Authorization or Proxy-Authorization value of the Digest scheme, as the client sent it. */
export interface Credentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  /** As sent; absent means MD5. */
  readonly algorithm?: string;
  readonly cnonce?: string;
  readonly opaque?: string;
  /** Lower case. */
  readonly qop?: string;
  /** Eight hexadecimal digits. */
  readonly nc?: string;
}

/** `scheme-unknown`: not Digest. `malformed`: bad syntax, a parameter doubled or missing, or `nc` that is not eight hexadecimal digits. */
export function parseCredentials(text: string): Result<Credentials, 'scheme-unknown' | 'malformed'> {
  const parsed = parseDigestParams(text);
  if (!parsed.ok) return parsed;
  const params = parsed.value;
  const username = params.get('username');
  const realm = params.get('realm');
  const nonce = params.get('nonce');
  const uri = params.get('uri');
  const response = params.get('response');
  if (!username || realm === undefined || !nonce || !uri || !response) return err('malformed');
  const qop = params.get('qop')?.toLowerCase();
  const nc = params.get('nc');
  const cnonce = params.get('cnonce');
  if (nc !== undefined && (nc.length !== 8 || !allIn(nc, HEX))) return err('malformed');
  // RFC 7616 §3.4: with qop both must be there.
  if (qop !== undefined && (nc === undefined || cnonce === undefined)) return err('malformed');
  const algorithm = params.get('algorithm');
  const opaque = params.get('opaque');
  return ok({
    username,
    realm,
    nonce,
    uri,
    response,
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(cnonce === undefined ? {} : { cnonce }),
    ...(opaque === undefined ? {} : { opaque }),
    ...(qop === undefined ? {} : { qop }),
    ...(nc === undefined ? {} : { nc }),
  });
}

/** The credentials for our realm among several Authorization lines (RFC 3261 §22.3); those of other realms and schemes are left alone. */
export function credentialsFor(realm: string, values: readonly string[]): Credentials | undefined {
  for (const value of values) {
    const parsed = parseCredentials(value);
    if (parsed.ok && parsed.value.realm === realm) return parsed.value;
  }
  return undefined;
}
