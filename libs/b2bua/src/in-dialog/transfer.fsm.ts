/**
 * A transfer: one phone (the transferor) hands its call over to a target.
 *
 *   calling ────► joining ────► done              the transferor waits for the outcome
 *      │  ╲          │  ╲
 *      │   failed    │   failed                   the call is the transferor's again
 *      ▼             ▼
 *   calling-alone ► joining-alone ► done          the transferor has hung up: there is no way back
 *          ╲             ╲
 *           over          over                    nobody is left
 *
 * Blind: `calling` rings the target. Semi-attended: the target rings already. Attended: it has answered, and `joining` comes first.
 */
export const TRANSFER_STATES = ['calling', 'calling-alone', 'joining', 'joining-alone', 'done', 'failed', 'over'] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

export const TRANSFER_EVENTS = [
  'target-rings',
  'target-answered',
  'target-failed',
  'joined',
  'join-failed',
  'transferor-left',
  'transferred-left',
] as const;
export type TransferEventType = (typeof TRANSFER_EVENTS)[number];

/** `status` is what the transferor is told of a failure. */
export type TransferEvent = { readonly type: TransferEventType; readonly status?: number };

export type TransferEffect =
  /** Tells the transferor by NOTIFY; `last` ends its subscription. */
  | { readonly do: 'notify'; readonly status: number; readonly last: boolean }
  /** Connects the transferred side with the target. */
  | { readonly do: 'join' }
  /** Stops ringing the target. */
  | { readonly do: 'cancel-target' }
  /** Ends the target's side, which has answered. */
  | { readonly do: 'drop-target' }
  /** The transferor's leg is over. */
  | { readonly do: 'release-transferor' }
  /** Ends the transferred side: it has nobody left to talk to. */
  | { readonly do: 'drop-transferred' };

export interface TransferStep {
  readonly state: TransferState;
  readonly effects: readonly TransferEffect[];
}

type Handler = (event: TransferEvent) => TransferStep;
type Row = { readonly [T in TransferEventType]?: Handler };

const go = (state: TransferState, ...effects: readonly TransferEffect[]): TransferStep => ({ state, effects });
const notify = (status: number, last = true): TransferEffect => ({ do: 'notify', status, last });
const JOIN: TransferEffect = { do: 'join' };
const CANCEL: TransferEffect = { do: 'cancel-target' };
const DROP: TransferEffect = { do: 'drop-target' };
const RELEASE: TransferEffect = { do: 'release-transferor' };
const DROP_TRANSFERRED: TransferEffect = { do: 'drop-transferred' };
/** The transferred party hung up: nothing is left to transfer. */
const GONE = 487;
const failure = ({ status = 500 }: TransferEvent): number => status;

/** What each state does with each event; an event that is not listed changes nothing. */
const TRANSITIONS: Readonly<Record<TransferState, Row>> = {
  calling: {
    'target-rings': () => go('calling', notify(180, false)),
    'target-answered': () => go('joining', JOIN),
    'target-failed': (event) => go('failed', notify(failure(event))),
    'transferor-left': () => go('calling-alone'),
    'transferred-left': () => go('over', CANCEL, notify(GONE)),
  },
  'calling-alone': {
    'target-rings': () => go('calling-alone', notify(180, false)),
    'target-answered': () => go('joining-alone', JOIN),
    'target-failed': (event) => go('over', notify(failure(event)), DROP_TRANSFERRED),
    'transferred-left': () => go('over', CANCEL, notify(GONE)),
  },
  joining: {
    joined: () => go('done', notify(200), RELEASE),
    'join-failed': (event) => go('failed', DROP, notify(failure(event))),
    'transferor-left': () => go('joining-alone'),
    'transferred-left': () => go('over', DROP, notify(GONE)),
  },
  'joining-alone': {
    joined: () => go('done', notify(200), RELEASE),
    'join-failed': (event) => go('over', DROP, notify(failure(event)), DROP_TRANSFERRED),
    'transferred-left': () => go('over', DROP, notify(GONE)),
  },
  done: {},
  failed: {},
  over: {},
};

/** What follows from `event` in `state`. Pure and total. */
export function stepTransfer(state: TransferState, event: TransferEvent): TransferStep {
  return TRANSITIONS[state][event.type]?.(event) ?? go(state);
}

export const isTransferOver = (state: TransferState): boolean => state === 'done' || state === 'failed' || state === 'over';
