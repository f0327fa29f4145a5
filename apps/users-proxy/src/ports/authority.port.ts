import type { Endpoint } from '@switchyard/model';

export interface AuthenticationRequest {
  readonly method: string;
  readonly requestUri: string;
  readonly realm: string;
  /** The name that the request claims without credentials: the user of From, or of To in a REGISTER. */
  readonly claimed: string;
  /** Values of Authorization or Proxy-Authorization. */
  readonly authorization: readonly string[];
  /** Source address: nonces are good for the address they were given to. */
  readonly source: string;
  /** Our `address:port` the request came to, when it is known. */
  readonly receivedOn: string | undefined;
  readonly body: string;
  /** SHA-256 of the client certificate that the sender holds. */
  readonly certificate: string | undefined;
  /** May this name of the realm not come from there? Asked before anything that costs. */
  readonly isBanned: (name: string) => boolean;
}

/**
 * `challenge`: no usable credentials yet, nothing wrong has been shown. `refused`: credentials were shown and are not right; whether the
 * user or the password is wrong is said to nobody. `elsewhere`: an endpoint without password, and this is not its address.
 */
export type Verdict =
  | { readonly kind: 'proven'; readonly endpoint: Endpoint }
  | { readonly kind: 'challenge'; readonly stale: boolean }
  | { readonly kind: 'refused'; readonly username: string }
  | { readonly kind: 'banned' }
  | { readonly kind: 'elsewhere' };

/** Who sent a request: digest (RFC 7616, RFC 8760), client certificate or static address. */
export interface Authority {
  /** Header values, most preferred algorithm first. */
  readonly challenges: (realm: string, source: string, stale: boolean) => readonly string[];
  readonly verify: (request: AuthenticationRequest) => Promise<Verdict>;
}
