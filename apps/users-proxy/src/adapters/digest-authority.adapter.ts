import type { Clock } from '@switchyard/kernel';
import type { Endpoint } from '@switchyard/model';
import {
  credentialsFor,
  mintChallenges,
  NonceCounter,
  NonceMint,
  parseUri,
  sameUri,
  verifyDigest,
  type DigestAlgorithm,
} from '@switchyard/sip';
import type { Authority, DigestRequest, DigestVerdict } from '../ports/authority.port.js';
import type { Subscribers } from '../ports/subscribers.port.js';

/** RFC 8760 §2.3: most preferred first; MD5 for phones that know nothing else. */
const ALGORITHMS: readonly DigestAlgorithm[] = ['SHA-256', 'MD5'];
/** Long enough for a phone to use one nonce for all it does in a row, short enough that a stolen one is worth little. */
const NONCE_LIFE_MS = 5 * 60_000;
const MAX_NONCES = 200_000;
/** A refusal takes this long at least, so that its time does not tell whether the directory had to be asked (DG-11). */
const REFUSAL_MS = 25;

/** Digest against the HA1s of the directory, with nonces that need no storage (DG-9) and a replay memory (DG-3). */
export class DigestAuthority implements Authority {
  readonly #mint: NonceMint;
  readonly #counter: NonceCounter;

  constructor(
    private readonly subscribers: Pick<Subscribers, 'byAor'>,
    key: string,
    clock: Clock,
  ) {
    this.#mint = new NonceMint(`digest ${key}`, clock, NONCE_LIFE_MS);
    this.#counter = new NonceCounter(clock, { ttlMs: NONCE_LIFE_MS, maxNonces: MAX_NONCES });
  }

  readonly challenges = (realm: string, source: string, stale: boolean): readonly string[] =>
    mintChallenges({ realm, mint: this.#mint, source, algorithms: ALGORITHMS, qop: ['auth'], stale });

  readonly verify = async (request: DigestRequest): Promise<DigestVerdict> => {
    const began = performance.now();
    const verdict = await this.#judge(request);
    if (verdict.kind === 'refused') await new Promise((resolve) => setTimeout(resolve, began + REFUSAL_MS - performance.now()));
    return verdict;
  };

  async #judge(request: DigestRequest): Promise<DigestVerdict> {
    const credentials = credentialsFor(request.realm, request.authorization);
    if (!credentials) return { kind: 'challenge', stale: false };
    const found = await this.subscribers.byAor(credentials.username, request.realm);
    const endpoint = found && isComplete(found) ? found : undefined;
    if (!isForUs(credentials.uri, request)) return { kind: 'refused' };
    const checked = verifyDigest({
      credentials,
      method: request.method,
      requestUri: request.requestUri,
      realm: request.realm,
      ha1s: { md5: endpoint?.ha1Md5 ?? undefined, sha256: endpoint?.ha1Sha256 ?? undefined },
      mint: this.#mint,
      source: request.source,
      counter: this.#counter,
      uriPolicy: 'any',
    });
    if (checked.ok) return endpoint ? { kind: 'proven', endpoint } : { kind: 'refused' };
    switch (checked.error) {
      case 'nonce-stale':
        return { kind: 'challenge', stale: true };
      // Not ours (a former key, another source address) or seen before: worth nothing, and no sign of a wrong password.
      case 'nonce-forged':
      case 'nonce-replayed':
      case 'realm-foreign':
        return { kind: 'challenge', stale: false };
      case 'algorithm-unknown':
      case 'qop-unknown':
      case 'qop-missing':
      case 'uri-mismatch':
      case 'response-wrong':
        return { kind: 'refused' };
    }
  }
}

/** IV-35: a terminal without user may neither register nor call. */
const isComplete = (endpoint: Endpoint): boolean => endpoint.kind !== 'terminal' || endpoint.userId !== null;

/**
 * DG-5: the `uri` that was hashed must be what is asked for: the Request-URI, or its user at any host (a proxy on the way may have
 * rewritten the host). Clients that hash the server's address instead of the Request-URI are common; they are let in when that
 * address is the one the request came to.
 */
function isForUs(digestUri: string, { requestUri, receivedOn }: DigestRequest): boolean {
  if (digestUri === requestUri) return true;
  const theirs = parseUri(digestUri);
  const asked = parseUri(requestUri);
  if (!theirs.ok || !asked.ok) return false;
  if (sameUri(theirs.value, asked.value)) return true;
  if (theirs.value.user !== '') return theirs.value.scheme === asked.value.scheme && theirs.value.user === asked.value.user;
  return receivedOn !== undefined && `${theirs.value.host}:${theirs.value.port ?? 5060}` === receivedOn;
}
