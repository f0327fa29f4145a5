import { err, ok, type Logger, type Result } from '@switchyard/kernel';
import { kindOfSdp, type MediaFailure, type MediaOptions, type MediaPort, type RelayRef } from './media-port.js';

/** Names of the two sides on the relay. Whoever is rung is `callee`: targets that ring in turn or together share the tag, so the caller's port stays what it was. */
export type MediaSide = 'caller' | 'callee';
export type MediaSides = Readonly<Record<MediaSide, MediaOptions>>;
const far = (side: MediaSide): MediaSide => (side === 'caller' ? 'callee' : 'caller');

/**
 * The media of one call: one session on one relay. Freed exactly once, whoever asks how often, and also when an offer that was under way
 * finishes later.
 */
export class MediaSession {
  #freed = false;
  #relay: RelayRef | null;
  /** Offers and answers in flight: the session is deleted after them, or the relay would make it anew. */
  readonly #inFlight = new Set<Promise<unknown>>();
  #offered: boolean;
  readonly #sides: Record<MediaSide, MediaOptions>;

  constructor(
    private readonly port: MediaPort,
    readonly callId: string,
    private readonly logger: Logger,
    sides: Partial<MediaSides> = {},
    relay: RelayRef | null = null,
  ) {
    this.#relay = relay;
    this.#offered = relay !== null;
    this.#sides = { caller: sides.caller ?? {}, callee: sides.callee ?? {} };
  }

  get relay(): RelayRef | null {
    return this.#relay;
  }

  /** What is known of both sides: a renegotiation keeps their kinds of media. */
  get sides(): MediaSides {
    return { ...this.#sides };
  }

  /** Another target is tried, which may be of another address: what is told of that side from now on. */
  describe(side: MediaSide, options: MediaOptions): void {
    this.#sides[side] = options;
  }

  /** A description by one side; returns the SDP for the other. Repeated for each attempt, and by re-INVITEs. */
  async offer(from: MediaSide, sdp: string): Promise<Result<string, MediaFailure>> {
    // The far side exists on the relay only after a first offer: naming it before would be a re-offer to nobody.
    const toTag = this.#offered ? { toTag: far(from) } : {};
    this.#offered = true;
    const result = await this.#run(() =>
      this.port.offer({ ...this.#where(), fromTag: from, ...toTag }, sdp, this.#sides[from], this.#sides[far(from)]),
    );
    const kind = kindOfSdp(sdp);
    if (result.ok && kind !== undefined) this.#sides[from] = { ...this.#sides[from], kind };
    return result;
  }

  /** The reply of `far(from)` to an offer of `from`; returns the SDP for the offerer. */
  async answer(from: MediaSide, sdp: string): Promise<Result<string, MediaFailure>> {
    return this.#run(() =>
      this.port.answer({ ...this.#where(), fromTag: from, toTag: far(from) }, sdp, this.#sides[far(from)], this.#sides[from]),
    );
  }

  /** Begins or ends the recording of both sides. */
  record(recording: Parameters<MediaPort['record']>[1]): ReturnType<MediaPort['record']> {
    return this.port.record(this.#where(), recording);
  }

  /** True and false are certain; undefined when the relay did not answer. */
  async isAlive(): Promise<boolean | undefined> {
    const found = await this.port.query(this.#where());
    if (found.ok) return true;
    return found.error.code === 'session-lost' ? false : undefined;
  }

  /** Frees everything, once. Never rejects: the relay's own timeout is the safety net. */
  async free(): Promise<void> {
    if (this.#freed) return;
    this.#freed = true;
    if (!this.#offered) return;
    await Promise.allSettled(this.#inFlight);
    try {
      const result = await this.port.delete(this.#where());
      if (!result.ok) this.logger.warn('a media session was not freed', { mediaCallId: this.callId, reason: result.error.text });
    } catch (thrown) {
      this.logger.error('a media session was not freed', { mediaCallId: this.callId, reason: String(thrown) });
    }
  }

  async #run(command: () => ReturnType<MediaPort['offer']>): Promise<Result<string, MediaFailure>> {
    if (this.#freed) return err({ code: 'session-lost', cause: 'media-refused', text: 'the call has ended' });
    const running = command();
    this.#inFlight.add(running);
    try {
      const result = await running;
      if (!result.ok) return result;
      this.#relay = result.value.relay;
      return ok(result.value.sdp);
    } finally {
      this.#inFlight.delete(running);
    }
  }

  #where(): { callId: string; relay?: RelayRef } {
    return { callId: this.callId, ...(this.#relay ? { relay: this.#relay } : {}) };
  }
}
