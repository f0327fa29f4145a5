import type { Socket } from 'node:net';
import { CodedError, messageOf, writeTogether, type Logger } from '@switchyard/kernel';
import Srf from 'drachtio-srf';
import { leanSrf } from './lean-srf.js';
import { teachStatuses } from './newer-statuses.js';
import type { SrfAck, SrfAnswer, SrfApp, SrfRequest, SrfRequestOptions, SrfResponder } from './srf-surface.js';

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** First tag: the name of the app. At most 20, each up to 32 characters of `A-Za-z0-9-_+@:`. */
  readonly tags: readonly string[];
  readonly logger: Logger;
}

export interface LinkHealth {
  readonly ok: boolean;
  readonly detail: string;
}

export interface OutgoingOptions {
  readonly method: string;
  /** Request-URI; left out inside a dialog, where the engine knows the remote target. */
  readonly uri?: string;
  readonly dialogId?: string;
  /** Next hop when it is not the Request-URI's host. */
  readonly nextHop?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly credentials?: Credentials | undefined;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface OutgoingEvents {
  readonly onResponse: (answer: SrfAnswer, ack: SrfAck) => void;
  /** It could not be sent, or the link broke before a final response. Called at most once, never after a final response. */
  readonly onFailed: (error: CodedError) => void;
  /** An UPDATE of the called side before it has answered (RFC 3311). Without it such a one is refused with 491. */
  readonly onUpdate?: (request: SrfRequest, response: SrfResponder) => void;
}

/** A request under way. */
export interface Outgoing {
  readonly cancel: (headers?: Readonly<Record<string, string>>) => void;
}

/** Wire tag by which our own sip-server also shows us `100 Trying`; a real drachtio-server ignores it. */
export const FORWARD_TRYING = 'forward-trying';
/** The Request-URI that means "the remote target of this dialog" to the engine. */
const REMOTE_TARGET = 'sip:placeholder';
const RECONNECT_MAX_MS = 1000;
const PING_MS = 15_000;

/**
 * The connection to the SIP engine: apps/sip-server or a real drachtio-server. It never throws for a lost connection; it reconnects for
 * ever in steps of at most a second, and fails what was under way, because the engine will not report on it any more.
 */
export class SipLink {
  #up = false;
  #closing = false;
  #detail = 'not connected yet';
  #bound = '';
  readonly #underWay = new Set<(error: CodedError) => void>();
  readonly #onUp = new Set<() => void>();
  readonly #onDown = new Set<() => void>();

