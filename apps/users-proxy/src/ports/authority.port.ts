import type { Endpoint } from '@switchyard/model';

export interface DigestRequest {
  readonly method: string;
  readonly requestUri: string;
  readonly realm: string;
  /** Values of Authorization or Proxy-Authorization. */
  readonly authorization: readonly string[];
  /** Source address: nonces are good for the address they were given to. */
  readonly source: string;
  /** Our `address:port` the request came to, when it is known. */
  readonly receivedOn: string | undefined;
  readonly body: string;
}

/**
 * `challenge`: no usable credentials yet, nothing wrong has been shown. `refused`: credentials were shown and are not right; whether the
 * user or the password is wrong is said to nobody.
 */
export type DigestVerdict =
  | { readonly kind: 'proven'; readonly endpoint: Endpoint }
  | { readonly kind: 'challenge'; readonly stale: boolean }
  | { readonly kind: 'refused' };

/** Digest authentication (RFC 7616, RFC 8760). */
export interface Authority {
  /** Header values, most preferred algorithm first. */
  readonly challenges: (realm: string, source: string, stale: boolean) => readonly string[];
  readonly verify: (request: DigestRequest) => Promise<DigestVerdict>;
}
