import type { CallInProgress, CallLimits, EndedCall } from '@switchyard/b2bua';
import { isoOf, type Cause, type Clock, type Logger } from '@switchyard/kernel';
import type { CallEvent, PhoneDialog } from '@switchyard/model';
import type { CallFacts } from '../ports/calls.port.js';

export interface CallLifeDeps {
  readonly publish: (event: CallEvent) => void;
  /** Name of this process, for those who must tell its calls from others. */
  readonly node?: string;
  readonly limits: Pick<CallLimits, 'hold' | 'free'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Counts an ended call by its named cause; `setUpMs`: INVITE in to the first sign of the far side. */
  readonly count: (cause: Cause, setUpMs: number | null) => void;
}

type Named = { readonly legUid: string; readonly callUid: string; readonly facts: CallFacts };
type Told = Named & Pick<CallInProgress<CallFacts>, 'far' | 'near'>;

/** What becomes known of a call of ours: live views hear of it, and its one named termination goes to log and metrics (I6). */
export class CallLife {
  constructor(private readonly deps: CallLifeDeps) {}

  readonly started = (call: Named): void => this.#tell('started', call);
  readonly ringing = (call: CallInProgress<CallFacts>): void => this.#tell('ringing', call);
  readonly answered = (call: CallInProgress<CallFacts>): void => this.#tell('answered', call);

  /** Taken over from a former life of the process: it counts again. */
  readonly restored = ({ legUid, callUid, facts }: CallInProgress<CallFacts>): void => {
    if (facts.places) this.deps.limits.hold(legUid, callUid, facts.places);
  };

  readonly ended = (call: EndedCall<CallFacts>): void => {
    this.deps.limits.free(call.legUid);
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

  #tell(event: CallEvent['event'], call: Told, cause?: Cause): void {
    const { legUid, callUid, facts } = call;
    const { brandId, clientId, callee, to, faces } = facts;
    // What is told of the called side is read by the called side: live views, and whoever watches the phone.
    const isHidden = facts.anonymous && faces === 'to';
    const { caller, from } = isHidden ? { caller: 'anonymous', from: undefined } : facts;
    const dialog = phoneDialogOf(call);
    this.deps.publish({
      event,
      at: isoOf(this.deps.clock.nowMs()),
      callUid,
      legUid,
      by: 'users-proxy',
      brandId,
      clientId,
      caller,
      callee,
      ...(this.deps.node === undefined ? {} : { node: this.deps.node }),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(faces ? { faces } : {}),
      ...(dialog ? { dialog } : {}),
      ...(cause ? { cause } : {}),
    });
  }
}

/** The dialog of the phone that is on this leg. A caller does not know our tag before we answer, and needs none to be known by. */
function phoneDialogOf({ facts, far, near }: Told): PhoneDialog | undefined {
  if (facts.faces === 'to') return far;
  return facts.faces === 'from' && near ? { callId: near.callId, localTag: near.tag, remoteTag: '' } : undefined;
}
