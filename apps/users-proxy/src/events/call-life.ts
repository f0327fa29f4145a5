import type { CallInProgress, EndedCall } from '@switchyard/b2bua';
import { isoOf, type Cause, type Clock, type Logger } from '@switchyard/kernel';
import type { CallEvent } from '@switchyard/model';
import type { CallFacts } from '../ports/calls.port.js';

export interface CallLifeDeps {
  readonly publish: (event: CallEvent) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Counts an ended call by its named cause; `setUpMs`: INVITE in to the first sign of the far side. */
  readonly count: (cause: Cause, setUpMs: number | null) => void;
}

type Named = { readonly legUid: string; readonly callUid: string; readonly facts: CallFacts };

/** What becomes known of a call of ours: live views hear of it, and its one named termination goes to log and metrics (I6). */
export class CallLife {
  constructor(private readonly deps: CallLifeDeps) {}

  readonly started = (call: Named): void => this.#tell('started', call);
  readonly ringing = (call: CallInProgress<CallFacts>): void => this.#tell('ringing', call);
  readonly answered = (call: CallInProgress<CallFacts>): void => this.#tell('answered', call);

  readonly ended = (call: EndedCall<CallFacts>): void => {
    const { legUid, callUid, facts, termination, durationMs, postDialDelayMs, tries, winner, restored } = call;
    this.#tell('ended', call, termination.cause);
    this.deps.count(termination.cause, postDialDelayMs);
    this.deps.logger.info('call ended', {
      legUid,
      callUid,
      ...facts,
      ...termination,
      durationMs,
      postDialDelayMs,
      tries,
      winner,
      restored,
    });
  };

  #tell(event: CallEvent['event'], { legUid, callUid, facts }: Named, cause?: Cause): void {
    const at = isoOf(this.deps.clock.nowMs());
    const { brandId, clientId, caller, callee } = facts;
    this.deps.publish({ event, at, callUid, legUid, by: 'users-proxy', brandId, clientId, caller, callee, ...(cause ? { cause } : {}) });
  }
}
