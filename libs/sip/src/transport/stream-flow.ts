import type { ParseFailure } from '../message/index.js';
import type { CaptureHook, Endpoint, Flow, LocalAddress, PeerIdentity, Protocol } from './flow.js';
import type { ConnectionCause } from './transport-limits.js';

export interface StreamEvents {
  readonly onData: (data: Buffer, flow: StreamFlow) => void;
  /** The stream cannot be framed any further: it is closed after this returns. */
  readonly onBroken: (failure: ParseFailure, flow: StreamFlow) => void;
  readonly onOpen: (flow: StreamFlow) => void;
  /** `cause` when we closed it ourselves. */
  readonly onClose: (flow: StreamFlow, cause: ConnectionCause | undefined) => void;
  /** The first whole message or ping has come. */
  readonly onProven: (flow: StreamFlow) => void;
  readonly onPing: () => void;
  readonly onSent: (protocol: Protocol) => void;
}

export interface StreamSettings {
  readonly local: LocalAddress;
  readonly remote: Endpoint;
  readonly dialled: boolean;
  /** Name of the peer that the connection was dialled for; its certificate must have it. */
  readonly peerName: string | undefined;
  readonly maxUnsentBytes: number;
  readonly capture: CaptureHook | undefined;
  readonly events: StreamEvents;
}

interface Unsent {
  readonly data: Buffer;
  readonly onError: ((error: Error) => void) | undefined;
}

let connections = 0;

/**
 * One connection to a peer, accepted or dialled, whatever it is made of. Messages sent before it stands wait; they fail together when it
 * does not come to stand.
 */
export abstract class StreamFlow implements Flow {
  abstract readonly protocol: Protocol;
  readonly connection = (connections += 1);
  readonly local: LocalAddress;
  readonly remote: Endpoint;
  readonly dialled: boolean;
  readonly peerName: string | undefined;
  readonly openedMs = Date.now();
  identity: PeerIdentity | undefined;
  certificate: string | undefined;
  /** When anything came last. */
  heardMs = this.openedMs;
  /** Since when a message is being received. */
  partialSinceMs = 0;
  /** When our last ping left; 0 when it was answered or there was none. */
  pingedMs = 0;
  /** The peer is known to answer pings. */
  answersPings = false;
  protected readonly settings: StreamSettings;
  private state: 'opening' | 'open' | 'closed';
  private waiting: Unsent[] = [];
  private waitingBytes = 0;
  private cause: ConnectionCause | undefined;
  private proven: boolean;
  private unanswered: boolean;

  constructor(settings: StreamSettings) {
    this.settings = settings;
    this.local = settings.local;
    this.remote = settings.remote;
    this.dialled = settings.dialled;
    this.peerName = settings.peerName;
    this.state = settings.dialled ? 'opening' : 'open';
    // What we dial is not half-open by somebody else's will.
    this.proven = settings.dialled;
    this.unanswered = settings.dialled;
  }

  /** True from the first whole message or ping on. */
  get isProven(): boolean {
    return this.proven;
  }

  isOpen(): boolean {
    return this.state !== 'closed';
  }

  /** True of a dialled connection that never came to stand. */
  get isUnanswered(): boolean {
    return this.unanswered;
  }

  get isOpening(): boolean {
    return this.state === 'opening';
  }

  send(data: Buffer, callId: string, onError?: (error: Error) => void): void {
    const { maxUnsentBytes, capture } = this.settings;
    if (this.state === 'closed') {
      if (onError) process.nextTick(onError, new Error('the connection is closed'));
      return;
    }
    if (this.unsentBytes() + this.waitingBytes > maxUnsentBytes) {
      this.destroy('peer-not-reading');
      if (onError) process.nextTick(onError, new Error('the peer does not read'));
      return;
    }
    if (this.state === 'opening') {
      this.waiting.push({ data, onError });
      this.waitingBytes += data.length;
    } else this.write(data, onError);
    this.settings.events.onSent(this.protocol);
    capture?.({
      data,
      protocol: this.protocol,
      source: this.local,
      destination: this.remote,
      timeMs: Date.now(),
      correlationId: callId,
    });
  }

  /** Sends a keep-alive and waits for a sign of life (RFC 5626 §4.4.1). */
  ping(): void {
    if (this.state !== 'open') return;
    this.pingedMs = Date.now();
    this.writePing();
  }

  /** Sends what is queued, then closes. */
  abstract close(): void;

  /** Closes at once; `cause` is what is counted and logged. */
  destroy(cause: ConnectionCause): void {
    this.cause ??= cause;
    this.terminate();
  }

  protected abstract write(data: Buffer, onError: ((error: Error) => void) | undefined): void;
  protected abstract writePing(): void;
  protected abstract terminate(): void;
  protected abstract unsentBytes(): number;

  protected heard(): void {
    this.heardMs = Date.now();
    if (this.pingedMs === 0) return;
    this.pingedMs = 0;
    this.answersPings = true;
  }

  protected prove(): void {
    if (this.proven) return;
    this.proven = true;
    this.settings.events.onProven(this);
  }

  protected opened(identity?: PeerIdentity): void {
    if (this.state !== 'opening') return;
    this.state = 'open';
    this.unanswered = false;
    this.identity = identity;
    this.heardMs = Date.now();
    this.settings.events.onOpen(this);
    const waiting = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    for (const { data, onError } of waiting) this.write(data, onError);
  }

  protected closed(error?: Error): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    const waiting = this.waiting;
    this.waiting = [];
    this.settings.events.onClose(this, this.cause);
    for (const { onError } of waiting) onError?.(error ?? new Error('the connection could not be opened'));
  }
}
