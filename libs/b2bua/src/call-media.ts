import { ok, type Logger, type Result } from '@switchyard/kernel';
import type { BridgeTarget } from './bridge-plan.js';
import type { MediaFailure, MediaOptions, MediaPort } from './media-port.js';
import { MediaSession } from './media-session.js';

/** The description for each target, or why there is none. */
export type Offers = ReadonlyMap<BridgeTarget, Result<string | undefined, MediaFailure>>;

/**
 * The media of a call that is being set up. Targets of one kind share a session, so that the caller's ports stay what they were while
 * they ring in turn or together; a target of another kind (a browser beside a desk phone) has one of its own. When one has answered the
 * others are freed.
 */
export class CallMedia {
  /** By what an offer for a target depends on. */
  readonly #sessions = new Map<string, MediaSession>();

  constructor(
    private readonly port: MediaPort,
    private readonly callId: string,
    private readonly caller: MediaOptions,
    private readonly logger: Logger,
  ) {}

  /** Targets cannot hear each other's description: the caller then hears early media of none of them. */
  get isSplit(): boolean {
    return this.#sessions.size > 1;
  }

  /** Offers the caller's description to the targets of an attempt; once per kind of target. Undefined in, undefined out: a late offer. */
  async offer(targets: readonly BridgeTarget[], sdp: string | undefined): Promise<Offers> {
    if (sdp === undefined) return new Map(targets.map((target) => [target, ok(undefined)]));
    const offers = new Map<MediaSession, Promise<Result<string, MediaFailure>>>();
    const found = targets.map(async (target) => {
      const session = this.sessionOf(target);
      let offer = offers.get(session);
      if (!offer) {
        session.describe('callee', target.media ?? {});
        offers.set(session, (offer = session.offer('caller', sdp)));
      }
      return [target, await offer] as const;
    });
    return new Map(await Promise.all(found));
  }

  /** What a target replied to the offer; returns the SDP for the caller. */
  answer(target: BridgeTarget, sdp: string): Promise<Result<string, MediaFailure>> {
    const session = this.sessionOf(target);
    session.describe('callee', target.media ?? {});
    return session.answer('caller', sdp);
  }

  /** The session of the target that answered; the others are freed. */
  keep(target: BridgeTarget): MediaSession {
    const kept = this.sessionOf(target);
    kept.describe('callee', target.media ?? {});
    for (const session of this.#sessions.values()) if (session !== kept) void session.free();
    return kept;
  }

  async free(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.free()));
  }

  private sessionOf(target: BridgeTarget): MediaSession {
    const key = shapeOf(target.media ?? {});
    let session = this.#sessions.get(key);
    if (!session) {
      const { size } = this.#sessions;
      const callId = size === 0 ? this.callId : `${this.callId}-${size + 1}`;
      session = new MediaSession(this.port, callId, this.logger, { caller: this.caller });
      this.#sessions.set(key, session);
    }
    return session;
  }
}

/** What the offer for a side depends on; where its packets come from is said when it answers. */
const shapeOf = ({ kind, srtp, sdes, audio, video, t38, transcode, family, relaySetId }: MediaOptions): string =>
  JSON.stringify([kind ?? 'rtp', srtp, sdes, audio, video, t38, transcode, family, relaySetId]);
