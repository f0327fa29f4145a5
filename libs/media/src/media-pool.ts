import { err, ok, type Logger, type Result } from '@switchyard/kernel';
import type { MediaRelay } from '@switchyard/model';
import type { MediaCall, MediaDelete, MediaFailure, MediaOptions, MediaStats, RelayHealth, RelayRef } from './media-types.js';
import { fitOffer } from './fit-offer.js';
import { NgLink, type NgCommand, type NgReply } from './ng-link.js';
import { ngOfDelete, NO_STATS, ngOfSdp, statsOf } from './ng-message.js';
import { relayOrder } from './relay-order.js';

export interface MediaPoolOptions {
  /** The relays of the configuration as it is now; disabled ones are skipped for new sessions. */
  readonly relays: () => readonly MediaRelay[];
  /** The set of relays and clients that name none. */
  readonly defaultSet?: () => number | null;
  readonly logger: Logger;
  /** Bound of one command to one relay. Default 2000 ms. */
  readonly commandTimeoutMs?: number;
  /** Default 2000 ms. */
  readonly pingIntervalMs?: number;
  /** Address the control socket is bound to. */
  readonly localAddress?: string;
}

type SdpReply = Result<{ readonly sdp: string; readonly relay: RelayRef }, MediaFailure>;

const keyOf = (relay: { readonly host: string; readonly port: number }): string => `${relay.host}:${relay.port}`;

/**
 * All media relays of the platform behind one door. A new session goes to the best living relay of its call (`relayOrder`) and
 * on to the next when that one is silent; from then on it stays there, because ports and codecs live there.
 */
