/** A running platform as a caller from outside needs it; `openInstance` of the local runner gives one. */
export interface Platform {
  /** First three octets of the instance's loopback network, e.g. `127.10.0`. */
  readonly net: string;
  /** sipp and its leading arguments. */
  readonly sipp: readonly string[];
  /** `http://host:port` of the portal API. */
  readonly portalUrl: string;
  readonly rtpengineAddress: string;
  readonly redisUrl: string;
  readonly database: { readonly kind: 'mysql' | 'mariadb'; readonly url: string };
  /** A generated secret of the instance: `sip:alice`, `login:northwind`, `carrier:sw-auth`. Throws on an unknown name. */
  readonly secret: (name: string) => string;
}
