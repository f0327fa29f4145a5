import { EventEmitter } from 'node:events';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { z } from 'zod';
import { AriHttp, type AriAddress } from './ari-http.js';
import { AriStream } from './ari-stream.js';
import { bridgesOf, type Bridges } from './bridges.js';
import { channelsOf, type Channels } from './channels.js';
import { ARI_EVENT_TYPES, type AriEvent } from './events.js';
import { application, asteriskInfo, type Application } from './models.js';

export interface AsteriskOptions extends AriAddress {
  /** Name of our Stasis application; two processes with the same name take each other's events. */
  readonly app: string;
  readonly logger: Logger;
  readonly requestTimeoutMs?: number;
  readonly backOff?: { readonly minMs: number; readonly maxMs: number };
  readonly silenceMs?: number;
}

interface AsteriskEvents {
  /** After each (re)connection: events flow, and whatever happened before must be asked for. */
  connected: [];
  lost: [why: string];
  /** Another process took the application over; this one gets no events until that one is gone. */
  replaced: [];
  event: [event: AriEvent];
}

/** How often a replaced process looks whether the other one has gone. */
const STANDBY_MS = 5_000;

/** One Asterisk: its requests, and its events on one stream that comes back by itself. */
export class Asterisk extends EventEmitter<AsteriskEvents> {
  readonly channels: Channels;
  readonly bridges: Bridges;
  readonly #http: AriHttp;
  readonly #stream: AriStream;
  #state: 'off' | 'connected' | 'replaced' = 'off';
  #standby: NodeJS.Timeout | undefined;

  constructor(private readonly options: AsteriskOptions) {
    super();
    this.#http = new AriHttp(options, options.requestTimeoutMs ?? 3_000);
    this.channels = channelsOf(this.#http, options.app);
    this.bridges = bridgesOf(this.#http);
    this.#stream = this.#newStream();
  }

  get state(): 'off' | 'connected' | 'replaced' {
    return this.#state;
  }

  /** Begins to connect; never fails: it tries until `close`. */
  start(): void {
    this.#stream.open();
  }

  close(): void {
    clearTimeout(this.#standby);
    this.#stream.close();
    this.#state = 'off';
  }

  /** Drops the connection; it comes back by itself and `connected` is said again. */
  reconnect(): void {
    this.#stream.reopen();
  }

  /** What belongs to our application now: the ids of its channels and bridges. Throws `ari-not-found` before the first connection. */
  application(): Promise<Application> {
    return this.#http.send('GET', `/applications/${encodeURIComponent(this.options.app)}`, application);
  }

  /** Events of `source` (`channel:<id>`, `bridge:<id>`) come to us, also when an earlier connection started it. */
  async subscribe(source: string): Promise<void> {
    await this.#http.send('POST', `/applications/${encodeURIComponent(this.options.app)}/subscription`, z.unknown(), {
      eventSource: source,
    });
  }

  /** `22.10.1` */
  async version(): Promise<string> {
    const info = await this.#http.send('GET', '/asterisk/info', asteriskInfo, { only: 'system' });
    return info.system.version;
  }

  #newStream(): AriStream {
    const { backOff = { minMs: 100, maxMs: 5_000 }, silenceMs = 5_000 } = this.options;
    return new AriStream({
      address: this.options,
      app: this.options.app,
      logger: this.options.logger,
      backOff,
      silenceMs,
      onOpen: () => void this.#opened(),
      onEvent: (event) => this.#received(event),
      onLost: (why) => {
        clearTimeout(this.#standby);
        this.#state = 'off';
        this.emit('lost', why);
      },
    });
  }

  async #opened(): Promise<void> {
    try {
      await this.#http.send(
        'PUT',
        `/applications/${encodeURIComponent(this.options.app)}/eventFilter`,
        z.unknown(),
        {},
        {
          allowed: ARI_EVENT_TYPES.map((type) => ({ type })),
        },
      );
    } catch (thrown) {
      // Unfiltered events are only more work.
      this.options.logger.warn('asterisk took no event filter', { why: messageOf(thrown) });
    }
    this.#state = 'connected';
    this.emit('connected');
  }

  #received(event: AriEvent): void {
    if (event.type !== 'ApplicationReplaced') {
      this.emit('event', event);
      return;
    }
    this.#state = 'replaced';
    this.emit('replaced');
    this.#standBy();
  }

  /** Waits until the application is gone from Asterisk (its process ended and its last call too), then connects again. */
  #standBy(): void {
    this.#standby = setTimeout(() => {
      this.application().then(
        () => this.#standBy(),
        (thrown: unknown) => {
          if (thrown instanceof CodedError && thrown.code === 'ari-not-found') this.#stream.reopen();
          else this.#standBy();
        },
      );
    }, STANDBY_MS);
  }
}
