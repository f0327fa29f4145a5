import type { Socket } from 'node:net';
import type { StreamFlow, StreamSettings } from './stream-flow.js';
import type { ConnectionCause } from './transport-limits.js';

/** What a greeter tells its listener about a socket that it was given. */
export interface GreeterEvents {
  /** The handshake is over: `make` turns the connection into a flow. `socket` has the addresses of the one that was given. */
  readonly onReady: (socket: Socket, make: (settings: StreamSettings) => StreamFlow) => void;
  readonly onRefused: (socket: Socket, cause: ConnectionCause, why: string) => void;
}

/** Turns accepted sockets into connections of one protocol, by whatever handshake that takes. */
export interface Greeter {
  readonly greet: (socket: Socket) => void;
  /** Serves the certificates as they are now to connections to come. */
  readonly refreshCertificates: () => void;
  readonly stop: () => void;
}
