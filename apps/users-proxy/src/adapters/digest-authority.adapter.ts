import { canonicalAddress, type Clock } from '@switchyard/kernel';
import type { Endpoint } from '@switchyard/model';
import {
  credentialsFor,
  mintChallenges,
  NonceCounter,
  NonceMint,
  parseUri,
  sameUri,
  verifyDigest,
  type Credentials,
  type DigestAlgorithm,
  type Qop,
} from '@switchyard/sip';
import type { AuthenticationRequest, Authority, Verdict } from '../ports/authority.port.js';
import type { Subscribers } from '../ports/subscribers.port.js';

export interface DigestPolicy {
  /** RFC 8760 §2.3: most preferred first. */
  readonly algorithms: readonly DigestAlgorithm[];
  /** Which qop challenges offer. */
  readonly qop: readonly Qop[];
  /** Long enough for a phone to use one nonce for all it does in a row, short enough that a stolen one is worth little. */
  readonly nonceLifeMs: number;
  /** `counted`: a nonce is good for many requests with a rising count; `once`: for one (DG-14). */
  readonly nonceUse: 'counted' | 'once';
}

export const DIGEST_POLICY: DigestPolicy = { algorithms: ['SHA-256', 'MD5'], qop: ['auth'], nonceLifeMs: 5 * 60_000, nonceUse: 'counted' };

const MAX_NONCES = 200_000;
/** A refusal takes this long at least, so that its time does not tell whether the directory had to be asked (DG-11). */
const REFUSAL_MS = 25;

/** Digest against the HA1s of the directory, with nonces that need no storage (DG-9) and a replay memory (DG-3); certificates, static addresses. */
export class DigestAuthority implements Authority {
  readonly #mint: NonceMint;
  readonly #counter: NonceCounter;

  constructor(
    private readonly subscribers: Pick<Subscribers, 'byAor'>,
    key: string,
    clock: Clock,
    private readonly policy: DigestPolicy = DIGEST_POLICY,
    /** Told of every nonce that was used, for the other nodes. */
    private readonly onUsed?: (nonce: string, count: number) => void,
  ) {
    this.#mint = new NonceMint(`digest ${key}`, clock, policy.nonceLifeMs);
    this.#counter = new NonceCounter(clock, { ttlMs: policy.nonceLifeMs, maxNonces: MAX_NONCES, isOneTime: policy.nonceUse === 'once' });
  }

  readonly challenges = (realm: string, source: string, stale: boolean): readonly string[] => {
    const { algorithms, qop } = this.policy;
    return mintChallenges({ realm, mint: this.#mint, source, algorithms, qop, stale });
  };

  /** Another node has accepted this nonce: here it is used up to that count too. */
  readonly usedElsewhere = (nonce: string, count: number): void => {
    this.#counter.accept(nonce, count);
  };

  readonly verify = async (request: AuthenticationRequest): Promise<Verdict> => {
    const credentials = credentialsFor(request.realm, request.authorization);
    if (request.isBanned(credentials?.username ?? request.claimed)) return { kind: 'banned' };
    if (!credentials) return this.#withoutCredentials(request);
    const began = performance.now();
    const verdict = await this.#judge(request, credentials);
    if (verdict.kind === 'refused') await new Promise((resolve) => setTimeout(resolve, began + REFUSAL_MS - performance.now()));
    return verdict;
  };

  /** A request that shows nothing: its certificate or its address may be enough; else it is asked for more. */
  async #withoutCredentials({ realm, claimed, certificate, source }: AuthenticationRequest): Promise<Verdict> {
    const found = claimed === '' ? undefined : await this.subscribers.byAor(claimed, realm);
    if (found && isComplete(found)) {
      if (found.certificatePolicy === 'instead' && hasCertificate(found, certificate)) return { kind: 'proven', endpoint: found };
      if (found.direct) {
        // IV-30. A certificate that is asked for besides is asked for here too.
        if (canonicalAddress(found.direct.ip) === canonicalAddress(source) && isEnough(found, certificate))
          return { kind: 'proven', endpoint: found };
        if (!hasPassword(found)) return { kind: 'elsewhere' };
      }
    }
    return { kind: 'challenge', stale: false };
  }

  async #judge(request: AuthenticationRequest, credentials: Credentials): Promise<Verdict> {
    const { username } = credentials;
    const found = await this.subscribers.byAor(username, request.realm);
    const endpoint = found && isComplete(found) ? found : undefined;
    if (!isForUs(credentials.uri, request)) return { kind: 'refused', username };
    const checked = verifyDigest({
      credentials,
      method: request.method,
      requestUri: request.requestUri,
      realm: request.realm,
      ha1s: this.#offered(endpoint),
      mint: this.#mint,
      source: request.source,
      counter: this.#counter,
      qop: this.policy.qop,
      body: credentials.qop === 'auth-int' ? Buffer.from(request.body) : undefined,
      uriPolicy: 'any',
    });
    if (checked.ok) {
      if (!endpoint || !isEnough(endpoint, request.certificate)) return { kind: 'refused', username };
      this.onUsed?.(credentials.nonce, Number.parseInt(credentials.nc ?? '0', 16));
      return { kind: 'proven', endpoint };
    }
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
        return { kind: 'refused', username };
    }
  }

  /** Only of algorithms that are offered: a client cannot choose a weaker one than policy has (RFC 8760 §2.5). */
  #offered(endpoint: Endpoint | undefined) {
    const of = (algorithm: DigestAlgorithm, stored: string | null | undefined): string | undefined =>
      this.policy.algorithms.includes(algorithm) ? (stored ?? undefined) : undefined;
    return {
      md5: of('MD5', endpoint?.ha1Md5),
      sha256: of('SHA-256', endpoint?.ha1Sha256),
      sha512_256: of('SHA-512-256', endpoint?.ha1Sha512),
    };
  }
}

/** IV-35: a terminal without user may neither register nor call. */
const isComplete = (endpoint: Endpoint): boolean => endpoint.kind !== 'terminal' || endpoint.userId !== null;

const hasPassword = ({ ha1Md5, ha1Sha256, ha1Sha512 }: Endpoint): boolean => (ha1Md5 ?? ha1Sha256 ?? ha1Sha512) !== null;
const hasCertificate = ({ certificateFingerprint }: Endpoint, certificate: string | undefined): boolean =>
  certificateFingerprint !== null && certificateFingerprint === certificate;

/** Does nothing else have to be shown besides? */
const isEnough = (endpoint: Endpoint, certificate: string | undefined): boolean =>
  endpoint.certificateFingerprint === null || endpoint.certificatePolicy === 'instead' || hasCertificate(endpoint, certificate);

/**
 * DG-5: the `uri` that was hashed must be what is asked for: the Request-URI, or its user at any host (a proxy on the way may have
 * rewritten the host). Clients that hash the server's address instead of the Request-URI are common; they are let in when that
 * address is the one the request came to.
 */
function isForUs(digestUri: string, { requestUri, receivedOn }: AuthenticationRequest): boolean {
  if (digestUri === requestUri) return true;
  const theirs = parseUri(digestUri);
  const asked = parseUri(requestUri);
  if (!theirs.ok || !asked.ok) return false;
  if (sameUri(theirs.value, asked.value)) return true;
  if (theirs.value.user !== '') return theirs.value.scheme === asked.value.scheme && theirs.value.user === asked.value.user;
  return receivedOn !== undefined && `${theirs.value.host}:${theirs.value.port ?? 5060}` === receivedOn;
}
