import { refusal, type GuardedFetch } from '@switchyard/api-kit';
import type { SignOnSettings } from '@switchyard/data';
import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import * as oidc from 'openid-client';

const SCOPE = 'openid email profile';
/** What a provider says of itself is believed so long. */
const DISCOVERY_MS = 10 * 60_000;
const MAX_KNOWN = 500;

export interface SignOnRound {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Identity providers of the portals: OpenID Connect, code flow with PKCE (RFC 7636) and a checked signature of the ID token. */
export class IdentityProviders {
  readonly #known = new Map<string, { readonly untilMs: number; readonly configuration: Promise<oidc.Configuration> }>();

  constructor(
    private readonly fetch: GuardedFetch,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Where the browser goes. Throws `identity-provider-away`. */
  async authorizationUrl(settings: SignOnSettings, redirectUri: string, { state, nonce, verifier }: SignOnRound): Promise<string> {
    const configuration = await this.#configuration(settings);
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /** Exchanges the code of a call-back for the person's name. Throws `sign-on-refused`, `identity-provider-away`. */
  async identify(settings: SignOnSettings, callback: URL, { state, nonce, verifier }: SignOnRound): Promise<string> {
    const configuration = await this.#configuration(settings);
    const claims = await oidc
      .authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .then((tokens) => tokens.claims())
      .catch((thrown: unknown) => {
        this.logger.warn('single sign-on failed', { issuer: settings.issuer, error: messageOf(thrown), why: causeOf(thrown) });
        throw refusal('sign-on-refused', 'The identity provider did not confirm who you are.');
      });
    const value = claims?.[settings.claim];
    // An address that the provider has not verified may be anybody's.
    const isProved = settings.claim !== 'email' || claims?.['email_verified'] === true;
    if (typeof value === 'string' && value !== '' && isProved) return value;
    throw refusal('sign-on-refused', `The identity provider gave no ${settings.claim === 'email' ? 'verified email' : settings.claim}.`);
  }

  async #configuration(settings: SignOnSettings): Promise<oidc.Configuration> {
    const key = JSON.stringify([settings.issuer, settings.identifier, settings.secret ?? null]);
    const known = this.#known.get(key);
    if (known && known.untilMs > this.clock.nowMs()) return known.configuration;
    const configuration = this.#discover(settings).catch((thrown: unknown) => {
      this.#known.delete(key);
      this.logger.warn('identity provider cannot be used', { issuer: settings.issuer, error: messageOf(thrown), why: causeOf(thrown) });
      throw refusal('identity-provider-away', 'The identity provider of this portal cannot be reached, or does not describe itself.');
    });
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, { untilMs: this.clock.nowMs() + DISCOVERY_MS, configuration });
    return configuration;
  }

  #discover({ issuer, identifier, secret }: SignOnSettings): Promise<oidc.Configuration> {
    return oidc.discovery(new URL(issuer), identifier, undefined, secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret), {
      [oidc.customFetch]: (url, { method, headers, body, signal }) =>
        this.fetch(url, {
          method,
          headers,
          ...(typeof body === 'string' || body instanceof Uint8Array || body instanceof URLSearchParams ? { body } : {}),
          ...(signal ? { signal } : {}),
        }),
      // Whether plain HTTP is allowed for an address is the guarded fetch's decision, not the library's.
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
      timeout: 5,
    });
  }
}

const causeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && thrown.cause !== undefined ? messageOf(thrown.cause) : undefined;