  constructor(
    private readonly srf: SrfApp,
    private readonly options: LinkOptions,
  ) {
    const { logger, host, port } = options;
    srf.on('connect', (error: unknown, hostports: unknown, _version: unknown, local: unknown) => {
      if (error) {
        this.#detail = `the sip-server at ${host}:${port} refused us: ${messageOf(error)}`;
        logger.error('sip-server refused the connection', { host, port, reason: messageOf(error) });
        return;
      }
      // srf turns Nagle off on its first connection only; a reconnected one would add 40 ms to every message.
      const { socket } = (srf as unknown as { app?: { client?: { wp?: { socket?: Socket } } } }).app?.client?.wp ?? {};
      socket?.setNoDelay(true);
      if (socket) writeTogether(socket);
      this.#up = true;
      this.#detail = String(hostports);
      this.#bound = String(local ?? hostports);
      logger.info('connected to the sip-server', { host, port, listening: String(hostports) });
      for (const listener of this.#onUp) listener();
    });
    srf.on('error', (error: unknown) => {
      if (this.#up || this.#detail === 'not connected yet')
        logger.warn('link to the sip-server failed', { host, port, reason: messageOf(error) });
      this.down(messageOf(error));
    });
    srf.on('close', () => this.down('connection closed'));
    srf.connect({
      host,
      port,
      secret: options.secret,
      enablePing: true,
      pingInterval: PING_MS,
      reconnect: { retryMaxDelay: RECONNECT_MAX_MS },
    });
  }

  private down(reason: string): void {
    const was = this.#up;
    this.#up = false;
    this.#detail = `not connected to ${this.options.host}:${this.options.port}: ${reason}`;
    if (was && !this.#closing) this.options.logger.warn('link to the sip-server lost', { reason });
    const lost = new CodedError('link-lost', `the link to the sip-server broke: ${reason}`);
    const underWay = [...this.#underWay];
    this.#underWay.clear();
    for (const fail of underWay) fail(lost);
    if (was) for (const listener of this.#onDown) listener();
  }

  health(): LinkHealth {
    return { ok: this.#up, detail: this.#detail };
  }

  /**
   * `udp/host:port,…` of the SIP server as it is reached (`public`) and as it is bound, which is what `receivedOn` says; empty while it is
   * away.
   */
  get sockets(): { readonly public: string; readonly bound: string } {
    return this.#up ? { public: this.#detail, bound: this.#bound } : { public: '', bound: '' };
  }

  /** Addresses on which the SIP server listens, each once; none while it is away. */
  get listens(): readonly string[] {
    return this.#up ? [...new Set([...this.#detail.matchAll(/\w+\/\[?([^,\]]+?)\]?:\d+/g)].map(([, address = '']) => address))] : [];
  }

  get isUp(): boolean {
    return this.#up;
  }

  /** Called after each (re)connection. */
  onUp(listener: () => void): void {
    this.#onUp.add(listener);
  }

  onDown(listener: () => void): void {
    this.#onDown.add(listener);
  }

  /** Takes all requests of one method (lower or upper case). */
  take(method: string, handler: (request: SrfRequest, response: SrfResponder) => void): void {
    this.srf.use(method.toLowerCase(), handler);
  }

  /** Sends a request; results come by `events`, never as a throw. */
  send(options: OutgoingOptions, events: OutgoingEvents): Outgoing {
    return new LinkRequest(this.srf, options, events, this.#underWay);
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#up) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000);
      this.srf.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.srf.disconnect();
    });
  }
}

class LinkRequest implements Outgoing {
  #sent: SrfRequest | undefined;
  #cancel: Readonly<Record<string, string>> | undefined;
  #done = false;

  constructor(
    srf: SrfApp,
    options: OutgoingOptions,
    private readonly events: OutgoingEvents,
    private readonly underWay: Set<(error: CodedError) => void>,
  ) {
    underWay.add(this.#fail);
    try {
      srf.request(options.uri ?? REMOTE_TARGET, wireOptions(options), (error, sent) => {
        if (error || !sent) return this.#fail(new CodedError(error?.code ?? 'not-sent', messageOf(error ?? 'the engine sent nothing')));
        this.#sent = sent;
        sent.on('response', (answer: SrfAnswer, ack: SrfAck) => this.#receive(answer, ack));
        sent.on('update', (request: SrfRequest, response: SrfResponder) =>
          this.events.onUpdate ? this.events.onUpdate(request, response) : response.send(491, 'Request Pending', {}),
        );
        if (this.#cancel) this.cancel(this.#cancel);
      });
    } catch (thrown) {
      // srf asserts on a missing socket: the link is down.
      queueMicrotask(() => this.#fail(new CodedError('link-lost', messageOf(thrown), {}, { cause: thrown })));
    }
  }

  readonly #fail = (error: CodedError): void => {
    if (this.#done) return;
    this.#done = true;
    this.underWay.delete(this.#fail);
    this.events.onFailed(error);
  };

  #receive(answer: SrfAnswer, ack: SrfAck): void {
    if (answer.status >= 200) {
      this.#done = true;
      this.underWay.delete(this.#fail);
    }
    this.events.onResponse(answer, guarded(ack));
  }

  cancel(headers: Readonly<Record<string, string>> = {}): void {
    this.#cancel = headers;
    if (this.#done || !this.#sent) return;
    try {
      this.#sent.cancel({ headers: { ...headers } }, () => undefined);
    } catch {
      // The link is down; the transaction is lost with it, and `onFailed` has said so.
    }
  }
}

/** srf throws when the connection a response came on has gone; the dialog is then as lost as the ACK. */
const guarded =
  (ack: SrfAck): SrfAck =>
  (opts) => {
    try {
      ack(opts);
    } catch {
      // Nothing can be sent; the engine's own timers end the transaction.
    }
  };

function wireOptions(options: OutgoingOptions): SrfRequestOptions {
  const { credentials } = options;
  return {
    method: options.method,
    headers: { ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
    ...(options.nextHop === undefined ? {} : { proxy: options.nextHop }),
    ...(options.dialogId === undefined ? {} : { stackDialogId: options.dialogId }),
    ...(credentials ? { auth: (_request, _response, give) => give(null, credentials.username, credentials.password) } : {}),
  };
}

/** Connects and stays connected. See `SipLink`. */
export function connectSrf(options: LinkOptions): SipLink {
  leanSrf();
  teachStatuses();
  const create = Srf as unknown as new (tags: string[]) => SrfApp;
  return new SipLink(new create([...options.tags, FORWARD_TRYING]), options);
}
