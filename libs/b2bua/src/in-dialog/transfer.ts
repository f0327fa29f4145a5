import { causeOfStatus, type Logger } from '@switchyard/kernel';
import { other, type EstablishedCall, type Mover } from '../established-call.js';
import type { MediaOptions } from '../media-port.js';
import type { MediaSide as Side } from '../media-session.js';
import type { TalkingSide } from '../renegotiation.js';
import type { ReferProgress } from './refer-progress.js';
import { isTransferOver, stepTransfer, type TransferEffect, type TransferEvent, type TransferState } from './transfer.fsm.js';

/** The party that stays, as the target is to meet it. */
export interface Transferred extends TalkingSide {
  /** What it last said of its media. */
  readonly sdp: string;
  readonly media: MediaOptions;
  readonly callUid: string;
}

/** Joined: `commit` makes the new leg out of both sides. */
export type TargetJoined = { readonly ok: true; readonly commit: () => Promise<void> } | { readonly ok: false; readonly status: number };

/** Whom a call is transferred to: somebody to ring, somebody who rings, somebody who talks already. */
export interface TransferTarget {
  readonly start: (tell: (event: TransferEvent) => void) => void;
  readonly join: (transferred: Transferred) => Promise<TargetJoined>;
  /** Stops ringing it. */
  readonly cancel: () => void;
  /** Ends its side, if nobody else has it. */
  readonly drop: () => void;
}

export interface TransferParts {
  readonly call: EstablishedCall;
  /** The transferor. */
  readonly by: Side;
  readonly progress: ReferProgress;
  readonly target: TransferTarget;
  readonly transferred: Transferred;
  readonly logger: Logger;
}

/** One transfer: keeps the state of its machine and carries its effects out, one after the other. */
export class Transfer implements Mover {
  #state: TransferState = 'calling';
  #left = false;
  #effects: Promise<void> = Promise.resolve();

  constructor(private readonly parts: TransferParts) {}

  begin(): void {
    this.parts.call.move(this);
    void this.parts.progress.tell(100, false);
    this.parts.target.start((event) => this.apply(event));
  }

  /** The transferor may hang up as soon as its REFER is accepted; when the other one does, everything ends. */
  left(side: Side): 'kept' | 'ends' {
    if (side === this.parts.by) {
      this.#left = true;
      this.apply({ type: 'transferor-left' });
      return 'kept';
    }
    this.apply({ type: 'transferred-left' });
    return 'ends';
  }

  apply(event: TransferEvent): void {
    const before = this.#state;
    const { state, effects } = stepTransfer(before, event);
    this.#state = state;
    const { call, logger } = this.parts;
    if (state !== before) logger.info('transfer goes on', { legUid: call.legUid, before, event: event.type, status: event.status, state });
    for (const effect of effects) this.#effects = this.#effects.then(() => this.#perform(effect, event));
    // Until it has been released the transferor's BYE is still ours to hear.
    if (isTransferOver(state) && state !== 'done') call.move(undefined);
  }

  async #perform(effect: TransferEffect, event: TransferEvent): Promise<void> {
    const { call, by, progress, target } = this.parts;
    switch (effect.do) {
      case 'notify':
        // Who is to be released hears first that it went well; nothing else waits for a phone.
        if (effect.last && this.#state === 'done' && !this.#left) await progress.tell(effect.status, true);
        else void progress.tell(effect.status, effect.last);
        return;
      case 'join':
        // Not awaited: a party may hang up meanwhile.
        void this.#join();
        return;
      case 'cancel-target':
        return target.cancel();
      case 'drop-target':
        return target.drop();
      case 'release-transferor':
        return call.end('transferred', 'transfer', this.#left ? [] : [by]);
      case 'drop-transferred':
        return call.end(causeOfStatus(event.status ?? 500), 'transfer', [other(by)]);
    }
  }

  async #join(): Promise<void> {
    const { call, by, target, transferred, logger } = this.parts;
    try {
      const joined = await call.exclusively(() => target.join(transferred));
      if (!joined.ok) return this.apply({ type: 'join-failed', status: joined.status });
      // Whoever hung up while they were joined has ended everything.
      if (isTransferOver(this.#state)) return;
      await call.handOver('transferred', 'transfer', this.#left ? [] : [by]);
      await joined.commit();
      this.apply({ type: 'joined' });
    } catch (thrown) {
      logger.error('a transfer broke', { legUid: call.legUid, reason: thrown instanceof Error ? thrown.stack : String(thrown) });
      this.apply({ type: 'join-failed', status: 500 });
    }
  }
}
