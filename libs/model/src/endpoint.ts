import type { ClientType } from './fields/client-type.js';

/** A friend is a PBX beside the client's own (IV-141, IV-142). */
export type EndpointKind = 'terminal' | 'residentialDevice' | 'retailAccount' | 'friend';

/** How to reach an endpoint that does not register (reference §2.4). */
export interface DirectAddress {
  readonly ip: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Which address of ours calls it; null: the main one. */
  readonly proxyUserId: number | null;
}

/** What a proxy needs of a subscriber, joined and frozen: the value of the read-through cache (architecture §3). */
export interface Endpoint {
  readonly kind: EndpointKind;
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly clientType: ClientType;
  readonly name: string;
  readonly domain: string;
  /** Lower-case hex digests of `name:domain:password` (RFC 8760); null until a password was set. */
  readonly ha1Md5: string | null;
  readonly ha1Sha256: string | null;
  /** Null too where the password is older than this algorithm. */
  readonly ha1Sha512: string | null;
  /** SHA-256 of the TLS client certificate that proves it, lower-case hex. */
  readonly certificateFingerprint: string | null;
  /** `instead`: the certificate is enough without a password; `besides`: both are needed. */
  readonly certificatePolicy: 'instead' | 'besides';
  /** The vPBX user who has this terminal; null: the terminal is incomplete and may neither register nor call (IV-35). */
  readonly userId: number | null;
  /** The user's screen extension number, e.g. "101". */
  readonly extension: string | null;
  readonly displayName: string;
  /** DDI presented outside: the endpoint's own, else the user's, else the client's fallback. E.164. */
  readonly outgoingNumber: string | null;
  /** Concurrent calls; 0 means unlimited. */
  readonly maxCalls: number;
  /** Number rules: its own, else its user's, else its client's. */
  readonly transformationRuleSetId: number | null;
  /** Extensions are written as numbers too; friends only. */
  readonly alwaysApplyTransformations: boolean;
  /** Several phones may be registered at a time (IV-32). */
  readonly multiContact: boolean;
  /** What one rejecting phone means for the others (IV-118). */
  readonly rejectCallMethod: 'rfc' | '486' | '600';
  /** Calls at once that are allowed from outside the permitted networks (IV-44). */
  readonly externalIpCalls: number;
  /** The caller wants to stay anonymous whatever is dialled (IV-83). */
  readonly hideCallerNumber: boolean;
  /** Trusted with numbers that callers withhold: gets P-Asserted-Identity (RFC 3325). */
  readonly sendPai: boolean;
  /** Which DDI is shown where (IV-84): its user's rule, else its client's; terminals only. */
  readonly outgoingDdiRuleId: number | null;
  /** Its static address: it neither registers nor needs a password (IV-30); null: it registers. */
  readonly direct: DirectAddress | null;
  /** Friends only: the vPBX client it loops into. */
  readonly interClientId: number | null;
  /** Host of the Request-URI and of From towards it; null: the domain it belongs to. */
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  readonly fromUser: string | null;
  /** True: it is called by the DDI that was dialled; false: by its name. */
  readonly ddiIn: boolean;
  /** The addresses in its SDP are right even when they differ from where it sends from. */
  readonly trustSdp: boolean;
  /** In order of preference; empty: whatever both sides speak. */
  readonly audioCodecs: readonly string[];
  readonly videoCodecs: readonly string[];
  readonly t38Passthrough: boolean;
  /** Media towards it is SRTP (IV-48). */
  readonly rtpEncryption: boolean;
  /** Null: that of its client. */
  readonly language: string | null;
}

/** What an endpoint is where nothing else is configured. */
export const PLAIN_ENDPOINT = {
  ha1Sha512: null,
  certificateFingerprint: null,
  certificatePolicy: 'instead',
  maxCalls: 0,
  transformationRuleSetId: null,
  alwaysApplyTransformations: false,
  multiContact: false,
  rejectCallMethod: 'rfc',
  externalIpCalls: 0,
  hideCallerNumber: false,
  sendPai: false,
  outgoingDdiRuleId: null,
  direct: null,
  interClientId: null,
  ruriDomain: null,
  fromDomain: null,
  fromUser: null,
  ddiIn: false,
  trustSdp: false,
  audioCodecs: [],
  videoCodecs: [],
  t38Passthrough: false,
  rtpEncryption: false,
  language: null,
} as const satisfies Partial<Endpoint>;

/** `name@domain`, lower-case domain: the key of registrations. */
export const aorOf = (endpoint: { readonly name: string; readonly domain: string }): string =>
  `${endpoint.name}@${endpoint.domain.toLowerCase()}`;

/** A vPBX user as the application server rings it. */
export interface UserRoute {
  readonly userId: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly doNotDisturb: boolean;
  readonly displayName: string;
  readonly extension: string | null;
  /** Null: nothing to ring. */
  readonly endpoint: Endpoint | null;
}
