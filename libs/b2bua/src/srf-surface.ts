import type { EventEmitter } from 'node:events';

/**
 * The part of drachtio-srf that we use, as it behaves (its own typings miss the dialog id, the PRACK/ACK callbacks and the errors).
 * We keep no srf Dialog objects: every in-dialog request is handled by its dialog id, so that a call restored after a restart and a
 * call that never saw one take the same path (invariant I7).
 */
export interface SrfMessage {
  readonly raw: string;
  readonly body: string | undefined;
  get: (name: string) => string | undefined;
  has: (name: string) => boolean;
}

export interface SrfRequest extends SrfMessage, EventEmitter {
  readonly method: string;
  readonly uri: string;
  readonly source: 'network' | 'application';
  readonly source_address: string;
  readonly source_port: number;
  readonly protocol: string;
  readonly stackTxnId: string;
  readonly stackDialogId: string | undefined;
  readonly receivedOn: string | undefined;
  cancel: (opts: { headers: Record<string, string> }, callback: (error: unknown) => void) => void;
}

/** `ack` sends the ACK of a 2xx, or the PRACK of a reliable provisional; for other responses it does nothing. */
export type SrfAck = (opts?: { body?: string; headers?: Record<string, string> }) => void;

export interface SrfAnswer extends SrfMessage {
  readonly status: number;
  readonly reason: string;
  /** Empty when the engine made the response up (timeout, unreachable). */
  readonly source_address: string;
  readonly stackDialogId: string;
}

export interface SrfSendOptions {
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface SrfResponder {
  readonly finalResponseSent: boolean;
  readonly stackDialogId: string | undefined;
  /** `error` is text or an Error when the engine refused the response; `onAck` gets the ACK of a 200 or the PRACK of a reliable 1xx. */
  send: (
    status: number,
    reason: string,
    opts: SrfSendOptions,
    callback?: (error: unknown, sent?: SrfMessage) => void,
    onAck?: (request: SrfRequest) => void,
  ) => void;
}

export interface SrfRequestOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly proxy?: string;
  readonly stackDialogId?: string;
  /** A function, so that the password is in no object that srf prints when debugging (I10). */
  readonly auth?: (request: unknown, response: unknown, give: (error: Error | null, user?: string, password?: string) => void) => void;
}

export interface SrfApp extends EventEmitter {
  connect: (opts: {
    host: string;
    port: number;
    secret: string;
    enablePing: boolean;
    pingInterval: number;
    reconnect: { retryMaxDelay: number };
  }) => unknown;
  disconnect: () => void;
  use: (verb: string, handler: (request: SrfRequest, response: SrfResponder) => void) => void;
  request: (uri: string, opts: SrfRequestOptions, callback: (error: (Error & { code?: string }) | null, sent?: SrfRequest) => void) => void;
}
