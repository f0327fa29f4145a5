import { err, ok, type Result } from '@switchyard/kernel';
import { parseUri } from '../uri/sip-uri.js';
import { sameUri } from '../uri/same-uri.js';
import { DIGEST_LENGTH, type DigestAlgorithm, equalDigests, readAlgorithm } from './algorithms.js';
import type { Credentials } from './credentials.js';
import type { NonceCounter } from './nonce-counter.js';
import type { NonceMint } from './nonce-mint.js';
import { digestResponse, type Qop } from './response.js';

/**
 * How far the `uri` of the credentials may differ from the Request-URI, which a proxy on the way may have rewritten (RFC 3261 §22.4):
 * `same` = equal URIs; `same-user` = equal scheme and user, any host; `any` = no check.
 */
export type DigestUriPolicy = 'same' | 'same-user' | 'any';

export type DigestRefusal =
  /** Answer 400 or challenge anew: the client's software is at fault. */
  | 'algorithm-unknown'
  | 'qop-unknown'
  | 'qop-missing'
  /** Challenge anew without `stale`. */
  | 'realm-foreign'
  | 'uri-mismatch'
  | 'nonce-forged'
  | 'nonce-replayed'
  /** Unknown user or wrong password: nobody outside may tell which. */
  | 'response-wrong'
  /** Challenge anew with `stale=true`: all else was right. */
  | 'nonce-stale';

export interface DigestCheck {
  readonly credentials: Credentials;
  readonly method: string;
  readonly requestUri: string;
  readonly realm: string;
  /** Stored HA1 per algorithm. Empty for an unknown user: it is then refused after the same work as a wrong password. */
  readonly ha1s: { readonly md5?: string | undefined; readonly sha256?: string | undefined; readonly sha512_256?: string | undefined };
  readonly mint: NonceMint;
  /** What the nonce was bound to when it was minted. */
  readonly source?: string | undefined;
  /** Replay memory. Without it a request can be repeated as long as its nonce lives. */
  readonly counter?: NonceCounter | undefined;
  /** Which qop our challenges offer; default `auth` only. */
  readonly qop?: readonly Qop[] | undefined;
  readonly body?: Buffer | undefined;
  /** Default `same`. */
  readonly uriPolicy?: DigestUriPolicy | undefined;
}

/** Checks the credentials of a request against one user's HA1s. Nothing outside `counter` is read or written. */
export function verifyDigest(
  check: DigestCheck,
): Result<{ readonly username: string; readonly algorithm: DigestAlgorithm; readonly qop: Qop }, DigestRefusal> {
  const { credentials } = check;
  // -sess variants are never offered, so a client has no reason to use one.
  const known = readAlgorithm(credentials.algorithm);
  if (!known || known.isSession) return err('algorithm-unknown');
  const { algorithm } = known;
  if (credentials.realm !== check.realm) return err('realm-foreign');
  const { qop } = credentials;
  // Our challenges always carry qop: credentials without it are a downgrade that has no replay protection.
  if (qop === undefined) return err('qop-missing');
  if ((qop !== 'auth' && qop !== 'auth-int') || !(check.qop ?? ['auth']).includes(qop)) return err('qop-unknown');
  if (!isUriAllowed(credentials.uri, check.requestUri, check.uriPolicy ?? 'same')) return err('uri-mismatch');
  const age = check.mint.check(credentials.nonce, check.source);
  if (age === 'forged') return err('nonce-forged');

  const stored = storedFor(algorithm, check.ha1s);
  const expected = digestResponse({
    algorithm,
    ha1: stored ?? '0'.repeat(DIGEST_LENGTH[algorithm]),
    method: check.method,
    uri: credentials.uri,
    nonce: credentials.nonce,
    qop,
    nc: credentials.nc,
    cnonce: credentials.cnonce,
    body: check.body,
  });
  const isRight = equalDigests(expected, credentials.response);
  if (!isRight || stored === undefined) return err('response-wrong');
  if (age === 'stale') return err('nonce-stale');
  if (check.counter) {
    const count = check.counter.accept(credentials.nonce, Number.parseInt(credentials.nc ?? '0', 16));
    if (count === 'replayed') return err('nonce-replayed');
    if (count === 'used-up') return err('nonce-stale');
  }
  return ok({ username: credentials.username, algorithm, qop });
}

function storedFor(algorithm: DigestAlgorithm, ha1s: DigestCheck['ha1s']): string | undefined {
  const stored = algorithm === 'MD5' ? ha1s.md5 : algorithm === 'SHA-256' ? ha1s.sha256 : ha1s.sha512_256;
  return stored?.length === DIGEST_LENGTH[algorithm] ? stored.toLowerCase() : undefined;
}

function isUriAllowed(digestUri: string, requestUri: string, policy: DigestUriPolicy): boolean {
  if (policy === 'any' || digestUri === requestUri) return true;
  const ours = parseUri(requestUri);
  const theirs = parseUri(digestUri);
  if (!ours.ok || !theirs.ok) return false;
  if (policy === 'same') return sameUri(ours.value, theirs.value);
  return ours.value.scheme === theirs.value.scheme && ours.value.user === theirs.value.user;
}
