import type { SipMessage } from '../message/index.js';

/** The protocols this stack carries SIP over. */
export type Protocol = 'udp' | 'tcp';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** One address the stack listens on, and how it names itself to peers reached through it. */
export interface LocalAddress extends Endpoint {
  readonly protocol: Protocol;
  /** Host written into Via, Contact and Record-Route: the bound address, or the advertised one. */
  readonly host: string;
}

/** A way to one peer: a UDP socket and an address, or one stream connection. */
export interface Flow {
  readonly protocol: Protocol;
  readonly local: LocalAddress;
  readonly remote: Endpoint;
  /** False when the stream connection is gone; a datagram flow is always open. */
  readonly isOpen: () => boolean;
  /**
   * Sends one message. `callId` labels the capture. `onError` is called at most once and never before `send` returns.
   */
  readonly send: (data: Buffer, callId: string, onError?: (error: Error) => void) => void;
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

export const isReliable = (protocol: Protocol): boolean => protocol === 'tcp';

/** `127.0.0.1:5060`, `[::1]:5060` */
export const hostPort = (host: string, port: number): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`;