export class MediaPool {
  readonly #links = new Map<string, NgLink>();
  /** Relays known to be silent; everything else counts as alive. */
  readonly #dead = new Set<string>();
  readonly #sessions = new Map<string, RelayRef>();
  readonly #timeoutMs: number;
  readonly #pingIntervalMs: number;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(private readonly options: MediaPoolOptions) {
    this.#timeoutMs = options.commandTimeoutMs ?? 2000;
    this.#pingIntervalMs = options.pingIntervalMs ?? 2000;
  }

  /** Begins to ping all enabled relays. */
  start(): void {
    if (this.#timer) return;
    void this.checkNow();
    this.#timer = setInterval(() => void this.checkNow(), this.#pingIntervalMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#round;
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  /** One round of pings; resolves when every relay has answered or is known to be silent. */
  checkNow(): Promise<void> {
    this.#round ??= this.pingAll().finally(() => (this.#round = undefined));
    return this.#round;
  }

  /**
   * Describes one side (`from`) to the relay and gets the SDP for the other side (`to`). A new session fails over among the relays of its
   * set; a known one (`relay` given, or offered before) does not. Refuses what the sides may not speak (`fitOffer`).
   */
  async offer(call: MediaCall, sdp: string, from: MediaOptions = {}, to: MediaOptions = {}): Promise<SdpReply> {
    const fitted = fitOffer(sdp, from, to);
    if (!fitted.ok) return fitted;
    const known = call.relay ?? this.#sessions.get(call.callId);
    const message = ngOfSdp('offer', call, fitted.value, from, to);
    if (known) return this.exchange(known, 'offer', call.callId, message);
    let last: MediaFailure = { code: 'no-relay', cause: 'media-relay-missing', text: 'no media relay is enabled and alive' };
    for (const relay of this.candidates(call.callId, from.relaySetId ?? to.relaySetId ?? null)) {
      const reply = await this.exchange(relay, 'offer', call.callId, message);
      if (reply.ok || reply.error.code === 'refused') return reply;
      last = reply.error;
    }
    return err(last);
  }

  /** The SDP of `from` in reply to an offer of `to`, on the relay that got the offer. */
  async answer(
    call: MediaCall & { readonly toTag: string },
    sdp: string,
    from: MediaOptions = {},
    to: MediaOptions = {},
  ): Promise<SdpReply> {
    const relay = call.relay ?? this.#sessions.get(call.callId);
    if (!relay) return err({ code: 'session-lost', cause: 'media-relay-missing', text: `no relay has a session ${call.callId}` });
    return this.exchange(relay, 'answer', call.callId, ngOfSdp('answer', call, sdp, from, to));
  }

  /**
   * Frees the session, or one branch of it (`fromTag` is then the near side's), and tells what passed through. What is already
   * gone is no failure: its stats are empty.
   */
  async delete(call: MediaDelete): Promise<Result<MediaStats, MediaFailure>> {
    const relay = call.relay ?? this.#sessions.get(call.callId);
    if (call.branch === undefined) this.#sessions.delete(call.callId);
    if (!relay) return ok(NO_STATS);
    const reply = await this.command(relay, 'delete', ngOfDelete(call));
    return reply.ok ? ok(statsOf(reply.value)) : reply.error.code === 'session-lost' ? ok(NO_STATS) : reply;
  }

  /**
   * Begins or ends the recording of a session: both sides, in one file of the relay's recording folder. `about` stands in its metadata file;
   * it must not hold `|`, which separates the entries there.
   */
  async record(
    call: { readonly callId: string; readonly relay?: RelayRef | undefined },
    recording: { readonly on: true; readonly about: string } | { readonly on: false },
  ): Promise<Result<undefined, MediaFailure>> {
    const relay = call.relay ?? this.#sessions.get(call.callId);
    if (!relay) return err({ code: 'session-lost', cause: 'media-relay-missing', text: `no relay has a session ${call.callId}` });
    const where = { 'call-id': call.callId };
    const reply = recording.on
      ? await this.command(relay, 'startRecording', { ...where, metadata: recording.about })
      : await this.command(relay, 'stopRecording', where);
    return reply.ok ? ok(undefined) : reply;
  }

  /** What has passed through the session so far. */
  async query(call: { readonly callId: string; readonly relay?: RelayRef | undefined }): Promise<Result<MediaStats, MediaFailure>> {
    const relay = call.relay ?? this.#sessions.get(call.callId);
    if (!relay) return err({ code: 'session-lost', cause: 'media-relay-missing', text: `no relay has a session ${call.callId}` });
    const reply = await this.command(relay, 'query', { 'call-id': call.callId });
    return reply.ok ? ok(statsOf(reply.value)) : reply;
  }

  health(): readonly RelayHealth[] {
    const sessions = new Map<string, number>();
    for (const relay of this.#sessions.values()) sessions.set(keyOf(relay), (sessions.get(keyOf(relay)) ?? 0) + 1);
    return this.enabled().map((relay) => ({
      name: relay.name,
      host: relay.host,
      port: relay.port,
      alive: !this.#dead.has(keyOf(relay)),
      sessions: sessions.get(keyOf(relay)) ?? 0,
    }));
  }

  private enabled(): readonly MediaRelay[] {
    return this.options.relays().filter((relay) => relay.enabled);
  }

  /** Of the set and no other: where media may pass is a promise to the client. */
  private relaysOf(setId: number | null): readonly MediaRelay[] {
    const fallback = this.options.defaultSet?.() ?? null;
    return this.enabled().filter((relay) => (relay.mediaRelaySetId ?? fallback) === (setId ?? fallback));
  }

  private candidates(callId: string, setId: number | null): readonly RelayRef[] {
    const isAlive = (relay: MediaRelay): boolean => !this.#dead.has(keyOf(relay));
    const enabled = this.relaysOf(setId);
    // Silent ones come last but are still asked: one lost datagram must not cost the calls until the next ping.
    return [enabled.filter(isAlive), enabled.filter((relay) => !isAlive(relay))]
      .flatMap((relays) => relayOrder(relays, callId))
      .map(({ name, host, port }) => ({ name, host, port }));
  }

  private async exchange(relay: RelayRef, command: 'offer' | 'answer', callId: string, message: object): Promise<SdpReply> {
    const reply = await this.command(relay, command, message, () => this.dropLate(relay, callId));
    if (!reply.ok) return reply;
    const sdp = reply.value['sdp'];
    if (typeof sdp !== 'string')
      return err({ code: 'refused', cause: 'media-refused', text: `${relay.name} answered ${command} without an SDP` });
    this.#sessions.set(callId, relay);
    return ok({ sdp, relay });
  }

  private async command(
    relay: RelayRef,
    command: NgCommand,
    message: object,
    late?: (reply: NgReply) => void,
  ): Promise<Result<NgReply, MediaFailure>> {
    const reply = await this.link(relay).send(command, message, this.#timeoutMs, late);
    if (!reply.ok) {
      this.mark(relay, false, reply.error);
      return err({ code: 'timeout', cause: 'media-relay-missing', text: reply.error });
    }
    this.mark(relay, true, '');
    if (reply.value['result'] !== 'error') return ok(reply.value);
    const reason = reply.value['error-reason'];
    const text = `${relay.name} refused ${command}: ${typeof reason === 'string' ? reason : 'no reason given'}`;
    const lost = /unknown call-id/i.test(text);
    return err(lost ? { code: 'session-lost', cause: 'media-relay-missing', text } : { code: 'refused', cause: 'media-refused', text });
  }

  /** A relay answered an offer after we had gone to another one: it now holds ports for nobody. */
  private dropLate(relay: RelayRef, callId: string): void {
    const used = this.#sessions.get(callId);
    if (used && keyOf(used) === keyOf(relay)) return;
    void this.command(relay, 'delete', { 'call-id': callId });
  }

  private link(relay: RelayRef): NgLink {
    let link = this.#links.get(keyOf(relay));
    if (!link) this.#links.set(keyOf(relay), (link = new NgLink(relay, this.options.logger, this.options.localAddress)));
    return link;
  }

  private mark(relay: RelayRef, alive: boolean, why: string): void {
    const key = keyOf(relay);
    if (alive === !this.#dead.has(key)) return;
    if (alive) {
      this.#dead.delete(key);
      this.options.logger.info('media relay is back', { relay: relay.name, address: key });
    } else {
      this.#dead.add(key);
      this.options.logger.error('media relay is silent', { relay: relay.name, address: key, why });
    }
  }

  private async pingAll(): Promise<void> {
    const relays = this.enabled();
    await Promise.all(relays.map((relay) => this.command({ name: relay.name, host: relay.host, port: relay.port }, 'ping', {})));
    this.forgetUnused(new Set(relays.map(keyOf)));
  }

  /** Links of relays that left the configuration are closed once no session of ours is on them. */
  private forgetUnused(configured: ReadonlySet<string>): void {
    const inUse = new Set([...this.#sessions.values()].map(keyOf));
    for (const [key, link] of this.#links) {
      if (configured.has(key) || inUse.has(key)) continue;
      link.close();
      this.#links.delete(key);
      this.#dead.delete(key);
    }
  }
}
