import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '@switchyard/kernel';
import { quote } from '../grammar/quoted-string.js';
import { type DigestAlgorithm, readAlgorithm } from './algorithms.js';
import { parseDigestParams } from './digest-params.js';
import type { NonceMint } from './nonce-mint.js';
import { digestResponse, ha1, type Qop } from './response.js';

/** What a WWW-Authenticate or Proxy-Authenticate value of the Digest scheme asks for. */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  /** The credentials were right but the nonce too old: answer again without asking a person. */
  readonly stale: boolean;
  readonly algorithm: DigestAlgorithm;
  readonly isSession: boolean;
  /** As sent, e.g. `md5` or `SHA-256-sess`; absent when the challenge had none. */
  readonly algorithmText?: string;
  /** Those of the offered ones that we know. Empty when the challenge had no qop (RFC 2069). */
  readonly qop: readonly Qop[];
}

/**
 * Reads a challenge. Errors: `scheme-unknown` (not Digest), `algorithm-unknown`, `qop-unknown` (only unknown ones are offered), `malformed` (realm
 * or nonce missing, a parameter doubled, bad syntax).
 */
export function parseChallenge(text: string): Result<Challenge, 'scheme-unknown' | 'algorithm-unknown' | 'qop-unknown' | 'malformed'> {
  const parsed = parseDigestParams(text);
  if (!parsed.ok) return parsed;
  const params = parsed.value;
  const algorithmText = params.get('algorithm');
  const known = readAlgorithm(algorithmText);
  if (!known) return err('algorithm-unknown');
  const realm = params.get('realm');
  const nonce = params.get('nonce');
  if (realm === undefined || !nonce) return err('malformed');
  const offered = params.get('qop');
  const qop = (offered ?? '')
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word): word is Qop => word === 'auth' || word === 'auth-int');
  if (offered !== undefined && offered.trim() !== '' && qop.length === 0) return err('qop-unknown');
  const opaque = params.get('opaque');
  return ok({
    realm,
    nonce,
    ...(opaque === undefined ? {} : { opaque }),
    stale: params.get('stale')?.toLowerCase() === 'true',
    ...known,
    ...(algorithmText === undefined ? {} : { algorithmText }),
    qop,
  });
}

/** The first challenge we can answer: servers list the one they prefer first (RFC 8760 §2.3). Others are skipped, whatever is wrong with them. */
export function pickChallenge(values: readonly string[]): Challenge | undefined {
  for (const value of values) {
    const parsed = parseChallenge(value);
    if (parsed.ok) return parsed.value;
  }
  return undefined;
}

export interface ChallengePlan {
  readonly realm: string;
  readonly mint: NonceMint;
  /** The nonces will be good for this source only. */
  readonly source?: string;
  /** Most preferred first. */
  readonly algorithms: readonly DigestAlgorithm[];
  readonly qop?: readonly Qop[];
  readonly stale?: boolean;
  readonly opaque?: string;
}

/** One header value per algorithm, in the order given (RFC 8760 §2.3: each is a header line of its own). */
export function mintChallenges(plan: ChallengePlan): string[] {
  // One for all: the client answers one of them.
  const nonce = plan.mint.mint(plan.source);
  return plan.algorithms.map((algorithm) => {
    const opaque = plan.opaque === undefined ? '' : `, opaque=${quote(plan.opaque)}`;
    const stale = plan.stale ? ', stale=true' : '';
    const qop = (plan.qop ?? ['auth']).join(',');
    return `Digest realm=${quote(plan.realm)}, nonce="${nonce}"${opaque}${stale}, algorithm=${algorithm}, qop="${qop}"`;
  });
}

export interface Answer {
  readonly challenge: Challenge;
  readonly username: string;
  /** The password, or the HA1 of the challenge's algorithm and realm. */
  readonly secret: { readonly password: string } | { readonly ha1: string };
  readonly method: string;
  /** The Request-URI, as text. */
  readonly uri: string;
  /** Which use of this nonce this is, from 1. */
  readonly count?: number;
  readonly cnonce?: string;
  /** Given, and `auth-int` offered without `auth`: hashed. */
  readonly body?: Buffer;
}

/** The value of Authorization or Proxy-Authorization that answers a challenge. */
export function answerChallenge(answer: Answer): string {
  const { challenge, username, method, uri } = answer;
  const { algorithm, isSession, realm, nonce } = challenge;
  const secret = 'ha1' in answer.secret ? answer.secret.ha1 : ha1(algorithm, username, realm, answer.secret.password);
  const qop = challenge.qop.includes('auth') ? 'auth' : challenge.qop[0];
  // A -sess hash needs a cnonce even where there is no qop.
  const cnonce = qop || isSession ? (answer.cnonce ?? randomBytes(12).toString('base64url')) : undefined;
  const nc = qop ? (answer.count ?? 1).toString(16).padStart(8, '0') : undefined;
  const response = digestResponse({ algorithm, isSession, ha1: secret, method, uri, nonce, qop, nc, cnonce, body: answer.body });
  let value = `Digest username=${quote(username)}, realm=${quote(realm)}, nonce=${quote(nonce)}, uri=${quote(uri)}, response="${response}"`;
  if (challenge.algorithmText !== undefined) value += `, algorithm=${challenge.algorithmText}`;
  if (cnonce !== undefined) value += `, cnonce=${quote(cnonce)}`;
  if (challenge.opaque !== undefined) value += `, opaque=${quote(challenge.opaque)}`;
  if (qop) value += `, qop=${qop}, nc=${nc}`;
  return value;
}
