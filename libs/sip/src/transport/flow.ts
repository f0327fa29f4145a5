import type { SipMessage } from '../message/index.js';

/** The protocols this stack carries SIP over (RFC 3261 §18, RFC 7118). */
export const PROTOCOLS = ['udp', 'tcp', 'tls', 'ws', 'wss'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Where a peer listens that names no port (RFC 3261 §19.1.2, RFC 7118 §5.2). */
export const DEFAULT_PORTS: Readonly<Record<Protocol, number>> = { udp: 5060, tcp: 5060, tls: 5061, ws: 80, wss: 443 };

export const isReliable = (protocol: Protocol): boolean => protocol !== 'udp';
export const isSecure = (protocol: Protocol): boolean => protocol === 'tls' || protocol === 'wss';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** One address the stack listens on, and how it names itself to peers reached through it. */
export interface LocalAddress extends Endpoint {
  readonly protocol: Protocol;
  /** Host that peers are told: the bound address, one of this machine for a wildcard, or the advertised one. IPv6 without brackets. */
  readonly host: string;
  /** Port that peers are told. */
  readonly publicPort: number;
  /** `host:publicPort` as Via, Contact and Record-Route have it; IPv6 in brackets. */
  readonly sentBy: string;
}

/** Fills in what follows from the bound address when nothing else is advertised. */
export function localAddress(bound: {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly host?: string | undefined;
  readonly publicPort?: number | undefined;
}): LocalAddress {
  const { protocol, address, port } = bound;
  const host = (bound.host ?? address).replace(/^\[|\]$/g, '');
  const publicPort = bound.publicPort ?? port;
  return { protocol, address, port, host, publicPort, sentBy: hostPort(host, publicPort) };
}

/** Whom a TLS peer has proved to be: the subject of its verified certificate (RFC 5922 §7.1). */
export interface PeerIdentity {
  /** Common name, or the whole subject when there is none. */
  readonly subject: string;
  /** Hosts of `sip:` URIs and DNS names of subjectAltName, lower case. */
  readonly names: readonly string[];
}

/** A way to one peer: a UDP socket and an address, or one stream connection. */
export interface Flow {
  readonly protocol: Protocol;
  readonly local: LocalAddress;
  readonly remote: Endpoint;
  /** Only of TLS and WSS peers whose certificate was verified. */
  readonly identity?: PeerIdentity | undefined;
  /** SHA-256 of the client certificate that the peer of an accepted connection holds, whoever issued it. */
  readonly certificate?: string | undefined;
  /** UDP for want of anything said: a request that is too large for a datagram goes by TCP (RFC 3261 §18.1.1). */
  readonly isDefault?: boolean | undefined;
  /** Number of the stream connection, unique in this process; a datagram flow has none. */
  readonly connection?: number | undefined;
  /** False when the stream connection is gone; a datagram flow is always open. */
  readonly isOpen: () => boolean;
  /**
   * Sends one message. `callId` labels the capture. `onError` is called at most once and never before `send` returns.
   */
  readonly send: (data: Buffer, callId: string, onError?: (error: Error) => void) => void;
  /**
   * Asks the peer's kernel whether anybody listens there; `onUnreachable` is called if it says no. Datagram flows only: their sockets
   * are not told about ICMP errors.
   */
  readonly probe?: (onUnreachable: (error: Error) => void) => void;
}

/** A message that arrived, its top Via already amended (RFC 3261 §18.2.1, RFC 3581). */
export interface Received {
  readonly message: SipMessage;
  readonly flow: Flow;
  /** Bytes on the wire. */
  readonly size: number;
  readonly timeMs: number;
}

/** What is shown to a capture agent about each message on the wire. */
export interface WireMessage {
  readonly data: Buffer;
  readonly protocol: Protocol;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly timeMs: number;
  readonly correlationId: string;
}

export type CaptureHook = (message: WireMessage) => void;

/** `127.0.0.1:5060`, `[::1]:5060` */
export const hostPort = (host: string, port: number): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`;
