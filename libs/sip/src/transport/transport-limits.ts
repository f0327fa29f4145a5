import type { Protocol } from './flow.js';

/** Every bound of the stream transports. Durations in milliseconds; 0 turns a duration off. */
export interface TransportLimits {
  /** Accepted and dialled connections together. */
  readonly maxConnections: number;
  /** Accepted connections of one source address. */
  readonly maxConnectionsPerSource: number;
  /** Accepted connections that have not carried one whole SIP message yet. */
  readonly maxHalfOpen: number;
  /** From accept to the end of the TLS or WebSocket handshake. */
  readonly handshakeMs: number;
  /** From accept to the first whole message or ping; also how long the rest of a message that has begun may take. */
  readonly firstMessageMs: number;
  /** A connection on which nothing came for so long is closed. */
  readonly idleMs: number;
  /** From dialling to the end of the handshake. */
  readonly connectMs: number;
  /** Bytes that may wait for a peer that does not read. */
  readonly maxUnsentBytes: number;
  /** How often CRLF is sent on connections that we dialled (RFC 5626 §4.4.1). */
  readonly keepAliveMs: number;
  /** How often a WebSocket peer is pinged (RFC 6455 §5.5.2); one that shows no sign of life until the next ping is closed. */
  readonly webSocketPingMs: number;
}

export const DEFAULT_LIMITS: TransportLimits = {
  maxConnections: 50_000,
  maxConnectionsPerSource: 1_000,
  maxHalfOpen: 5_000,
  handshakeMs: 10_000,
  firstMessageMs: 30_000,
  idleMs: 7_200_000,
  connectMs: 5_000,
  maxUnsentBytes: 8 * 1024 * 1024,
  keepAliveMs: 0,
  webSocketPingMs: 30_000,
};

/** Why a connection was refused or closed by us: the names under which it is counted and logged. */
export const CONNECTION_CAUSES = [
  'connections-full',
  'source-connections-full',
  'half-open-full',
  'handshake-timeout',
  'tls-failed',
  'first-message-timeout',
  'idle',
  'peer-not-reading',
  'peer-silent',
  'websocket-origin',
  'websocket-protocol',
  'websocket-path',
  'websocket-not-upgraded',
  'websocket-broken',
  'unframeable',
] as const;
export type ConnectionCause = (typeof CONNECTION_CAUSES)[number];

/** Plain integers, read when metrics are scraped. */
export interface TransportCounters {
  /** Messages sent, retransmissions included. */
  readonly sent: Record<Protocol, number>;
  accepted: number;
  dialled: number;
  dialFailed: number;
  /** Refused or closed by us, by cause. */
  readonly closed: Record<ConnectionCause, number>;
  pings: number;
  stunAnswered: number;
  stunMalformed: number;
  /** Requests that went by TCP because they are too large for a datagram (RFC 3261 §18.1.1). */
  enlarged: number;
  certificateReloads: number;
}

export const newCounters = (): TransportCounters => ({
  sent: { udp: 0, tcp: 0, tls: 0, ws: 0, wss: 0 },
  accepted: 0,
  dialled: 0,
  dialFailed: 0,
  closed: Object.fromEntries(CONNECTION_CAUSES.map((cause) => [cause, 0])) as Record<ConnectionCause, number>,
  pings: 0,
  stunAnswered: 0,
  stunMalformed: 0,
  enlarged: 0,
  certificateReloads: 0,
});
