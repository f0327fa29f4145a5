import type { Endpoint, Protocol } from '../transport/flow.js';

/** What has to be found: where a URI or a Via leads. */
export interface TargetQuery {
  /** `undefined`: nothing says; DNS or the default decides (RFC 3263 §4.1). */
  readonly protocol: Protocol | undefined;
  /** A `sips:` URI: only TLS may carry it, alone or under WebSocket. */
  readonly isSecure: boolean;
  readonly host: string;
  readonly port: number | undefined;
}

/** One way to try. */
export interface Target extends Endpoint {
  readonly protocol: Protocol;
  /** The protocol was not asked for by the URI nor by DNS: it is what is used when nothing says. */
  readonly isDefault: boolean;
}
